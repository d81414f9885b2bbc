package io.broadsheet.stats;

/**
 * The log-odds ratio of a word between two corpora with an informative Dirichlet prior, as a z
 * score. B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' words: lexical feature selection
 * and evaluation for identifying the content of political conflict", Political Analysis 16 (2008),
 * equations 16, 20 and 22.
 *
 * <p>With {@code y} the word's counts, {@code n} the totals, {@code α} the word's pseudo-count and
 * {@code α₀} the sum of all of them, {@code δ = ln((y₁ + α)/(n₁ + α₀ − y₁ − α)) − ln((y₂ + α)/(n₂ +
 * α₀ − y₂ − α))} and {@code σ² = 1/(y₁ + α) + 1/(y₂ + α)}; the score is {@code δ/σ}. The prior is a
 * larger corpus scaled to a weight: {@code α = weight · priorCount ÷ priorTotal}, {@code α₀ =
 * weight}.
 */
public final class LogOdds {
  private LogOdds() {}

  /**
   * The difference δ of the smoothed log odds (natural logarithm).
   *
   * @param priorCount the word's count in the corpus that makes the prior, the whole window
   * @param priorTotal that corpus' total
   * @param weight α₀, how many words of prior knowledge; 0 for no smoothing
   * @return NaN where no smoothed odds exist: a total of 0, or a count of 0 that nothing smooths
   */
  public static double difference(
      long targetCount,
      long targetTotal,
      long referenceCount,
      long referenceTotal,
      long priorCount,
      long priorTotal,
      double weight) {
    Counts.check(targetCount, targetTotal);
    Counts.check(referenceCount, referenceTotal);
    double pseudoCount = pseudoCount(priorCount, priorTotal, weight);
    double target = targetCount + pseudoCount;
    double reference = referenceCount + pseudoCount;
    double othersWeight = weight - pseudoCount;
    double targetOthers = (targetTotal - targetCount) + othersWeight;
    double referenceOthers = (referenceTotal - referenceCount) + othersWeight;
    if (targetTotal == 0
        || referenceTotal == 0
        || !(target > 0 && reference > 0 && targetOthers > 0 && referenceOthers > 0)) {
      return Double.NaN;
    }
    // target·referenceOthers − reference·targetOthers, with the large parts subtracted exactly.
    double counted = Products.difference(targetCount, referenceTotal, referenceCount, targetTotal);
    double smoothing =
        weight == 0
            ? 0
            : weight
                / priorTotal
                * Products.difference(
                    targetCount - referenceCount,
                    priorTotal,
                    priorCount,
                    targetTotal - referenceTotal);
    return Logarithm.ofQuotient(
        target * referenceOthers, reference * targetOthers, counted + smoothing);
  }

  /**
   * The score {@code δ/σ}: column {@code log_odds_z} of table {@code keyness}.
   *
   * @return NaN where {@link #difference} is
   */
  public static double z(
      long targetCount,
      long targetTotal,
      long referenceCount,
      long referenceTotal,
      long priorCount,
      long priorTotal,
      double weight) {
    double difference =
        difference(
            targetCount,
            targetTotal,
            referenceCount,
            referenceTotal,
            priorCount,
            priorTotal,
            weight);
    double pseudoCount = pseudoCount(priorCount, priorTotal, weight);
    double variance = 1 / (targetCount + pseudoCount) + 1 / (referenceCount + pseudoCount);
    return difference / StrictMath.sqrt(variance);
  }

  private static double pseudoCount(long priorCount, long priorTotal, double weight) {
    Counts.check(priorCount, priorTotal);
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("not a weight: " + weight);
    }
    return weight == 0 ? 0 : weight * priorCount / priorTotal;
  }
}
