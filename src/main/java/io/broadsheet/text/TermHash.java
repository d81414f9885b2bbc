package io.broadsheet.text;

/** The hash of a term's bytes; a polynomial, so that a scan can build it byte by byte. */
public final class TermHash {
  private TermHash() {}

  /** Before the first byte. */
  static final int START = 0;

  /** With one more byte. */
  static int with(int hash, int nextByte) {
    return hash * 0x01000193 + nextByte + 1;
  }

  /** The hash of bytes. */
  public static int of(byte[] bytes, int offset, int length) {
    int hash = START;
    for (int i = offset; i < offset + length; i++) {
      hash = with(hash, bytes[i]);
    }
    return hash;
  }

  /** Spreads a hash over all bits of a table index. */
  public static int spread(int hash) {
    int h = hash * 0x9E3779B9;
    return h ^ (h >>> 15);
  }
}
