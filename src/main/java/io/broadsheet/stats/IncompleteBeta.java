package io.broadsheet.stats;

/**
 * The regularised incomplete beta function {@code I_x(a, b)} (DLMF 8.17), of which the tails of the
 * binomial and the negative binomial distribution are values.
 *
 * <p>The factor {@code x^a·y^b / B(a, b)} is computed as Loader computes binomial probabilities
 * ("Fast and accurate computation of binomial probabilities", 2000): two deviances and three
 * Stirling errors, so that its logarithm is as accurate far out as in the middle. The rest is the
 * even part of the continued fraction DLMF 8.17.22 (A. R. DiDonato and A. H. Morris, "Algorithm
 * 708", ACM Transactions on Mathematical Software 18, 1992), evaluated forwards by W. J. Lentz's
 * method (Applied Optics 15, 1976). It needs a handful of steps in a tail and some {@code √(a + b)}
 * in the middle of the distribution.
 */
final class IncompleteBeta {
  private static final double TWO_PI = 6.283185307179586;

  private IncompleteBeta() {}

  /**
   * {@code ln I_x(a, b)}.
   *
   * @param a above 0
   * @param b above 0
   * @param x between 0 and 1, both excluded
   * @param y 1 − x, as accurate as x
   * @param deviation {@code a·y − b·x}, as accurate as x: it is positive where I is a lower tail
   */
  static double log(double a, double b, double x, double y, double deviation) {
    // The fraction converges everywhere, but is quick and free of cancellation below the mean. With
    // b ≤ 1 there is no mode to be on the wrong side of.
    if (deviation >= 0 || b <= 1) {
      return logByFraction(a, b, x, y, deviation);
    }
    return logOfComplement(logByFraction(b, a, y, x, -deviation));
  }

  /** {@code ln(1 − exp(logarithm))}. */
  static double logOfComplement(double logarithm) {
    return logarithm > -LogRatio.LN_2
        ? StrictMath.log(-StrictMath.expm1(logarithm))
        : StrictMath.log1p(-StrictMath.exp(logarithm));
  }

  /** {@code ln(x^a·y^b / B(a, b))}. */
  static double logFactor(double a, double b, double x, double y, double deviation) {
    double sum = a + b;
    double deviance = Deviance.of(a, sum * x, deviation) + Deviance.of(b, sum * y, -deviation);
    double stirling = StirlingError.of(sum) - StirlingError.of(a) - StirlingError.of(b);
    return 0.5 * StrictMath.log(a / sum * b / TWO_PI) + stirling - deviance;
  }

  private static double logByFraction(double a, double b, double x, double y, double deviation) {
    return logFactor(a, b, x, y, deviation) - StrictMath.log(fraction(a, b, x, deviation));
  }

  private static double fraction(double a, double b, double x, double deviation) {
    double value = a / (a + 1) * (deviation + 1);
    double numerator = value;
    double denominator = 0;
    for (long step = 1; ; step++) {
      double m = (double) step;
      double middle = a + 2 * m - 1;
      double upper = (a + m - 1) / middle * ((a + b + m - 1) / middle) * (m * (b - m)) * (x * x);
      double lower =
          m + m * (b - m) / middle * x + (a + m) / (middle + 2) * (deviation + 1 + m * (2 - x));
      denominator = 1 / (lower + upper * denominator);
      numerator = lower + upper / numerator;
      double change = numerator * denominator;
      value *= change;
      if (StrictMath.abs(change - 1) <= 0x1p-52) {
        return value;
      }
    }
  }
}
