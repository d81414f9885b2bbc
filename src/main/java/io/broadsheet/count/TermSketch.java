package io.broadsheet.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Which terms of several words may be frequent: counters of four bits, up to {@value #LARGEST},
 * each shared by all terms whose hashes fall together, so that what it says of a term is never too
 * small (a count-min sketch of one row; Cormode and Muthukrishnan 2005). Most terms of several
 * words are so rare that nothing is to be said of them, and are recognised by it before anything is
 * done for them.
 *
 * <p>Memory: {@value #BYTES} bytes, and a megabyte more while occurrences are counted.
 */
final class TermSketch {
  static final int LARGEST = 15;

  private static final int BITS = 24;
  private static final int BYTES = 1 << (BITS - 1);
  private static final int REGION_BITS = 6;

  /** Of a region; enough that most of what is fetched of it is raised more than once. */
  private static final int PENDING = 1 << 12;

  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_COUNTERS = 0x0f0f_0f0f_0f0f_0f0fL;
  private static final long CARRIES = 0x1010_1010_1010_1010L;

  private final byte[] counters;

  /**
   * Counters to be raised, by the region that they are in: many of one region at once, which the
   * processor then has at hand; null as long as there were none.
   */
  private int[] pending;

  private final int[] pendingSizes = new int[1 << REGION_BITS];

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
    if (pending == null) {
      pending = new int[PENDING << REGION_BITS];
    }
    int counter = counter(hash);
    int region = counter >>> (BITS - REGION_BITS);
    pending[region * PENDING + pendingSizes[region]++] = counter;
    if (pendingSizes[region] == PENDING) {
      raise(region);
    }
  }

  private void raisePending() {
    if (pending != null) {
      for (int region = 0; region < pendingSizes.length; region++) {
        raise(region);
      }
    }
  }

  private void raise(int region) {
    int start = region * PENDING;
    for (int i = start; i < start + pendingSizes[region]; i++) {
      int counter = pending[i];
      int shift = (counter & 1) << 2;
      int isFull = (((counters[counter >>> 1] >>> shift) & LARGEST) + 1) >>> 4;
      counters[counter >>> 1] += (byte) ((1 - isFull) << shift);
    }
    pendingSizes[region] = 0;
  }

  /**
   * Chooses from many terms, so that the processor waits for all of them at once.
   *
   * @param hashes of the terms
   * @param size how many they are
   * @param count at least 1
   * @param chosen takes, ascending, the places of all but those that surely occur less than {@code
   *     count} times
   * @return how many it took
   */
  int choose(long[] hashes, int size, long count, int[] chosen) {
    raisePending();
    int tooFew = (int) Math.min(count, LARGEST) - 1;
    int found = 0;
    for (int i = 0; i < size; i++) {
      int counter = counter(hashes[i]);
      int known = (counters[counter >>> 1] >>> ((counter & 1) << 2)) & LARGEST;
      chosen[found] = i;
      found += (tooFew - known) >>> 31;
    }
    return found;
  }

  /** Adds what another has counted. */
  void addAll(byte[] others) {
    for (int i = 0; i < BYTES; i += Long.BYTES) {
      long ours = (long) WORDS.get(counters, i);
      long theirs = (long) WORDS.get(others, i);
      long low = sum(ours & LOW_COUNTERS, theirs & LOW_COUNTERS);
      long high = sum((ours >>> 4) & LOW_COUNTERS, (theirs >>> 4) & LOW_COUNTERS);
      WORDS.set(counters, i, (high << 4) | low);
    }
  }

  /** Sums of eight counters, one in each byte, none above the largest. */
  private static long sum(long ours, long theirs) {
    long sums = ours + theirs;
    long carries = (sums & CARRIES) >>> 4;
    return (sums | (carries * LARGEST)) & LOW_COUNTERS;
  }

  /** The counters; not copied. */
  byte[] toBytes() {
    raisePending();
    return counters;
  }
}
