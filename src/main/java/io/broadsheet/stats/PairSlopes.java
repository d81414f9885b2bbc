package io.broadsheet.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The exact median of the slopes between all pairs of points of the same group, without looking at
 * all of them: J. Matoušek, "Randomized optimal algorithm for slope selection", Information
 * Processing Letters 39 (1991).
 *
 * <p>A pair has a slope below θ if the values minus θ times the time are in falling order, so that
 * merging counts such pairs in O(n log n). The slopes of a sample of pairs tell a narrow range that
 * holds the median; the pairs in it are those that are in falling order for its upper end and not
 * for its lower one, and the median is picked among them. The sample is always the same, and its
 * luck decides only the time, expected O(n^1.5) with a small factor: about a millisecond for 2,700
 * points. Memory: about as many numbers.
 */
final class PairSlopes {
  private static final int FEW_PAIRS = 1 << 12;
  private static final int SMALLEST_SAMPLE = 4;
  private static final int LARGEST_SAMPLE = 32;
  private static final int POINTS_PER_SAMPLE_FACTOR = 256;
  private static final long SEED = 1991;

  private final double[][] times;
  private final double[][] values;
  private double[] found;
  private int size;

  private PairSlopes(double[][] times, double[][] values) {
    this.times = times;
    this.values = values;
  }

  /**
   * The median.
   *
   * @param times of each group's points, ascending
   * @param values at these times
   * @return NaN if no group has two points
   */
  static double median(double[][] times, double[][] values) {
    return new PairSlopes(times, values).median();
  }

  private double median() {
    long pairs = 0;
    int points = 0;
    for (double[] group : values) {
      pairs += (long) group.length * (group.length - 1) / 2;
      points += group.length;
    }
    if (pairs == 0) {
      return Double.NaN;
    }
    long lowerRank = (pairs - 1) / 2;
    long upperRank = pairs / 2;
    found = new double[(int) StrictMath.min(pairs, FEW_PAIRS)];
    long below = 0;
    if (pairs <= FEW_PAIRS) {
      for (int group = 0; group < values.length; group++) {
        collect(times[group], values[group]);
      }
    } else {
      double low;
      double high;
      double[] sample = sample(points);
      double middle = sample.length / 2.0;
      for (double width = 1.5 * StrictMath.sqrt(sample.length); ; width *= 2) {
        low = gapBelow(sample, (int) (middle - width));
        high = gapAbove(sample, (int) (middle + width));
        below = countBelow(low);
        if (below <= lowerRank && upperRank < countBelow(high)) {
          break;
        }
      }
      for (int group = 0; group < values.length; group++) {
        collect(times[group], values[group], low, high);
      }
    }
    double[] inRange = size == found.length ? found : Arrays.copyOf(found, size);
    int place = (int) (lowerRank - below);
    Slopes.select(inRange, place);
    if (lowerRank == upperRank) {
      return inRange[place];
    }
    double next = Double.POSITIVE_INFINITY;
    for (int i = place + 1; i < inRange.length; i++) {
      next = StrictMath.min(next, inRange[i]);
    }
    return Slopes.between(inRange[place], next);
  }

  /** The slopes of some pairs, sorted. */
  private double[] sample(int points) {
    SplittableRandom random = new SplittableRandom(SEED);
    int factor =
        StrictMath.max(
            SMALLEST_SAMPLE, StrictMath.min(LARGEST_SAMPLE, points / POINTS_PER_SAMPLE_FACTOR));
    double[] sample = new double[StrictMath.multiplyExact(points, factor)];
    int count = 0;
    for (int group = 0; group < values.length; group++) {
      int length = values[group].length;
      for (int i = 0; i < length * factor && length > 1; i++) {
        int one = random.nextInt(length);
        int other = random.nextInt(length - 1);
        other += other >= one ? 1 : 0;
        sample[count++] = slope(times[group], values[group], one, other);
      }
    }
    sample = Arrays.copyOf(sample, count);
    Arrays.sort(sample);
    return sample;
  }

  /** A number between two neighbours of the sample, away from any slope that many pairs have. */
  private static double gapBelow(double[] sample, int place) {
    for (int i = place; i > 0; i--) {
      if (sample[i - 1] < sample[i]) {
        return Slopes.between(sample[i - 1], sample[i]);
      }
    }
    return Double.NEGATIVE_INFINITY;
  }

  private static double gapAbove(double[] sample, int place) {
    for (int i = place; i < sample.length - 1; i++) {
      if (sample[i] < sample[i + 1]) {
        return Slopes.between(sample[i], sample[i + 1]);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double slope(double[] times, double[] values, int one, int other) {
    // Adding 0 makes −0 and 0 the same.
    return (values[other] - values[one]) / (times[other] - times[one]) + 0.0;
  }

  private long countBelow(double slope) {
    long count = 0;
    for (int group = 0; group < values.length; group++) {
      double[] heights = heights(times[group], values[group], slope);
      count +=
          MannKendall.Pairs.countFalling(heights, new double[heights.length], 0, heights.length);
    }
    return count;
  }

  /**
   * The values above a line of that slope; an infinite one puts them in falling or rising order.
   */
  private static double[] heights(double[] times, double[] values, double slope) {
    double[] heights = new double[values.length];
    for (int i = 0; i < heights.length; i++) {
      heights[i] =
          Double.isInfinite(slope) ? -Math.signum(slope) * times[i] : values[i] - slope * times[i];
    }
    return heights;
  }

  /** Keeps all slopes of a group. */
  private void collect(double[] times, double[] values) {
    for (int other = 1; other < values.length; other++) {
      for (int one = 0; one < other; one++) {
        found[size++] = slope(times, values, one, other);
      }
    }
  }

  /** Keeps the slopes of a group that are in range. */
  private void collect(double[] times, double[] values, double low, double high) {
    int length = values.length;
    int[] orderAtLow = order(heights(times, values, low));
    int[] orderAtHigh = order(heights(times, values, high));
    int[] rankAtHigh = new int[length];
    for (int rank = 0; rank < length; rank++) {
      rankAtHigh[orderAtHigh[rank]] = rank;
    }
    // Insertion moves a point over exactly those with which it changes places on the way.
    int[] points = new int[length];
    for (int i = 0; i < length; i++) {
      int point = orderAtLow[i];
      int target = i;
      for (; target > 0 && rankAtHigh[points[target - 1]] > rankAtHigh[point]; target--) {
        points[target] = points[target - 1];
        add(slope(times, values, points[target], point));
      }
      points[target] = point;
    }
  }

  /** The points by height, those of equal height by time. */
  private static int[] order(double[] heights) {
    double[] sorted = heights.clone();
    Arrays.sort(sorted);
    int[] next = new int[heights.length];
    int[] order = new int[heights.length];
    for (int point = 0; point < heights.length; point++) {
      int first = firstOf(sorted, heights[point]);
      order[first + next[first]++] = point;
    }
    return order;
  }

  private static int firstOf(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private void add(double slope) {
    if (size == found.length) {
      found = Arrays.copyOf(found, size * 2);
    }
    found[size++] = slope;
  }
}
