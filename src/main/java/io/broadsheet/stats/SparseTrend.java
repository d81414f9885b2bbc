package io.broadsheet.stats;

import java.util.Arrays;

/**
 * The whole-span trend of a term that most windows may lack: the Mann-Kendall test and the
 * Theil-Sen slope of its shares, windows without the term having the share 0. The numbers are those
 * of {@link MannKendall#seasonal} and {@link TheilSen#seasonal}, the slope divided by the period;
 * only the time differs. With k windows that have the term, of n, the test takes O(k log k). The
 * slope is 0 without further ado where falling and rising pairs balance around the tied ones, as
 * for every term that two thirds of the windows lack; else see {@link PairSlopes}.
 *
 * @param tau Kendall's τ-a, from −1 to 1; NaN if no season has two windows
 * @param pValue of both sides; NaN as well
 * @param slope median change of the share per step of time; NaN as well
 */
public record SparseTrend(double tau, double pValue, double slope) {

  /**
   * The times at which a series has values, the same for all terms.
   *
   * <p>Memory: some 30 bytes a time.
   */
  public static final class Times {
    private final int seasons;
    private final int[] seasonOf;
    private final int[] placeInSeason;
    private final int[] sizes;
    private final double[][] timesBySeason;

    /**
     * @param times ascending, in steps; those not among them have no value
     * @param period how many seasons there are: 1 for none, 7 for days of the week
     */
    public Times(long[] times, int period) {
      if (period < 1) {
        throw new IllegalArgumentException("not a period: " + period);
      }
      // More seasons than times would only be empty ones.
      int[] season = new int[times.length];
      long[] distinct = new long[times.length];
      for (int i = 0; i < times.length; i++) {
        distinct[i] = Math.floorMod(times[i], (long) period);
      }
      long[] sorted = Arrays.stream(distinct).sorted().distinct().toArray();
      for (int i = 0; i < times.length; i++) {
        season[i] = Arrays.binarySearch(sorted, distinct[i]);
      }
      seasons = sorted.length;
      seasonOf = season;
      placeInSeason = new int[times.length];
      sizes = new int[seasons];
      for (int i = 0; i < times.length; i++) {
        placeInSeason[i] = sizes[season[i]]++;
      }
      timesBySeason = new double[seasons][];
      for (int s = 0; s < seasons; s++) {
        timesBySeason[s] = new double[sizes[s]];
      }
      for (int i = 0; i < times.length; i++) {
        timesBySeason[season[i]][placeInSeason[i]] = (double) (times[i] - times[0]);
      }
    }
  }

  /**
   * The trend of a series that is given whole.
   *
   * @param shares window by window, at least 0; NaN where a window has no articles
   * @param period how many seasons there are: 1 for none
   */
  public static SparseTrend of(double[] shares, int period) {
    long[] times = new long[shares.length];
    int[] places = new int[shares.length];
    double[] values = new double[shares.length];
    int present = 0;
    int count = 0;
    for (int time = 0; time < shares.length; time++) {
      if (!Double.isNaN(shares[time])) {
        if (shares[time] > 0) {
          places[count] = present;
          values[count++] = shares[time];
        }
        times[present++] = time;
      }
    }
    return of(new Times(Arrays.copyOf(times, present), period), places, values, count);
  }

  /**
   * The trend of a series of which only the values above 0 are given.
   *
   * @param places in {@code times} where the value is not 0, ascending; elements from {@code count}
   *     on are ignored
   * @param values at these places, above 0
   */
  public static SparseTrend of(Times times, int[] places, double[] values, int count) {
    MannKendall.Pairs pairs = new MannKendall.Pairs();
    int[] seasonPlaces = new int[count];
    double[] seasonValues = new double[count];
    double[] spare = new double[count];
    for (int season = 0; season < times.seasons; season++) {
      int size = 0;
      for (int i = 0; i < count; i++) {
        if (times.seasonOf[places[i]] == season) {
          seasonPlaces[size] = times.placeInSeason[places[i]];
          seasonValues[size++] = values[i];
        }
      }
      pairs.addSparse(seasonPlaces, seasonValues, spare, size, times.sizes[season]);
    }
    MannKendall test = pairs.test();
    if (pairs.all == 0) {
      return new SparseTrend(Double.NaN, Double.NaN, Double.NaN);
    }
    double slope = 0;
    if (!pairs.medianIsTied()) {
      double[][] series = new double[times.seasons][];
      for (int season = 0; season < times.seasons; season++) {
        series[season] = new double[times.sizes[season]];
      }
      for (int i = 0; i < count; i++) {
        series[times.seasonOf[places[i]]][times.placeInSeason[places[i]]] = values[i];
      }
      slope = PairSlopes.median(times.timesBySeason, series);
    }
    return new SparseTrend(test.tau(), test.pValue(), slope);
  }
}
