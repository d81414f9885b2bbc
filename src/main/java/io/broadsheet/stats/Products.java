package io.broadsheet.stats;

/**
 * Differences of products without cancellation: exact in 128 bits, rounded once at the end. The
 * difference between observed and expected counts is such a number over a total, and for large
 * corpora it is far smaller than the rounding error of either product.
 */
final class Products {
  private Products() {}

  /** {@code a·b − c·d}, rounded once to the nearest double; no factor above 2⁶² in size. */
  static double difference(long a, long b, long c, long d) {
    long lowMinuend = a * b;
    long lowSubtrahend = c * d;
    long high = Math.multiplyHigh(a, b) - Math.multiplyHigh(c, d);
    if (Long.compareUnsigned(lowMinuend, lowSubtrahend) < 0) {
      high--;
    }
    return toDouble(high, lowMinuend - lowSubtrahend);
  }

  /** The signed number {@code high·2⁶⁴ + low} ({@code low} unsigned), rounded once. */
  private static double toDouble(long high, long low) {
    if (high == low >> 63) {
      return low;
    }
    if (high < 0) {
      return -toDouble(low == 0 ? -high : ~high, -low);
    }
    int shift = high == 0 ? 64 : Long.numberOfLeadingZeros(high);
    long top = shift == 64 ? low : high << shift | low >>> (64 - shift);
    long rest = shift == 64 ? 0 : low << shift;
    // Two spare bits below the 53 of a double: one may be lost to the sign, the last is sticky.
    long half = top >>> 1 | (top & 1) | (rest == 0 ? 0 : 1);
    return StrictMath.scalb((double) half, 65 - shift);
  }
}
