package io.broadsheet.stats;

/**
 * Gries's deviation of proportions, DP: how unevenly a word is spread over the parts of a corpus
 * (articles, outlets, days). S. T. Gries, "Dispersions and adjusted frequencies in corpora",
 * International Journal of Corpus Linguistics 13 (2008).
 *
 * <p>{@code DP = ½·Σ |vᵢ/V − sᵢ/S|}, v being the word's counts and s the sizes of the parts: near 0
 * for an even spread, near 1 for a word that sits in one small part. Since both shares add up to 1,
 * that is also the sum of the positive differences alone, to which parts without the word add
 * nothing.
 */
public final class Dispersion {
  private Dispersion() {}

  /**
   * DP.
   *
   * @param counts of the word, part by part; parts without it may be left out
   * @param sizes of those parts
   * @param totalSize of all parts
   * @return between 0 and 1; NaN for a word that does not occur
   */
  public static double deviationOfProportions(long[] counts, long[] sizes, long totalSize) {
    Counts.checkLengths(counts.length, sizes.length);
    return deviationOfProportions(counts, sizes, counts.length, totalSize);
  }

  /** The same of the first {@code length} elements of the arrays. */
  public static double deviationOfProportions(
      long[] counts, long[] sizes, int length, long totalSize) {
    Counts.check(totalSize);
    long total = 0;
    long rest = totalSize;
    for (int i = 0; i < length; i++) {
      Counts.check(counts[i]);
      Counts.check(sizes[i], rest);
      total += counts[i];
      Counts.check(total);
      rest -= sizes[i];
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += StrictMath.max(0, Products.difference(counts[i], totalSize, sizes[i], total));
    }
    return sum / totalSize / total;
  }

  /**
   * DP on a scale that reaches 1 whatever the parts' sizes: {@code DP ÷ (1 − smallest share)}. J.
   * Lijffijt and S. T. Gries, "Correction to 'Dispersions and adjusted frequencies in corpora'",
   * International Journal of Corpus Linguistics 17 (2012).
   *
   * @param deviation DP
   * @param smallestSize of all parts, with the word or without
   * @param totalSize of all parts
   * @return NaN if there is only one part
   */
  public static double normalised(double deviation, long smallestSize, long totalSize) {
    Counts.check(smallestSize, totalSize);
    return smallestSize == totalSize
        ? Double.NaN
        : deviation / ((double) (totalSize - smallestSize) / totalSize);
  }
}
