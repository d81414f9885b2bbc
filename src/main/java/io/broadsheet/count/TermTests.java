package io.broadsheet.count;

import io.broadsheet.stats.OverdispersedRate;
import io.broadsheet.stats.RateRatio;
import java.util.Arrays;

/**
 * Compares a term's articles in a window with those in its baseline. Most terms have few articles,
 * so that the same small numbers come again and again: answers to them are remembered.
 *
 * <p>Memory: 1.5 MB.
 */
final class TermTests {
  private static final int REMEMBERED = 1 << 16;
  private static final int COUNT_BITS = 16;
  private static final double SURE = 0.05;

  private final TrendWindows windows;
  private final long[] questions = new long[REMEMBERED];
  private final double[] zScores = new double[REMEMBERED];
  private final double[] pValues = new double[REMEMBERED];
  private double z;
  private double pValue;

  TermTests(TrendWindows windows) {
    this.windows = windows;
    Arrays.fill(questions, -1);
  }

  /**
   * Makes the test.
   *
   * @param count articles of the window that have the term
   * @param baselineCount articles of its baseline that have it
   * @param dispersion of the baseline's counts; 0 if they vary no more than chance
   */
  void test(int window, int count, int baselineCount, double dispersion) {
    long docs = windows.docs(window);
    long baselineDocs = windows.baselineDocs(window);
    if (dispersion > 0) {
      double evenness = windows.evenness(window);
      z = RateRatio.z(count, docs, baselineCount, baselineDocs);
      pValue =
          OverdispersedRate.pValue(count, docs, baselineCount, baselineDocs, dispersion, evenness);
      return;
    }
    boolean isSmall = (count | baselineCount) >>> COUNT_BITS == 0;
    long question = ((((long) window << COUNT_BITS) | count) << COUNT_BITS) | baselineCount;
    int slot = (int) ((question * 0x9E3779B97F4A7C15L) >>> 48);
    if (!isSmall || questions[slot] != question) {
      z = RateRatio.z(count, docs, baselineCount, baselineDocs);
      pValue = RateRatio.pValue(count, docs, baselineCount, baselineDocs);
      if (isSmall) {
        questions[slot] = question;
        zScores[slot] = z;
        pValues[slot] = pValue;
      }
      return;
    }
    z = zScores[slot];
    pValue = pValues[slot];
  }

  /**
   * What the terms of a window are ranked by, highest first: terms that rise, by z, but first those
   * whose p-value is not above {@value #SURE}; then terms that fall.
   *
   * <p>z alone would put the words that always come in waves on top, such as the names of weekdays;
   * the p-value alone, which allows for waves, rare words of which two articles of the same day
   * happen to be all there was.
   */
  double score() {
    if (!(z > 0)) {
      return z - 1;
    }
    return pValue <= SURE ? z : -1 / (1 + z);
  }

  /** The p-value of the last test. */
  double pValue() {
    return pValue;
  }
}
