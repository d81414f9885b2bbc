package io.broadsheet.stats;

/**
 * Tails of the normal distribution, accurate as far out as a double reaches and beyond.
 *
 * <p>All of them come from {@code erfcx(x) = exp(x²)·erfc(x)} (DLMF 7.2), which neither underflows
 * nor cancels: {@code (1 + 2x)·erfcx(x)} for x from 0 to infinity is a Chebyshev series in {@code
 * (x − 3.75)/(x + 3.75)} (M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of
 * (1+2x)exp(x²)erfc x in 0 ≤ x &lt; ∞", Mathematics of Computation 36, 1981). The coefficients were
 * computed anew in 50 digits; those left out are below 3·10⁻¹⁸.
 */
public final class Normal {
  /** The 0.975 quantile: a 95 % interval reaches this many standard errors to each side. */
  public static final double QUANTILE_975 = 1.959963984540054;

  static final double LN_10 = 2.302585092994046;

  private static final double[] COEFFICIENTS = {
    1.1775789345674017,
    -0.004590054580646478,
    -0.08424913336651792,
    0.05920993999819189,
    -0.026658668435305753,
    0.009074997670705265,
    -0.002413163540417608,
    0.0004907758365258086,
    -6.916973302501207e-05,
    4.13902798607301e-06,
    7.740383066198491e-07,
    -2.1886401049234386e-07,
    1.0764999465671004e-08,
    4.521959811218372e-09,
    -7.754400208830589e-10,
    -6.31808834088002e-11,
    2.8687950109363422e-11,
    1.945586855042697e-13,
    -9.654696748073274e-13,
    3.2525481506828756e-14,
    3.347811949739705e-14,
    -1.8645628767814072e-15,
    -1.2507950603417642e-15,
    7.418233442194908e-17,
    5.068146013060458e-17,
  };

  private Normal() {}

  /**
   * The p-value of a z score against both sides: {@code erfc(|z|/√2)}.
   *
   * @return between 0 and 1; 0 only where the true value is below the smallest double (|z| above
   *     38.4); NaN for NaN
   */
  public static double twoSided(double z) {
    return halfExponential(z) * scaledErfc(StrictMath.abs(z) * StrictMath.sqrt(0.5));
  }

  /** The decimal logarithm of {@link #twoSided}, which does not underflow. */
  public static double log10TwoSided(double z) {
    double x = StrictMath.abs(z);
    if (x < 1) {
      return StrictMath.log10(twoSided(x));
    }
    if (x == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    return (StrictMath.log(scaledErfc(x * StrictMath.sqrt(0.5))) - 0.5 * x * x) / LN_10;
  }

  /** The probability of a value of at least z. */
  public static double upperTail(double z) {
    double tail = 0.5 * twoSided(z);
    return z < 0 ? 1 - tail : tail;
  }

  /** {@code exp(x²)·erfc(x)} for x ≥ 0. */
  static double scaledErfc(double x) {
    if (x > 1e17) {
      return 1 / (x * StrictMath.sqrt(StrictMath.PI));
    }
    double t = (x - 3.75) / (x + 3.75);
    double twice = 2 * t;
    double next = 0;
    double afterNext = 0;
    for (int k = COEFFICIENTS.length - 1; k >= 1; k--) {
      double current = twice * next - afterNext + COEFFICIENTS[k];
      afterNext = next;
      next = current;
    }
    return (t * next - afterNext + COEFFICIENTS[0]) / (1 + 2 * x);
  }

  /**
   * {@code exp(−z²/2)}. The square is split, since its rounding error alone would cost a factor of
   * z² in precision: the upper half of z's digits has an exact square.
   */
  private static double halfExponential(double z) {
    if (StrictMath.abs(z) > 40) {
      return 0;
    }
    double upper = Double.longBitsToDouble(Double.doubleToRawLongBits(z) & -1L << 27);
    double lower = (z - upper) * (z + upper);
    return StrictMath.exp(-0.5 * upper * upper) * StrictMath.exp(-0.5 * lower);
  }
}
