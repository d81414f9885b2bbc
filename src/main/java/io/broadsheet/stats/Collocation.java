package io.broadsheet.stats;

/**
 * How strongly two words attract each other, from how often they stand together and apart.
 *
 * <p>All functions take the same four numbers: how often the pair occurs, how often its first word
 * stands first in any pair, how often its second word stands second in any pair, and how many pairs
 * there are.
 */
public final class Collocation {
  private Collocation() {}

  /**
   * Pointwise mutual information in bits: {@code log₂(pair · total ÷ (first · second))}. K. W.
   * Church and P. Hanks, "Word association norms, mutual information, and lexicography",
   * Computational Linguistics 16 (1990).
   *
   * @return NaN for a pair that does not occur
   */
  public static double pmi(long pair, long first, long second, long total) {
    check(pair, first, second, total);
    return pair == 0
        ? Double.NaN
        : Logarithm.ofQuotient(pair, total, first, second) / LogRatio.LN_2;
  }

  /**
   * PMI with the pair's count cubed, which keeps rare pairs from the top: {@code log₂(pair³ · total
   * ÷ (first · second))}, that is O³/E. B. Daille, "Approche mixte pour l'extraction de
   * terminologie" (1994); in this form S. Evert, "The statistics of word cooccurrences" (2005).
   *
   * @return NaN for a pair that does not occur
   */
  public static double pmi3(long pair, long first, long second, long total) {
    return pmi(pair, first, second, total) + 2 * StrictMath.log((double) pair) / LogRatio.LN_2;
  }

  /**
   * Signed G² of the pair's table (Dunning 1993): negative where the words avoid each other.
   *
   * @return NaN if there are no pairs
   */
  public static double logLikelihood(long pair, long first, long second, long total) {
    check(pair, first, second, total);
    return total == 0
        ? Double.NaN
        : LogLikelihood.signedRatio(
            pair, first - pair, second - pair, total - first - second + pair);
  }

  private static void check(long pair, long first, long second, long total) {
    Counts.check(first, total);
    Counts.check(second, total);
    Counts.check(pair, StrictMath.min(first, second));
    if (first - pair > total - second) {
      throw new IllegalArgumentException(
          first + " and " + second + " with " + pair + " together do not fit into " + total);
    }
  }
}
