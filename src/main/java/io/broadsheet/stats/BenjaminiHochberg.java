package io.broadsheet.stats;

/**
 * Q values: p-values corrected for how many were looked at. Of all terms with a q of at most 0.05,
 * 5 % are expected to be chance. Y. Benjamini and Y. Hochberg, "Controlling the false discovery
 * rate: a practical and powerful approach to multiple testing", Journal of the Royal Statistical
 * Society B 57 (1995); as adjusted p-values D. Yekutieli and Y. Benjamini, Journal of Statistical
 * Planning and Inference 82 (1999).
 *
 * <p>With the p-values in ascending order, {@code qᵢ = min over j ≥ i of (m ÷ j)·pⱼ}, at most 1, m
 * being the size of the family. Equal p-values have equal q values, so that their order does not
 * matter.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /** The q values of a family that is given whole, see {@link #qValues(double[], long)}. */
  public static double[] qValues(double[] pValues) {
    long family = 0;
    for (double pValue : pValues) {
      family += Double.isNaN(pValue) ? 0 : 1;
    }
    return qValues(pValues, family);
  }

  /**
   * The q values, in the order of the p-values; O(n log n) time and 26 bytes for each of them.
   *
   * @param pValues between 0 and 1, in any order; NaN (not tested) gives NaN
   * @param family how many p-values the family has; those that are not given are taken as 1
   */
  public static double[] qValues(double[] pValues, long family) {
    double[] qValues = new double[pValues.length];
    double[] sorted = new double[pValues.length];
    int[] places = new int[pValues.length];
    int count = 0;
    for (int i = 0; i < pValues.length; i++) {
      if (Double.isNaN(pValues[i])) {
        qValues[i] = Double.NaN;
      } else {
        sorted[count] = pValues[i];
        places[count++] = i;
      }
    }
    new Sorting(sorted, places).sort(0, count);
    adjustSorted(sorted, count, family);
    for (int i = 0; i < count; i++) {
      qValues[places[i]] = sorted[i];
    }
    return qValues;
  }

  /**
   * Turns p-values that are already in ascending order into their q values, in place; O(n) time and
   * no memory.
   *
   * @param pValues between 0 and 1; elements from {@code count} on are left alone
   * @param family how many p-values the family has, at least {@code count}; those that are not
   *     given are taken as 1
   */
  public static void adjustSorted(double[] pValues, int count, long family) {
    if (family < count) {
      throw new IllegalArgumentException(count + " p-values in a family of " + family);
    }
    double smallest = 1;
    double following = 1;
    for (int i = count - 1; i >= 0; i--) {
      double pValue = pValues[i];
      if (!(pValue >= 0 && pValue <= following)) {
        throw new IllegalArgumentException("not p-values in ascending order: " + pValue);
      }
      following = pValue;
      smallest = StrictMath.min(smallest, pValue * family / (i + 1));
      pValues[i] = smallest;
    }
  }

  /**
   * Sorts numbers together with their places by merging: memory is read in order throughout, which
   * at ten million numbers is several times faster than finding each one's rank.
   */
  private static final class Sorting {
    private static final int SHORT = 12;

    private final double[] numbers;
    private final int[] places;
    private final double[] spareNumbers;
    private final int[] sparePlaces;

    Sorting(double[] numbers, int[] places) {
      this.numbers = numbers;
      this.places = places;
      this.spareNumbers = new double[numbers.length / 2];
      this.sparePlaces = new int[numbers.length / 2];
    }

    void sort(int from, int to) {
      if (to - from <= SHORT) {
        insert(from, to);
        return;
      }
      int middle = (from + to) >>> 1;
      sort(from, middle);
      sort(middle, to);
      if (numbers[middle - 1] <= numbers[middle]) {
        return;
      }
      int size = middle - from;
      System.arraycopy(numbers, from, spareNumbers, 0, size);
      System.arraycopy(places, from, sparePlaces, 0, size);
      int left = 0;
      int right = middle;
      for (int target = from; left < size; target++) {
        if (right < to && numbers[right] < spareNumbers[left]) {
          numbers[target] = numbers[right];
          places[target] = places[right++];
        } else {
          numbers[target] = spareNumbers[left];
          places[target] = sparePlaces[left++];
        }
      }
    }

    private void insert(int from, int to) {
      for (int i = from + 1; i < to; i++) {
        double number = numbers[i];
        int place = places[i];
        int target = i;
        for (; target > from && numbers[target - 1] > number; target--) {
          numbers[target] = numbers[target - 1];
          places[target] = places[target - 1];
        }
        numbers[target] = number;
        places[target] = place;
      }
    }
  }
}
