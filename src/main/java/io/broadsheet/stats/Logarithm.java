package io.broadsheet.stats;

/** Logarithms of quotients near one. */
final class Logarithm {
  private Logarithm() {}

  /** {@code ln((a·b) ÷ (c·d))} of positive numbers, exact in relative terms also near 0. */
  static double ofQuotient(long a, long b, long c, long d) {
    double divisor = (double) c * d;
    return ofQuotient((double) a * b, divisor, Products.difference(a, b, c, d));
  }

  /**
   * {@code ln(dividend ÷ divisor)} of positive numbers.
   *
   * @param difference dividend − divisor, better than a subtraction would give it
   */
  static double ofQuotient(double dividend, double divisor, double difference) {
    double excess = difference / divisor;
    return excess > -0.5 && excess < 1
        ? StrictMath.log1p(excess)
        : StrictMath.log(dividend / divisor);
  }
}
