package io.broadsheet.stats;

import java.util.Arrays;

/**
 * The slopes between all pairs of values of the same season, and their exact median in bounded
 * memory.
 *
 * <p>While there are too many to keep, a range around the median is narrowed: a double's bits,
 * turned so that they sort as unsigned whole numbers, are fixed from the top, sixteen at a time, by
 * counting.
 */
final class Slopes {
  /** So many slopes are kept in memory at most: 8 MB. */
  private static final int MOST_KEPT = 1 << 20;

  private static final int DIGIT_BITS = 16;

  private static final int ROUNDS_OF_SELECTION = 64;

  private final double[] values;
  private final int period;
  private final double[] row;

  Slopes(double[] values, int period) {
    this.values = values;
    this.period = period;
    this.row = new double[values.length / period + 1];
  }

  /**
   * The median.
   *
   * @param all how many slopes there are, at least one
   */
  double median(long all) {
    long lowerRank = (all - 1) / 2;
    long upperRank = all / 2;
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    long smaller = 0;
    long inRange = all;
    int shift = Long.SIZE;
    while (inRange > MOST_KEPT && shift > 0) {
      shift -= DIGIT_BITS;
      long[] histogram = histogram(low, high, shift);
      int digit = 0;
      while (smaller + histogram[digit] <= lowerRank) {
        smaller += histogram[digit++];
      }
      inRange = histogram[digit];
      long above = shift + DIGIT_BITS == Long.SIZE ? 0 : toSortable(low) >>> (shift + DIGIT_BITS);
      long prefix = above << DIGIT_BITS | digit;
      low = fromSortable(prefix << shift);
      high = fromSortable(prefix << shift | ~(-1L << shift));
    }
    if (inRange > MOST_KEPT) {
      // All bits are fixed: these slopes are equal.
      return upperRank < smaller + inRange ? low : between(low, smallestAbove(high));
    }
    double[] kept = keep(low, high, (int) inRange);
    int place = (int) (lowerRank - smaller);
    select(kept, place);
    if (upperRank == lowerRank) {
      return kept[place];
    }
    double next = place + 1 < kept.length ? kept[place + 1] : smallestAbove(high);
    for (int i = place + 2; i < kept.length; i++) {
      next = StrictMath.min(next, kept[i]);
    }
    return between(kept[place], next);
  }

  /** The mean of two numbers, without overflow. */
  static double between(double low, double high) {
    return low == high ? low : 0.5 * low + 0.5 * high;
  }

  /** Puts the slopes from one value to each later one of its season into the row. */
  private int slopesFrom(int first) {
    double start = values[first];
    int count = 0;
    for (int later = first + period, steps = 1; later < values.length; later += period, steps++) {
      // Adding 0 makes −0 and 0 the same.
      double slope = (values[later] - start) / steps + 0.0;
      row[count] = slope;
      count += Double.isNaN(slope) ? 0 : 1;
    }
    return count;
  }

  private long[] histogram(double low, double high, int shift) {
    long[] histogram = new long[1 << DIGIT_BITS];
    for (int first = 0; first < values.length; first++) {
      int count = slopesFrom(first);
      for (int i = 0; i < count; i++) {
        if (row[i] >= low && row[i] <= high) {
          histogram[(int) (toSortable(row[i]) >>> shift) & (1 << DIGIT_BITS) - 1]++;
        }
      }
    }
    return histogram;
  }

  private double[] keep(double low, double high, int inRange) {
    double[] kept = new double[inRange];
    int size = 0;
    for (int first = 0; first < values.length; first++) {
      int count = slopesFrom(first);
      for (int i = 0; i < count; i++) {
        if (row[i] >= low && row[i] <= high) {
          kept[size++] = row[i];
        }
      }
    }
    return kept;
  }

  private double smallestAbove(double limit) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int first = 0; first < values.length; first++) {
      int count = slopesFrom(first);
      for (int i = 0; i < count; i++) {
        if (row[i] > limit && row[i] < smallest) {
          smallest = row[i];
        }
      }
    }
    return smallest;
  }

  private static long toSortable(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  private static double fromSortable(long sortable) {
    return Double.longBitsToDouble(sortable ^ (~sortable >> 63 | Long.MIN_VALUE));
  }

  /**
   * Moves the element of a rank to its place, smaller ones before it and larger ones behind it: C.
   * A. R. Hoare, "Algorithm 65: find", Communications of the ACM 4 (1961).
   */
  static void select(double[] array, int place) {
    int from = 0;
    int to = array.length - 1;
    for (int round = 0; from < to; round++) {
      if (round == ROUNDS_OF_SELECTION) {
        Arrays.sort(array, from, to + 1);
        return;
      }
      double first = array[from];
      double middle = array[(from + to) >>> 1];
      double last = array[to];
      double pivot =
          StrictMath.max(
              StrictMath.min(first, middle), StrictMath.min(StrictMath.max(first, middle), last));
      int left = from;
      int right = to;
      while (left <= right) {
        while (array[left] < pivot) {
          left++;
        }
        while (array[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = array[left];
          array[left++] = array[right];
          array[right--] = swapped;
        }
      }
      if (place <= right) {
        to = right;
      } else if (place >= left) {
        from = left;
      } else {
        return;
      }
    }
  }
}
