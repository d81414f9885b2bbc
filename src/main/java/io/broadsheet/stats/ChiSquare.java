package io.broadsheet.stats;

/** The tail of the chi-square distribution with one degree of freedom. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * The probability of a value of at least x: {@code erfc(√(x/2))} (DLMF 8.4.6 and 8.11).
   *
   * @param x at least 0
   * @return between 0 and 1; 0 only where the true value is below the smallest double (x above
   *     1,480): see {@link #log10UpperTail}; NaN for NaN
   */
  public static double upperTail(double x) {
    check(x);
    return StrictMath.exp(-0.5 * x) * Normal.scaledErfc(StrictMath.sqrt(0.5 * x));
  }

  /** The decimal logarithm of {@link #upperTail}, which does not underflow. */
  public static double log10UpperTail(double x) {
    check(x);
    if (x < 1) {
      return StrictMath.log10(upperTail(x));
    }
    double scaled = Normal.scaledErfc(StrictMath.sqrt(0.5 * x));
    return (StrictMath.log(scaled) - 0.5 * x) / Normal.LN_10;
  }

  private static void check(double x) {
    if (x < 0) {
      throw new IllegalArgumentException("not a chi-square value: " + x);
    }
  }
}
