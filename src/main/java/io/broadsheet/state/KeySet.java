package io.broadsheet.state;

import java.util.Arrays;

/** A set of hashes by open addressing. Memory: at most 24 bytes a hash. */
final class KeySet {
  private static final int SMALLEST = 1 << 10;

  private long[] places = new long[SMALLEST];
  private int size;
  private boolean hasZero;

  void addAll(long[] keys) {
    for (long key : keys) {
      add(key);
    }
  }

  private void add(long key) {
    if (key == 0) {
      hasZero = true;
      return;
    }
    int place = place(key);
    if (places[place] == 0) {
      places[place] = key;
      size++;
      if (size * 2 > places.length) {
        grow();
      }
    }
  }

  boolean contains(long key) {
    return key == 0 ? hasZero : places[place(key)] != 0;
  }

  boolean containsAny(long[] keys) {
    for (long key : keys) {
      if (contains(key)) {
        return true;
      }
    }
    return false;
  }

  /** Where a key is, or would be. */
  private int place(long key) {
    int place = (int) (key ^ (key >>> 32)) & (places.length - 1);
    while (places[place] != 0 && places[place] != key) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] before = places;
    places = new long[before.length * 2];
    Arrays.stream(before).filter(key -> key != 0).forEach(key -> places[place(key)] = key);
  }
}
