package io.broadsheet.count;

/** Numbers of long keys from 0 on; open addressing, twelve bytes a place. */
final class LongNumbers {
  /** Of a key without a number. */
  static final int NONE = -1;

  private long[] keys = new long[1 << 12];

  /** The number plus one; 0 is free. */
  private int[] numbers = new int[1 << 12];

  private int size;

  int get(long key) {
    return numbers[slot(key)] - 1;
  }

  /** Gives a key a number that had none. */
  void put(long key, int number) {
    int slot = slot(key);
    keys[slot] = key;
    numbers[slot] = number + 1;
    if (++size * 2 > keys.length) {
      grow();
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash ^ hash >>> 32) & mask;
    while (numbers[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
