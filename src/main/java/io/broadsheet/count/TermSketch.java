package io.broadsheet.count;

/**
 * Which terms of several words may be frequent: counters of four bits, up to {@value #LARGEST},
 * each shared by all terms whose hashes fall together, so that what it says of a term is never too
 * small (a count-min sketch of one row; Cormode and Muthukrishnan 2005). Most terms of several
 * words are so rare that nothing is to be said of them, and are recognised by it before anything is
 * done for them.
 *
 * <p>Memory: {@value #BYTES} bytes.
 */
final class TermSketch {
  static final int LARGEST = 15;

  private static final int BITS = 24;
  private static final int BYTES = 1 << (BITS - 1);
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final byte[] counters;

  TermSketch() {
    this(new byte[BYTES]);
  }

  /**
   * @param counters as {@link #toBytes} gave them; not copied
   */
  TermSketch(byte[] counters) {
    this.counters = counters;
  }

  /**
   * The hash of a term that is one word longer.
   *
   * @param shorter the hash of the shorter term; for a word {@link io.broadsheet.text.TermHash}
   */
  static long hash(long shorter, int word) {
    long mixed = (shorter + 1) * SPREAD + word;
    return mixed ^ (mixed >>> 29);
  }

  private static int counter(long hash) {
    return (int) ((hash * SPREAD) >>> (Long.SIZE - BITS));
  }

  /** Counts an occurrence. */
  void add(long hash) {
    int counter = counter(hash);
    int shift = (counter & 1) << 2;
    int isFull = (((counters[counter >>> 1] >>> shift) & LARGEST) + 1) >>> 4;
    counters[counter >>> 1] += (byte) ((1 - isFull) << shift);
  }

  /** False if the term surely occurs less than {@code count} times. */
  boolean mayReach(long hash, long count) {
    int counter = counter(hash);
    int known = (counters[counter >>> 1] >>> ((counter & 1) << 2)) & LARGEST;
    return known == LARGEST || known >= count;
  }

  /** Adds what another has counted. */
  void addAll(byte[] others) {
    for (int i = 0; i < BYTES; i++) {
      int low = Math.min(LARGEST, (counters[i] & LARGEST) + (others[i] & LARGEST));
      int high = Math.min(LARGEST, ((counters[i] >>> 4) & LARGEST) + ((others[i] >>> 4) & LARGEST));
      counters[i] = (byte) (high << 4 | low);
    }
  }

  /** The counters; not copied. */
  byte[] toBytes() {
    return counters;
  }
}
