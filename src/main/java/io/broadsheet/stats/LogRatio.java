package io.broadsheet.stats;

/**
 * The binary logarithm of the ratio of two relative frequencies: 1 is twice as frequent in the
 * target, −1 half as frequent. A. Hardie, "Log Ratio: an informal introduction", CASS, Lancaster
 * University (2014).
 *
 * <p>Smoothing, as Hardie has it: a count of 0 is replaced by ½, any other count stays. The
 * interval is that of a risk ratio on the log scale: variance {@code 1/k₁ − 1/n₁ + 1/k₂ − 1/n₂} (D.
 * Katz, J. Baptista, S. P. Azen and M. C. Pike, Biometrics 34, 1978).
 */
public final class LogRatio {
  static final double LN_2 = 0.6931471805599453;

  private LogRatio() {}

  /**
   * {@code log₂((targetCount ÷ targetTotal) ÷ (referenceCount ÷ referenceTotal))}.
   *
   * @return NaN if a total is 0, or if both counts are
   */
  public static double of(
      long targetCount, long targetTotal, long referenceCount, long referenceTotal) {
    Counts.check(targetCount, targetTotal);
    Counts.check(referenceCount, referenceTotal);
    if (targetTotal == 0 || referenceTotal == 0 || (targetCount == 0 && referenceCount == 0)) {
      return Double.NaN;
    }
    return Logarithm.ofQuotient(
            twiceSmoothed(targetCount), referenceTotal, twiceSmoothed(referenceCount), targetTotal)
        / LN_2;
  }

  /**
   * Half the width of the 95 % interval: it reaches from {@code of − halfWidth} to {@code of +
   * halfWidth}.
   *
   * @return NaN where {@link #of} is
   */
  public static double halfWidth(
      long targetCount, long targetTotal, long referenceCount, long referenceTotal) {
    Counts.check(targetCount, targetTotal);
    Counts.check(referenceCount, referenceTotal);
    if (targetTotal == 0 || referenceTotal == 0 || (targetCount == 0 && referenceCount == 0)) {
      return Double.NaN;
    }
    double variance = variance(targetCount, targetTotal) + variance(referenceCount, referenceTotal);
    return Normal.QUANTILE_975 / LN_2 * StrictMath.sqrt(variance);
  }

  /** Twice the smoothed count is whole, so that the quotient can be taken exactly. */
  private static long twiceSmoothed(long count) {
    return count == 0 ? 1 : 2 * count;
  }

  private static double variance(long count, long total) {
    return count == 0 ? (total - 0.5) / (0.5 * total) : (double) (total - count) / count / total;
  }
}
