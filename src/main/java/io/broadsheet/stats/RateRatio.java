package io.broadsheet.stats;

/**
 * A count in one window against a count in the windows before it, each with its exposure (the words
 * or the articles in which it was counted), as two Poisson rates.
 *
 * <p>The test is J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from
 * Poisson series", Biometrika 31 (1940): given {@code n = count + baselineCount} occurrences in
 * all, and equal rates, the count is binomial with n trials and probability {@code π = exposure ÷
 * (exposure + baselineExposure)}. No approximation is made: the tails {@code P(X ≥ count) =
 * I_π(count, baselineCount + 1)} are incomplete beta functions, right down to 10⁻³⁰⁰ and, as
 * logarithms, beyond.
 *
 * <p>Two-sided p-values double the smaller tail, both in the exact form, where the observed count
 * belongs to the tail, and in the mid-p form (H. O. Lancaster, "Significance tests in discrete
 * distributions", Journal of the American Statistical Association 56, 1961), where half of its
 * probability does. The exact one never claims more than it may; the mid-p one is less timid with
 * small counts.
 */
public final class RateRatio {
  private RateRatio() {}

  /**
   * How often the term would occur at the baseline's rate: {@code baselineCount · exposure ÷
   * baselineExposure}.
   *
   * @return NaN if the baseline has no exposure
   */
  public static double expected(long exposure, long baselineCount, long baselineExposure) {
    checkRates(0, exposure, baselineCount, baselineExposure);
    return baselineExposure == 0
        ? Double.NaN
        : (double) baselineCount * exposure / baselineExposure;
  }

  /**
   * The rate ratio with half an occurrence added to each side: {@code (count + ½) ÷ (expected +
   * ½)}. It is finite for a new term and pulls what rests on little evidence towards 1: the mean of
   * the ratio under a gamma prior of shape ½ and mean 1 (W. DuMouchel, "Bayesian data mining in
   * large frequency tables", The American Statistician 53, 1999).
   *
   * @param expected as from {@link #expected}; NaN gives NaN
   */
  public static double smoothed(long count, double expected) {
    Counts.check(count);
    if (expected < 0) {
      throw new IllegalArgumentException("not an expected count: " + expected);
    }
    return (count + 0.5) / (expected + 0.5);
  }

  /**
   * The signed root of twice the log-likelihood ratio of the two rates, close to a standard normal
   * score where they are equal: {@code ±√(2·(count·ln(count/nπ) +
   * baselineCount·ln(baselineCount/n(1 − π))))}, negative below the baseline's rate.
   *
   * @return 0 if nothing occurs at all; NaN if an exposure is 0
   */
  public static double z(long count, long exposure, long baselineCount, long baselineExposure) {
    checkRates(count, exposure, baselineCount, baselineExposure);
    if (exposure == 0 || baselineExposure == 0) {
      return Double.NaN;
    }
    if (count == 0 && baselineCount == 0) {
      return 0;
    }
    double all = (double) exposure + baselineExposure;
    double sum = (double) count + baselineCount;
    double difference = Products.difference(count, baselineExposure, baselineCount, exposure) / all;
    double deviance =
        Deviance.of((double) count, sum * (exposure / all), difference)
            + Deviance.of((double) baselineCount, sum * (baselineExposure / all), -difference);
    double root = StrictMath.sqrt(2 * deviance);
    return difference < 0 ? -root : root;
  }

  /**
   * The exact two-sided p-value: twice the smaller of {@code P(X ≥ count)} and {@code P(X ≤
   * count)}, at most 1.
   *
   * @return 1 if nothing occurs at all; NaN if an exposure is 0
   */
  public static double pValue(
      long count, long exposure, long baselineCount, long baselineExposure) {
    return StrictMath.exp(logPValue(count, exposure, baselineCount, baselineExposure));
  }

  /** The decimal logarithm of {@link #pValue}, which does not underflow. */
  public static double log10PValue(
      long count, long exposure, long baselineCount, long baselineExposure) {
    return logPValue(count, exposure, baselineCount, baselineExposure) / Normal.LN_10;
  }

