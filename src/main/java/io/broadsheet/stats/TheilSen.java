package io.broadsheet.stats;

import java.util.Arrays;

/**
 * A trend line that outliers do not move: the median of the slopes between all pairs of values. H.
 * Theil, "A rank-invariant method of linear and polynomial regression analysis", Proceedings of the
 * KNAW 53 (1950); P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau",
 * Journal of the American Statistical Association 63 (1968).
 *
 * @param slope change per step (per period, if seasonal)
 * @param intercept the line's value at the first value's time: the median value − slope × the
 *     median time (W. J. Conover, "Practical Nonparametric Statistics", 1980)
 */
public record TheilSen(double slope, double intercept) {

  /**
   * The line through values at equal steps of time.
   *
   * <p>The median is exact. If rising and falling pairs balance around the tied ones, as they do
   * for a term that most windows lack, it is known to be 0 in O(n log n) time. Else it takes O(n²)
   * time, some 10 ns for each of the n(n − 1)/2 slopes: 4 µs for 28 windows, 0.4 s for 10,000. Up
   * to 2²⁰ slopes (n = 1,448) are kept, 8 MB at most; if there are more, they are computed again
   * for each pass of a selection by histogram, which needs 9 MB however many there are.
   *
   * @param values finite, or NaN for a missing value, which keeps its place in time
   * @return NaN if there are fewer than two values
   */
  public static TheilSen of(double[] values) {
    return seasonal(values, 1);
  }

  /**
   * The seasonal slope: the median over pairs of the same season, as a change per period. R. M.
   * Hirsch, J. R. Slack and R. A. Smith, "Techniques of trend analysis for monthly water quality
   * data", Water Resources Research 18 (1982).
   *
   * @param values finite, or NaN for a missing value, which keeps its place in time
   * @param period how many seasons there are: 7 for days of the week, 12 for months
   * @return NaN if no season has two values
   */
  public static TheilSen seasonal(double[] values, int period) {
    if (period < 1) {
      throw new IllegalArgumentException("not a period: " + period);
    }
    double slope = slope(values, period);
    if (Double.isNaN(slope)) {
      return new TheilSen(Double.NaN, Double.NaN);
    }
    double[] present = new double[values.length];
    double[] times = new double[values.length];
    int count = 0;
    for (int time = 0; time < values.length; time++) {
      if (!Double.isNaN(values[time])) {
        present[count] = values[time];
        times[count++] = time;
      }
    }
    Arrays.sort(present, 0, count);
    double middleTime = middle(times, count) / period;
    return new TheilSen(slope, middle(present, count) - middleTime * slope);
  }

  private static double slope(double[] values, int period) {
    MannKendall.Pairs pairs = MannKendall.Pairs.of(values, period);
    if (pairs.all == 0) {
      return Double.NaN;
    }
    long lowerRank = (pairs.all - 1) / 2;
    long upperRank = pairs.all / 2;
    if (pairs.falling <= lowerRank && upperRank < pairs.falling + pairs.tied) {
      return 0;
    }
    return new Slopes(values, period).median(pairs.all);
  }

  private static double middle(double[] sorted, int count) {
    double above = sorted[count / 2];
    return count % 2 == 1 ? above : Slopes.between(sorted[count / 2 - 1], above);
  }
}
