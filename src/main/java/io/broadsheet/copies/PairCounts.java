package io.broadsheet.copies;

import java.util.Arrays;

/** Counts pairs; open addressing, twelve bytes a place. */
final class PairCounts {
  private long[] keys = new long[1 << 12];
  private int[] counts = new int[1 << 12];
  private int size;

  void add(long pair) {
    int slot = slot(pair);
    if (counts[slot]++ == 0) {
      keys[slot] = pair;
      if (++size * 2 > keys.length) {
        grow();
      }
    }
  }

  int count(long pair) {
    return counts[slot(pair)];
  }

  /** All pairs, in no order. */
  long[] pairs() {
    long[] pairs = new long[size];
    int next = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] > 0) {
        pairs[next++] = keys[slot];
      }
    }
    return Arrays.copyOf(pairs, next);
  }

  private int slot(long pair) {
    int mask = keys.length - 1;
    int slot = (int) ShingleHash.mix(pair) & mask;
    while (counts[slot] != 0 && keys[slot] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
