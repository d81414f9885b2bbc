package io.broadsheet.stats;

/**
 * A count against baseline windows that vary more than Poisson counts would: news comes in waves.
 *
 * <p>Counts are taken as negative binomial with variance {@code μ + αμ²}. The dispersion α is the
 * moment estimate for windows of unequal exposure: Pearson's {@code X² = Σ (yᵢ − wᵢY)²/(wᵢY)} over
 * the m windows, with {@code Y = Σyᵢ} and {@code wᵢ} the window's share of the exposure, has the
 * mean {@code (m − 1) + αY(1 − Σwᵢ²)}, so that {@code α = (X² − (m − 1)) ÷ (Y(1 − Σwᵢ²))}, or 0 if
 * that is negative (with equal exposures the classic {@code (s² − ȳ)/ȳ²}, R. A. Fisher, "The
 * negative binomial distribution", Annals of Eugenics 11, 1941; J. F. Lawless, "Negative binomial
 * and mixed Poisson regression", Canadian Journal of Statistics 15, 1987).
 *
 * <p>The test compares the count with what is predicted from the baseline: a negative binomial
 * whose relative variance {@code 1/r} adds what is not known about the mean rate and what windows
 * differ by. {@code P(X ≥ count)} has {@code 1/r = 1/(Y + 1) + κ} and mean {@code (Y + 1)·t/E},
 * {@code P(X ≤ count)} has {@code 1/r = 1/Y + κ} and mean {@code Y·t/E}, with t the window's
 * exposure, E the baseline's, and {@code κ = α(1 + Σwᵢ²)}. With α = 0 these are to the last digit
 * the exact tails of {@link RateRatio}. Two-sided p-values double the smaller tail.
 */
public final class OverdispersedRate {
  private OverdispersedRate() {}

  /**
   * The sum of the squared shares of the baseline windows in its exposure, {@code Σwᵢ²}: the same
   * for all terms of a baseline.
   *
   * @return NaN if there is no exposure
   */
  public static double sumOfSquaredShares(long[] exposures) {
    long total = total(exposures);
    double sum = 0;
    for (long exposure : exposures) {
      double share = (double) exposure / total;
      sum += share * share;
    }
    return total == 0 ? Double.NaN : sum;
  }

  /**
   * The moment estimate of the dispersion α.
   *
   * @param counts of the term, window by window
   * @param exposures of those windows
   * @return at least 0; 0 for a term that does not occur; NaN if fewer than two windows have any
   *     exposure
   */
  public static double dispersion(long[] counts, long[] exposures) {
    Counts.checkLengths(counts.length, exposures.length);
    int windows = 0;
    for (long exposure : exposures) {
      windows += exposure > 0 ? 1 : 0;
    }
    return dispersion(
        counts, exposures, counts.length, windows, total(exposures), sumOfSquaredShares(exposures));
  }

  /**
   * The same from only those windows in which the term occurs.
   *
   * @param counts of the term where it occurs; elements behind {@code length} are ignored
   * @param exposures of those windows
   * @param length how many elements there are
   * @param windows how many baseline windows have any exposure
   * @param totalExposure of all of them
   * @param sumOfSquaredShares of all of them, see {@link #sumOfSquaredShares}
   */
  public static double dispersion(
      long[] counts,
      long[] exposures,
      int length,
      int windows,
      long totalExposure,
      double sumOfSquaredShares) {
    Counts.check(totalExposure);
    long count = 0;
    long exposureWithoutTerm = totalExposure;
    for (int i = 0; i < length; i++) {
      Counts.check(counts[i]);
      Counts.check(exposures[i], exposureWithoutTerm);
      if (counts[i] > 0 && exposures[i] == 0) {
        throw new IllegalArgumentException(counts[i] + " occurrences in a window of nothing");
      }
      count += counts[i];
      exposureWithoutTerm -= exposures[i];
    }
    Counts.check(count);
    if (windows < 2) {
      return Double.NaN;
    }
    if (count == 0) {
      return 0;
    }
    // Σ (y − μ)²/μ: a window without the term adds its μ.
    double rate = (double) count / totalExposure;
    double pearson = rate * exposureWithoutTerm;
    for (int i = 0; i < length; i++) {
      if (exposures[i] > 0) {
        double difference =
            Products.difference(counts[i], totalExposure, count, exposures[i]) / totalExposure;
        pearson += difference / (rate * exposures[i]) * difference;
      }
    }
    return StrictMath.max(0, (pearson - (windows - 1)) / (count * (1 - sumOfSquaredShares)));
  }

