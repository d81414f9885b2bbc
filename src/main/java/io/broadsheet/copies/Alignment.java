package io.broadsheet.copies;

import java.util.Arrays;

/**
 * How much of two texts runs side by side, however many single words differ: what a reprint with
 * the errors of a scanner, or one in which words were changed all over, has in common with its
 * original when few of its shingles are whole.
 *
 * <p>Shingles that are in each text once are anchors. Two anchors that are about as far from each
 * other in both texts have the same words between them, but for some; what two different texts
 * quote are single anchors and short runs of them, at other distances.
 *
 * <p>Time: a sort of both texts. Memory: 24 bytes a shingle.
 */
final class Alignment {
  /** The farthest that an anchor is looked for behind another, in shingles. */
  private static final int REACH = 100;

  /** How many anchors before one are tried: one that stands elsewhere by chance leads nowhere. */
  private static final int TRIED = 6;

  /** What distances may differ by, at least, and as a share of the shorter. */
  private static final int SLACK = 2;

  private static final double SLACK_SHARE = 0.08;

  private Alignment() {}

  /**
   * How many shingles of a text are anchors or stand between two.
   *
   * @param a the shingles of a text in its order
   * @param b those of another
   */
  static int length(int[] a, int[] b) {
    long[] anchors = anchors(a, b);
    int aligned = 0;
    int alignedTo = -1;
    for (int k = 0; k < anchors.length; k++) {
      int i = (int) (anchors[k] >>> 32);
      int j = (int) anchors[k];
      int from = i - 1;
      for (int l = k - 1; l >= Math.max(0, k - TRIED); l--) {
        int inA = i - (int) (anchors[l] >>> 32);
        int inB = j - (int) anchors[l];
        if (inB > 0
            && inA <= REACH
            && Math.abs(inA - inB) <= Math.max(SLACK, SLACK_SHARE * Math.min(inA, inB))) {
          from = i - inA;
          break;
        }
      }
      aligned += i - Math.max(from, alignedTo);
      alignedTo = i;
    }
    return aligned;
  }

  /** The places of the shingles that are in each text once, by the first text's. */
  private static long[] anchors(int[] a, int[] b) {
    long[] inA = sortedSingles(a);
    long[] inB = sortedSingles(b);
    long[] anchors = new long[Math.min(inA.length, inB.length)];
    int count = 0;
    int j = 0;
    for (long shingle : inA) {
      while (j < inB.length && inB[j] >> 32 < shingle >> 32) {
        j++;
      }
      if (j < inB.length && inB[j] >> 32 == shingle >> 32) {
        anchors[count++] = shingle << 32 | (int) inB[j];
      }
    }
    long[] byPlace = Arrays.copyOf(anchors, count);
    Arrays.sort(byPlace);
    return byPlace;
  }

  /** Every shingle that a text has once above its place, sorted. */
  private static long[] sortedSingles(int[] shingles) {
    long[] sorted = new long[shingles.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (long) shingles[i] << 32 | i;
    }
    Arrays.sort(sorted);
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      boolean isSingle =
          (i == 0 || sorted[i - 1] >> 32 != sorted[i] >> 32)
              && (i + 1 == sorted.length || sorted[i + 1] >> 32 != sorted[i] >> 32);
      if (isSingle) {
        sorted[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, count);
  }
}
