package io.broadsheet.stats;

/**
 * The log-likelihood ratio G² of a table of two rows and two columns: how surprising it would be if
 * the rows had the same shares. T. Dunning, "Accurate methods for the statistics of surprise and
 * coincidence", Computational Linguistics 19 (1993).
 *
 * <p>{@code G² = 2·Σ O·ln(O/E)} over the four cells, E being row total × column total ÷ grand
 * total. It is summed as four deviances, none of them negative, from the one difference {@code O −
 * E = ±(k11·k22 − k12·k21)/N} that all four cells share, so that it is right to some 10⁻¹⁵ even
 * where it is tiny.
 */
public final class LogLikelihood {
  /** A root below this is no evidence of anything and is given as 0. */
  private static final double SMALLEST_ROOT = 1e-5;

  private LogLikelihood() {}

  /**
   * G² of a table.
   *
   * @return at least 0; 0 if a row or a column is empty
   */
  public static double ratio(long k11, long k12, long k21, long k22) {
    Counts.check(k11);
    Counts.check(k12);
    Counts.check(k21);
    Counts.check(k22);
    double total = (double) k11 + k12 + k21 + k22;
    Counts.check((long) total);
    long row1 = k11 + k12;
    long row2 = k21 + k22;
    long column1 = k11 + k21;
    long column2 = k12 + k22;
    if (row1 == 0 || row2 == 0 || column1 == 0 || column2 == 0) {
      return 0;
    }
    double difference = Products.difference(k11, k22, k12, k21) / total;
    return 2
        * (Deviance.of((double) k11, (double) row1 / total * column1, difference)
            + Deviance.of((double) k12, (double) row1 / total * column2, -difference)
            + Deviance.of((double) k21, (double) row2 / total * column1, -difference)
            + Deviance.of((double) k22, (double) row2 / total * column2, difference));
  }

  /** G² with a minus where the first column's share is lower in the first row. */
  public static double signedRatio(long k11, long k12, long k21, long k22) {
    double ratio = ratio(k11, k12, k21, k22);
    return isBelow(k11, k12, k21, k22) ? -ratio : ratio;
  }

  /**
   * G² of a word in a target against a reference, with a minus where the word is rarer in the
   * target: column {@code g2} of table {@code keyness}.
   *
   * @return NaN if target or reference is empty
   */
  public static double keyness(
      long targetCount, long targetTotal, long referenceCount, long referenceTotal) {
    Counts.check(targetCount, targetTotal);
    Counts.check(referenceCount, referenceTotal);
    if (targetTotal == 0 || referenceTotal == 0) {
      return Double.NaN;
    }
    return signedRatio(
        targetCount, targetTotal - targetCount, referenceCount, referenceTotal - referenceCount);
  }

  /**
   * The signed square root of G², which is close to a standard normal score where the rows do not
   * differ. A root smaller than 10⁻⁵ is given as 0, as implementations that subtract entropies give
   * it, and as their published examples expect.
   */
  public static double signedRoot(long k11, long k12, long k21, long k22) {
    double root = StrictMath.sqrt(ratio(k11, k12, k21, k22));
    if (root < SMALLEST_ROOT) {
      return 0;
    }
    return isBelow(k11, k12, k21, k22) ? -root : root;
  }

  /** The p-value of a G², signed or not: the tail of chi-square with one degree of freedom. */
  public static double pValue(double g2) {
    return ChiSquare.upperTail(StrictMath.abs(g2));
  }

  /** The decimal logarithm of {@link #pValue}, which does not underflow. */
  public static double log10PValue(double g2) {
    return ChiSquare.log10UpperTail(StrictMath.abs(g2));
  }

  private static boolean isBelow(long k11, long k12, long k21, long k22) {
    return Products.difference(k11, k22, k12, k21) < 0;
  }
}
