package io.broadsheet.stats;

/**
 * How much two collections share. P. Jaccard, "Étude comparative de la distribution florale dans
 * une portion des Alpes et des Jura", Bulletin de la Société vaudoise des sciences naturelles 37
 * (1901).
 */
public final class Similarity {
  private Similarity() {}

  /**
   * Common elements ÷ elements of either set.
   *
   * @param first in ascending order, without repetitions
   * @param second in ascending order, without repetitions
   * @return between 0 and 1; NaN for two empty sets
   */
  public static double jaccard(long[] first, long[] second) {
    int common = common(first, second);
    return jaccard(common, first.length, second.length);
  }

  /** The same from the numbers of common elements and of each set's. */
  public static double jaccard(long common, long firstSize, long secondSize) {
    Counts.check(firstSize);
    Counts.check(secondSize);
    Counts.check(common, StrictMath.min(firstSize, secondSize));
    return (double) common / (firstSize + secondSize - common);
  }

  /**
   * Common elements, each as often as both bags have it, ÷ all elements of both: ½ for equal bags
   * (J. Leskovec, A. Rajaraman and J. Ullman, "Mining of Massive Datasets", section 3.1).
   *
   * @param first in ascending order
   * @param second in ascending order
   * @return between 0 and ½; NaN for two empty bags
   */
  public static double bag(long[] first, long[] second) {
    return (double) common(first, second) / ((long) first.length + second.length);
  }

  private static int common(long[] first, long[] second) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < first.length && j < second.length) {
      int order = Long.compare(first[i], second[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return common;
  }
}
