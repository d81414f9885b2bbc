package io.broadsheet.stats;

import java.util.Arrays;

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
   * The q values, in the order of the p-values; O(n log n) time and two copies of the array.
   *
   * @param pValues between 0 and 1, in any order; NaN (not tested) gives NaN
   * @param family how many p-values the family has; those that are not given are taken as 1
   */
  public static double[] qValues(double[] pValues, long family) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    // The sort puts NaN last.
    int count = sorted.length;
    while (count > 0 && Double.isNaN(sorted[count - 1])) {
      count--;
    }
    double[] adjusted = Arrays.copyOf(sorted, count);
    adjustSorted(adjusted, count, family);
    double[] qValues = new double[pValues.length];
    for (int i = 0; i < qValues.length; i++) {
      qValues[i] =
          Double.isNaN(pValues[i])
              ? Double.NaN
              : adjusted[Arrays.binarySearch(sorted, 0, count, pValues[i])];
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
}
