package io.broadsheet.stats;

/** Two measures that no report uses, for comparison with those that do. */
final class ClassicMeasures {
  private ClassicMeasures() {}

  /**
   * Pearson's chi-square with a minus where the word is rarer in the target, and with Yates's
   * correction where that does not overshoot, as quanteda has it.
   */
  static double signedChiSquare(
      long targetCount, long targetTotal, long referenceCount, long referenceTotal) {
    double total = targetTotal + referenceTotal;
    double present = targetCount + referenceCount;
    double difference = targetCount * referenceTotal - referenceCount * targetTotal;
    double size = StrictMath.abs(difference);
    if (size > total / 2) {
      size -= total / 2;
    }
    double chiSquare =
        total * size * size / (present * (total - present) * targetTotal * referenceTotal);
    return difference < 0 ? -chiSquare : chiSquare;
  }

  /**
   * The odds ratio of Fisher's exact test: the one under which the observed count is the mean of
   * the non-central hypergeometric distribution (the conditional maximum-likelihood estimate).
   */
  static double fisherOddsRatio(
      long targetCount, long targetTotal, long referenceCount, long referenceTotal) {
    long present = targetCount + referenceCount;
    long least = StrictMath.max(0, present - referenceTotal);
    long most = StrictMath.min(present, targetTotal);
    if (targetCount == least) {
      return 0;
    }
    if (targetCount == most) {
      return Double.POSITIVE_INFINITY;
    }
    double low = -50;
    double high = 50;
    for (int i = 0; i < 100; i++) {
      double middle = 0.5 * (low + high);
      if (mean(least, most, targetTotal, referenceTotal, present, middle) < targetCount) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp(low);
  }

  private static double mean(
      long least, long most, long targetTotal, long referenceTotal, long present, double logOdds) {
    double sum = 0;
    double moment = 0;
    for (long count = least; count <= most; count++) {
      double probability =
          StrictMath.exp(
              logChoose(targetTotal, count)
                  + logChoose(referenceTotal, present - count)
                  + count * logOdds);
      sum += probability;
      moment += count * probability;
    }
    return moment / sum;
  }

  private static double logChoose(long n, long k) {
    double sum = 0;
    for (long i = 1; i <= k; i++) {
      sum += StrictMath.log((double) (n - k + i) / i);
    }
    return sum;
  }
}
