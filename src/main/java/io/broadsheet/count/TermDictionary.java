package io.broadsheet.count;

import io.broadsheet.text.TermHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives each distinct term a number, from 0 in order of first sight. Terms lie in one byte array
 * and are found by open addressing; there is no object per term.
 *
 * <p>Memory: the distinct terms' bytes and about 24 bytes for each; at most 2 GiB of bytes.
 */
final class TermDictionary {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** So many bytes, or ends, are compared at once. They take 32 bits: UTF-8 ends with 0xf4. */
  private static final int BYTES_PER_KEY = 4;

  private static final int ID_BITS = 31;

  private byte[] arena;
  private int[] ends;

  /** A term's hash above its number plus one; 0 is free. */
  private long[] slots;

  private int size;

  TermDictionary(int expectedTerms) {
    int capacity = Integer.highestOneBit(Math.max(16, expectedTerms) * 2 - 1) * 2;
    slots = new long[capacity];
    ends = new int[capacity / 2];
    arena = new byte[capacity * 4];
  }

  /** How many distinct terms there are. */
  int size() {
    return size;
  }

  /** The bytes that the terms take. */
  int arenaLength() {
    return size == 0 ? 0 : ends[size - 1];
  }

  byte[] arena() {
    return arena;
  }

  int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  int length(int id) {
    return ends[id] - start(id);
  }

  String text(int id) {
    return new String(arena, start(id), length(id), StandardCharsets.UTF_8);
  }

  /** The number of the term, given now if it is new. {@code hash} is {@link TermHash#of} it. */
  int add(byte[] bytes, int offset, int length, int hash) {
    int mask = slots.length - 1;
    int slot = TermHash.spread(hash) & mask;
    long entry = slots[slot];
    while (entry != 0) {
      int id = (int) entry - 1;
      if ((int) (entry >>> 32) == hash && equals(id, bytes, offset, length)) {
        return id;
      }
      slot = (slot + 1) & mask;
      entry = slots[slot];
    }
    return append(bytes, offset, length, hash, slot);
  }

  /** The number of the term, or -1. */
  int find(byte[] bytes) {
    int hash = TermHash.of(bytes, 0, bytes.length);
    int mask = slots.length - 1;
    int slot = TermHash.spread(hash) & mask;
    long entry = slots[slot];
    while (entry != 0) {
      int id = (int) entry - 1;
      if ((int) (entry >>> 32) == hash && equals(id, bytes, 0, bytes.length)) {
        return id;
      }
      slot = (slot + 1) & mask;
      entry = slots[slot];
    }
    return -1;
  }

  /**
   * Finds terms that have spaces between them.
   *
   * @param found takes as many numbers as it has room for
   * @return false if one of them is not here
   */
  boolean findAll(byte[] bytes, int start, int length, int[] found) {
    int from = start;
    for (int i = 0; i < found.length; i++) {
      int to = from;
      while (to < start + length && bytes[to] != ' ') {
        to++;
      }
      found[i] = find(Arrays.copyOfRange(bytes, from, to));
      if (found[i] < 0) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }

  private boolean equals(int id, byte[] bytes, int offset, int length) {
    int start = start(id);
    int end = ends[id];
    if (end - start != length) {
      return false;
    }
    if (length <= Long.BYTES
        && length > 0
        && offset + Long.BYTES <= bytes.length
        && start + Long.BYTES <= arena.length) {
      // Most words are short: what is behind them is shifted out.
      long difference = (long) WORDS.get(arena, start) ^ (long) WORDS.get(bytes, offset);
      return difference << (Long.SIZE - length * Byte.SIZE) == 0;
    }
    return Arrays.equals(arena, start, end, bytes, offset, offset + length);
  }

  private int append(byte[] bytes, int offset, int length, int hash, int slot) {
    int start = arenaLength();
    if (start + length > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(start + length, arena.length + (arena.length >> 1)));
    }
    System.arraycopy(bytes, offset, arena, start, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size] = start + length;
    size++;
    slots[slot] = ((long) hash << 32) | size;
    if (size * 2 > slots.length) {
      slots = grown(slots);
    }
    return size - 1;
  }

  /** Twice as many slots, each entry with its hash above its number plus one. */
  static long[] grown(long[] slots) {
    long[] grown = new long[slots.length * 2];
    int mask = grown.length - 1;
    for (long entry : slots) {
      if (entry != 0) {
        int slot = TermHash.spread((int) (entry >>> 32)) & mask;
        while (grown[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        grown[slot] = entry;
      }
    }
    return grown;
  }

  /** The numbers of all terms, in code-point order of the terms. */
  int[] idsInOrder() {
    int[] ids = new int[size];
    for (int id = 0; id < size; id++) {
      ids[id] = id;
    }
    return inOrder(ids);
  }

  /** Puts the numbers of some distinct terms in code-point order of the terms, and returns them. */
  int[] inOrder(int[] ids) {
    sort(ids, new long[ids.length], 0, ids.length, 0);
    return ids;
  }

  /** Sorts terms that begin with the same bytes, so many, by the next few. */
  private void sort(int[] ids, long[] keys, int from, int to, int same) {
    for (int i = from; i < to; i++) {
      keys[i] = next(ids[i], same) << ID_BITS | ids[i];
    }
    Arrays.sort(keys, from, to);
    for (int i = from; i < to; i++) {
      ids[i] = (int) keys[i] & Integer.MAX_VALUE;
    }
    for (int i = from; i < to; ) {
      long key = keys[i] >>> ID_BITS;
      int end = i + 1;
      while (end < to && keys[end] >>> ID_BITS == key) {
        end++;
      }
      if (end - i > 1) {
        sort(ids, keys, i, end, same + BYTES_PER_KEY);
      }
      i = end;
    }
  }

  /** A term's next bytes as one number; the end of the term is less than any byte. */
  private long next(int id, int from) {
    int at = start(id) + from;
    int end = ends[id];
    long number = 0;
    for (int i = 0; i < BYTES_PER_KEY; i++) {
      number = number * 257 + (at + i < end ? (arena[at + i] & 0xff) + 1 : 0);
    }
    return number;
  }
}
