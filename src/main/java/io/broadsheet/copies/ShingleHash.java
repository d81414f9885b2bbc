package io.broadsheet.copies;

/** Hashes of units (words or characters) and of the shingles that they make. */
final class ShingleHash {
  /** An odd multiplier; powers of it are powers modulo 2⁶⁴. */
  static final long BASE = 0x9E3779B97F4A7C15L;

  private ShingleHash() {}

  /**
   * Spreads a number over 64 bits: the finaliser of SplitMix64 (G. Steele, D. Lea and C. Flood,
   * "Fast splittable pseudorandom number generators", OOPSLA 2014).
   */
  static long mix(long value) {
    long z = value + BASE;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** BASE to the power of {@code exponent}, modulo 2⁶⁴. */
  static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }
}
