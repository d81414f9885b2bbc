package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import java.util.Arrays;

/**
 * What {@link TermTrends} finds of the terms of a window: the p-values of all, and those that may
 * be among the foremost by score. They come one by one, given by their pairs of {@link TermSeries}.
 *
 * <p>Memory: 8 bytes for each p-value, and 24 for each candidate, of which there are a few times as
 * many as can be listed, and those that tie with them.
 */
final class TrendCandidates {
  private static final int AT_FIRST = 64;

  private final int top;
  private double[] pValues = new double[AT_FIRST];
  private int tested;
  private int[] pairs = new int[AT_FIRST];
  private int[] baselineCounts = new int[AT_FIRST];
  private double[] scores = new double[AT_FIRST];
  private double[] dispersions = new double[AT_FIRST];
  private int size;

  /**
   * @param top how many can be listed
   */
  TrendCandidates(int top) {
    this.top = top;
  }

  void addPValue(double pValue) {
    if (tested == pValues.length) {
      pValues = Arrays.copyOf(pValues, tested * 2);
    }
    pValues[tested++] = pValue;
  }

  /**
   * Adds one that may be listed.
   *
   * @param score the larger the better; NaN, which none but windows that list all may have, is best
   */
  void add(int pair, int baselineCount, double score, double dispersion) {
    if (size == pairs.length) {
      keepForemost();
      if (size > pairs.length / 2) {
        grow();
      }
    }
    pairs[size] = pair;
    baselineCounts[size] = baselineCount;
    scores[size] = score;
    dispersions[size++] = dispersion;
  }

  private void grow() {
    int length = Math.multiplyExact(pairs.length, 2);
    pairs = Arrays.copyOf(pairs, length);
    baselineCounts = Arrays.copyOf(baselineCounts, length);
    scores = Arrays.copyOf(scores, length);
    dispersions = Arrays.copyOf(dispersions, length);
  }

  /** Leaves out whatever can't be listed any more. */
  private void keepForemost() {
    if (size <= top) {
      return;
    }
    double[] sorted = Arrays.copyOf(scores, size);
    Arrays.sort(sorted);
    double threshold = sorted[size - top];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (scores[i] >= threshold) {
        pairs[kept] = pairs[i];
        baselineCounts[kept] = baselineCounts[i];
        scores[kept] = scores[i];
        dispersions[kept++] = dispersions[i];
      }
    }
    size = kept;
  }

  /** How a candidate's term is written. */
  interface Terms {
    int numberOf(int pair);
  }

  /** Writes each p-value once, with how many terms have it: small counts have the same ones. */
  void writePValues(ByteWriter out) {
    Arrays.sort(pValues, 0, tested);
    ByteWriter runs = new ByteWriter(1 << 10);
    int distinct = 0;
    for (int i = 0; i < tested; distinct++) {
      int end = i + 1;
      while (end < tested && pValues[end] == pValues[i]) {
        end++;
      }
      runs.writeLong(Double.doubleToLongBits(pValues[i]));
      runs.writeVarInt(end - i);
      i = end;
    }
    out.writeVarInt(distinct);
    out.writeVarInt(runs.length());
    out.writeAll(runs);
  }

  /** Writes the foremost, in the order in which they came. */
  void writeForemost(TermSeries series, Terms terms, ByteWriter out) {
    keepForemost();
    ByteWriter rows = new ByteWriter(1 << 10);
    for (int i = 0; i < size; i++) {
      rows.writeVarInt(terms.numberOf(pairs[i]));
      rows.writeVarInt(series.termCount(pairs[i]));
      rows.writeVarInt(series.docCount(pairs[i]));
      rows.writeVarInt(baselineCounts[i]);
      rows.writeLong(Double.doubleToLongBits(scores[i]));
      rows.writeByte(dispersions[i] > 0 ? 1 : 0);
      if (dispersions[i] > 0) {
        rows.writeLong(Double.doubleToLongBits(dispersions[i]));
      }
    }
    out.writeVarInt(size);
    out.writeVarInt(rows.length());
    out.writeAll(rows);
  }
}