  /**
   * The mid-p two-sided p-value: as {@link #pValue}, but the observed count's own probability
   * counts half.
   */
  public static double midPValue(
      long count, long exposure, long baselineCount, long baselineExposure) {
    checkRates(count, exposure, baselineCount, baselineExposure);
    if (exposure == 0 || baselineExposure == 0) {
      return Double.NaN;
    }
    if (count == 0 && baselineCount == 0) {
      return 1;
    }
    boolean isAbove = Products.difference(count, baselineExposure, baselineCount, exposure) >= 0;
    double own = StrictMath.exp(logOwn(count, exposure, baselineCount, baselineExposure));
    double tail =
        StrictMath.exp(
            isAbove
                ? logAtLeast(count, exposure, baselineCount, baselineExposure)
                : logAtLeast(baselineCount, baselineExposure, count, exposure));
    double middle = tail - 0.5 * own;
    return 2 * StrictMath.min(middle, 1 - middle);
  }

  /**
   * The one-sided p-value {@code P(X ≥ count)}: small where the term is more frequent than before.
   *
   * @return 1 for a count of 0; NaN if an exposure is 0
   */
  public static double upperPValue(
      long count, long exposure, long baselineCount, long baselineExposure) {
    checkRates(count, exposure, baselineCount, baselineExposure);
    return StrictMath.exp(logAtLeast(count, exposure, baselineCount, baselineExposure));
  }

  private static double logPValue(
      long count, long exposure, long baselineCount, long baselineExposure) {
    checkRates(count, exposure, baselineCount, baselineExposure);
    if (exposure == 0 || baselineExposure == 0) {
      return Double.NaN;
    }
    // The tail on the side of the deviation is the smaller one but for small skewed cases, where
    // both are near one half: the two add up to 1 and the probability of the count itself.
    boolean isAbove = Products.difference(count, baselineExposure, baselineCount, exposure) >= 0;
    double logTail =
        isAbove
            ? logAtLeast(count, exposure, baselineCount, baselineExposure)
            : logAtLeast(baselineCount, baselineExposure, count, exposure);
    if (logTail > -LogRatio.LN_2) {
      double other =
          1
              + StrictMath.exp(logOwn(count, exposure, baselineCount, baselineExposure))
              - StrictMath.exp(logTail);
      logTail = StrictMath.min(logTail, StrictMath.log(other));
    }
    return StrictMath.min(0, LogRatio.LN_2 + logTail);
  }

  /** {@code ln P(X ≥ count)}; with the two sides exchanged it is {@code ln P(X ≤ count)}. */
  private static double logAtLeast(
      long count, long exposure, long baselineCount, long baselineExposure) {
    if (exposure == 0 || baselineExposure == 0) {
      return Double.NaN;
    }
    if (count == 0) {
      return 0;
    }
    double all = (double) exposure + baselineExposure;
    double deviation =
        Products.difference(count, baselineExposure, baselineCount + 1, exposure) / all;
    return IncompleteBeta.log(
        (double) count, baselineCount + 1.0, exposure / all, baselineExposure / all, deviation);
  }

  /** {@code ln P(X = count)}. */
  private static double logOwn(
      long count, long exposure, long baselineCount, long baselineExposure) {
    double all = (double) exposure + baselineExposure;
    double share = exposure / all;
    double baselineShare = baselineExposure / all;
    if (count == 0) {
      return baselineCount * StrictMath.log1p(-share);
    }
    if (baselineCount == 0) {
      return count * StrictMath.log1p(-baselineShare);
    }
    double deviation = Products.difference(count, baselineExposure, baselineCount, exposure) / all;
    double sum = (double) count + baselineCount;
    // x^a·y^b / B(a, b) is the probability times a·b/(a + b).
    return IncompleteBeta.logFactor(
            (double) count, (double) baselineCount, share, baselineShare, deviation)
        - StrictMath.log(baselineCount / sum * count);
  }

  static void checkRates(long count, long exposure, long baselineCount, long baselineExposure) {
    Counts.check(count);
    Counts.check(exposure);
    Counts.check(baselineCount);
    Counts.check(baselineExposure);
  }
}
