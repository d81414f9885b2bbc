package io.broadsheet.page;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Chooses the rows of a table for which there is room: those of the largest weight, and of the
 * smallest weight that has a place some that lie evenly among all of it. Memory: 8 bytes a row.
 */
public final class BestRows {
  private double[] weights = new double[64];
  private int size;

  /** Offers the next row; one whose weight is NaN is never chosen. */
  public void offer(double weight) {
    if (size == weights.length) {
      weights = Arrays.copyOf(weights, size * 2);
    }
    weights[size++] = weight;
  }

  private double[] known() {
    double[] known = new double[size];
    int count = 0;
    for (int row = 0; row < size; row++) {
      if (!Double.isNaN(weights[row])) {
        known[count++] = weights[row];
      }
    }
    return Arrays.copyOf(known, count);
  }

  /**
   * The numbers of the chosen rows, from 0 in the order in which they were offered.
   *
   * @param room how many may be chosen
   */
  public BitSet chosen(long room) {
    double[] sorted = known();
    boolean hasAll = sorted.length <= room;
    double least = Double.NEGATIVE_INFINITY;
    long equal = 0;
    long left = room;
    if (!hasAll && room > 0) {
      Arrays.sort(sorted);
      int at = sorted.length - (int) room;
      least = sorted[at];
      int first = at;
      while (first > 0 && sorted[first - 1] == least) {
        first--;
      }
      int end = at;
      while (end < sorted.length && sorted[end] == least) {
        end++;
      }
      equal = (long) end - first;
      left = (long) end - at;
    }
    BitSet chosen = new BitSet(size);
    long passed = 0;
    for (int row = 0; row < size && room > 0; row++) {
      if (hasAll || weights[row] != least) {
        chosen.set(row, weights[row] >= least);
      } else {
        chosen.set(row, (passed + 1) * left / equal > passed * left / equal);
        passed++;
      }
    }
    return chosen;
  }
}
