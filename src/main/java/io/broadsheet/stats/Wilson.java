package io.broadsheet.stats;

/**
 * The 95 % score interval of a share. E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22 (1927).
 *
 * <p>The ends are the two roots π of {@code (k/n − π)² = z²·π(1 − π)/n}. The lower one is taken as
 * {@code 2k²/n ÷ (2k + z² + z·√(z² + 4k(n − k)/n))}, which does not cancel where the share is
 * small; the upper one is one minus the lower one of the complement where the share is above one
 * half.
 */
public final class Wilson {
  private static final double Z = Normal.QUANTILE_975;

  private Wilson() {}

  /**
   * The lower end of the interval of {@code count ÷ total}.
   *
   * @return between 0 and 1; exactly 0 for a count of 0; NaN for a total of 0
   */
  public static double low(long count, long total) {
    Counts.check(count, total);
    if (total == 0) {
      return Double.NaN;
    }
    double k = count;
    return 2 * k * (k / total) / sumWithRoot(count, total);
  }

  /**
   * The upper end of the interval of {@code count ÷ total}.
   *
   * @return between 0 and 1; exactly 1 for a count of {@code total}; NaN for a total of 0
   */
  public static double high(long count, long total) {
    Counts.check(count, total);
    if (count > total - count) {
      return 1 - low(total - count, total);
    }
    return total == 0 ? Double.NaN : sumWithRoot(count, total) / (2 * (total + Z * Z));
  }

  private static double sumWithRoot(long count, long total) {
    double spread = Z * Z + 4 * (double) count * ((double) (total - count) / total);
    return 2.0 * count + Z * Z + Z * StrictMath.sqrt(spread);
  }
}
