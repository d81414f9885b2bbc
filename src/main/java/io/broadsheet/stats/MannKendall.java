package io.broadsheet.stats;

import java.util.Arrays;

/**
 * The Mann-Kendall test for a monotonic trend: H. B. Mann, "Nonparametric tests against trend",
 * Econometrica 13 (1945); M. G. Kendall, "Rank Correlation Methods" (1975). It asks only whether
 * later values tend to be larger, so that no single burst decides it.
 *
 * @param s pairs that rise minus pairs that fall
 * @param variance of s without a trend, corrected for ties: {@code (n(n − 1)(2n + 5) − Σ t(t −
 *     1)(2t + 5))/18}
 * @param z {@code (s ∓ 1)/√variance}, 0 for {@code s = 0}
 * @param pValue of z against both sides
 * @param tau {@code s ÷ (n(n − 1)/2)}: 1 if every pair rises, −1 if every pair falls (Kendall's
 *     τ-a)
 */
public record MannKendall(long s, double variance, double z, double pValue, double tau) {

  /**
   * The test of values in the order of time, in O(n log n) time (W. R. Knight, "A computer method
   * for calculating Kendall's tau with ungrouped data", Journal of the American Statistical
   * Association 61, 1966) and two copies of the array.
   *
   * @param values NaN is a missing value and is left out
   * @return z, p and tau are NaN if there are fewer than two values
   */
  public static MannKendall of(double[] values) {
    return seasonal(values, 1);
  }

  /**
   * The seasonal test: each value is compared only with those of the same season, and the sums over
   * seasons are tested. R. M. Hirsch, J. R. Slack and R. A. Smith, "Techniques of trend analysis
   * for monthly water quality data", Water Resources Research 18 (1982).
   *
   * @param values NaN is a missing value and is left out
   * @param period how many seasons there are: 7 for days of the week, 12 for months
   * @return z, p and tau are NaN if no season has two values
   */
  public static MannKendall seasonal(double[] values, int period) {
    if (period < 1) {
      throw new IllegalArgumentException("not a period: " + period);
    }
    return Pairs.of(values, period).test();
  }

  /** The values of one season, without the missing ones. */
  private static double[] season(double[] values, int season, int period) {
    double[] some = new double[(values.length - season + period - 1) / period];
    int count = 0;
    for (int i = season; i < values.length; i += period) {
      if (!Double.isNaN(values[i])) {
        // Adding 0 makes −0 and 0 the tie that they are.
        some[count++] = values[i] + 0.0;
      }
    }
    return count == some.length ? some : Arrays.copyOf(some, count);
  }

  /** How pairs of values compare, over one or more series. */
  static final class Pairs {
    long falling;
    long tied;
    long all;
    private double eighteenVariances;

    /** The pairs of each season. */
    static Pairs of(double[] values, int period) {
      int seasons = StrictMath.min(period, values.length);
      Pairs pairs = new Pairs();
      for (int season = 0; season < seasons; season++) {
        pairs.add(season(values, season, seasons));
      }
      return pairs;
    }

    /** Counts the pairs of a series; the array is sorted on return. */
    private void add(double[] series) {
      long n = series.length;
      all += n * (n - 1) / 2;
      falling += countFalling(series, new double[series.length], 0, series.length);
      double variances = spread(n);
      int start = 0;
      for (int i = 1; i <= series.length; i++) {
        if (i == series.length || series[i] != series[start]) {
          long run = (long) i - start;
          tied += run * (run - 1) / 2;
          variances -= spread(run);
          start = i;
        }
      }
      eighteenVariances += variances;
    }

    /**
     * Counts the pairs of a series that is 0 but for some values above 0, in O(k log k) time.
     *
     * @param places of those values in the series, ascending; elements from {@code count} on are
     *     ignored
     * @param series their values; its first {@code count} elements are sorted on return
     * @param spare as long as {@code series}
     * @param length of the whole series
     */
    void addSparse(int[] places, double[] series, double[] spare, int count, int length) {
      all += (long) length * (length - 1) / 2;
      for (int i = 0; i < count; i++) {
        // The zeros behind a value.
        falling += (length - 1 - places[i]) - (count - 1 - i);
      }
      falling += countFalling(series, spare, 0, count);
      long zeros = (long) length - count;
      tied += zeros * (zeros - 1) / 2;
      double variances = spread(length) - spread(zeros);
      int start = 0;
      for (int i = 1; i <= count; i++) {
        if (i == count || series[i] != series[start]) {
          long run = (long) i - start;
          tied += run * (run - 1) / 2;
          variances -= spread(run);
          start = i;
        }
      }
      eighteenVariances += variances;
    }

    /** True if the median of all slopes is that of a tie. */
    boolean medianIsTied() {
      return falling <= (all - 1) / 2 && all / 2 < falling + tied;
    }

    private long rising() {
      return all - tied - falling;
    }

    MannKendall test() {
      long s = rising() - falling;
      double variance = eighteenVariances / 18;
      double tau = (double) s / all;
      if (all == 0) {
        return new MannKendall(s, variance, Double.NaN, Double.NaN, Double.NaN);
      }
      double z = s == 0 ? 0 : (s - Long.signum(s)) / StrictMath.sqrt(variance);
      return new MannKendall(s, variance, z, Normal.twoSided(z), tau);
    }

    /** Exact for runs of up to 165,000 values. */
    private static double spread(long n) {
      return (double) n * (n - 1) * (2 * n + 5);
    }

    /** Sorts {@code [from, to)} by merging and counts the pairs that were in falling order. */
    static long countFalling(double[] series, double[] spare, int from, int to) {
      if (to - from < 2) {
        return 0;
      }
      int middle = (from + to) >>> 1;
      long count =
          countFalling(series, spare, from, middle) + countFalling(series, spare, middle, to);
      if (series[middle - 1] <= series[middle]) {
        return count;
      }
      System.arraycopy(series, from, spare, from, middle - from);
      int left = from;
      int right = middle;
      int target = from;
      while (left < middle) {
        if (right < to && series[right] < spare[left]) {
          count += middle - left;
          series[target++] = series[right++];
        } else {
          series[target++] = spare[left++];
        }
      }
      return count;
    }
  }
}