  /**
   * The signed root of {@link RateRatio#z}, divided by the root of how much the variance exceeds
   * that of Poisson counts: {@code 1 + κ·n·tE/(t + E)²}, n being all occurrences (P. McCullagh and
   * J. A. Nelder, "Generalized Linear Models", 1989, chapter 9).
   *
   * @param dispersion α, as from {@link #dispersion(long[], long[])}
   * @param sumOfSquaredShares of the baseline, see {@link #sumOfSquaredShares}
   */
  public static double z(
      long count,
      long exposure,
      long baselineCount,
      long baselineExposure,
      double dispersion,
      double sumOfSquaredShares) {
    double z = RateRatio.z(count, exposure, baselineCount, baselineExposure);
    double excess = excess(dispersion, sumOfSquaredShares);
    double all = (double) exposure + baselineExposure;
    double sum = (double) count + baselineCount;
    double inflation = 1 + excess * sum * (exposure / all) * (baselineExposure / all);
    return z / StrictMath.sqrt(inflation);
  }

  /**
   * The two-sided p-value: twice the smaller tail, at most 1; column {@code p_value} of table
   * {@code trends} where the baseline is over-dispersed.
   *
   * @return NaN if an exposure is 0 or the dispersion is unknown
   */
  public static double pValue(
      long count,
      long exposure,
      long baselineCount,
      long baselineExposure,
      double dispersion,
      double sumOfSquaredShares) {
    return StrictMath.exp(
        logPValue(
            count, exposure, baselineCount, baselineExposure, dispersion, sumOfSquaredShares));
  }

  /** The decimal logarithm of {@link #pValue}, which does not underflow. */
  public static double log10PValue(
      long count,
      long exposure,
      long baselineCount,
      long baselineExposure,
      double dispersion,
      double sumOfSquaredShares) {
    return logPValue(
            count, exposure, baselineCount, baselineExposure, dispersion, sumOfSquaredShares)
        / Normal.LN_10;
  }

  /** The one-sided p-value {@code P(X ≥ count)}. */
  public static double upperPValue(
      long count,
      long exposure,
      long baselineCount,
      long baselineExposure,
      double dispersion,
      double sumOfSquaredShares) {
    RateRatio.checkRates(count, exposure, baselineCount, baselineExposure);
    return StrictMath.exp(
        logAtLeast(
            count,
            exposure,
            baselineCount,
            baselineExposure,
            excess(dispersion, sumOfSquaredShares)));
  }

  private static double logPValue(
      long count,
      long exposure,
      long baselineCount,
      long baselineExposure,
      double dispersion,
      double sumOfSquaredShares) {
    RateRatio.checkRates(count, exposure, baselineCount, baselineExposure);
    double excess = excess(dispersion, sumOfSquaredShares);
    double atLeast = logAtLeast(count, exposure, baselineCount, baselineExposure, excess);
    double atMost = logAtMost(count, exposure, baselineCount, baselineExposure, excess);
    return StrictMath.min(0, LogRatio.LN_2 + StrictMath.min(atLeast, atMost));
  }

  private static double logAtLeast(
      long count, long exposure, long baselineCount, long baselineExposure, double excess) {
    if (exposure == 0 || baselineExposure == 0 || Double.isNaN(excess)) {
      return Double.NaN;
    }
    if (count == 0) {
      return 0;
    }
    double sum = baselineCount + 1.0;
    double size = sum / (1 + excess * sum);
    double mean = sum * exposure / baselineExposure;
    double all = size + mean;
    double deviation =
        size
            / all
            * (Products.difference(count, baselineExposure, baselineCount + 1, exposure)
                / baselineExposure);
    return IncompleteBeta.log((double) count, size, mean / all, size / all, deviation);
  }

  private static double logAtMost(
      long count, long exposure, long baselineCount, long baselineExposure, double excess) {
    if (exposure == 0 || baselineExposure == 0 || Double.isNaN(excess)) {
      return Double.NaN;
    }
    if (baselineCount == 0) {
      return 0;
    }
    double size = baselineCount / (1 + excess * baselineCount);
    double mean = (double) baselineCount * exposure / baselineExposure;
    double all = size + mean;
    double deviation =
        size
            / all
            * (Products.difference(baselineCount, exposure, count + 1, baselineExposure)
                / baselineExposure);
    return IncompleteBeta.log(size, count + 1.0, size / all, mean / all, deviation);
  }

  private static double excess(double dispersion, double sumOfSquaredShares) {
    if (dispersion < 0 || sumOfSquaredShares < 0) {
      throw new IllegalArgumentException(
          "not a dispersion and a sum of squares: " + dispersion + ", " + sumOfSquaredShares);
    }
    return dispersion * (1 + sumOfSquaredShares);
  }

  private static long total(long[] exposures) {
    long total = 0;
    for (long exposure : exposures) {
      Counts.check(exposure);
      total += exposure;
      Counts.check(total);
    }
    return total;
  }
}
