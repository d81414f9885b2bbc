package io.broadsheet.count;

import java.util.Arrays;

/**
 * Some of the terms 0, 1, 2, …: a bit for each, and above them a bit for each 64 of these, so that
 * a few terms among many are found, in ascending order, without a look at all others.
 *
 * <p>Memory: a bit for each number below the largest.
 */
final class TermSet {
  private static final int SHIFT = 6;

  private long[] bits = {};
  private long[] summary = {};

  /** Makes room for terms below {@code size}. */
  void grow(int size) {
    int words = (size >>> SHIFT) + 1;
    if (bits.length < words) {
      bits = Arrays.copyOf(bits, words);
      summary = Arrays.copyOf(summary, (words >>> SHIFT) + 1);
    }
  }

  /** Adds a term; there must be room for it. */
  void add(int term) {
    int word = term >>> SHIFT;
    bits[word] |= 1L << term;
    summary[word >>> SHIFT] |= 1L << word;
  }

  /** Adds the terms from one on up to another; there must be room for them. */
  void addRange(int from, int to) {
    for (int term = from; term < to; ) {
      int word = term >>> SHIFT;
      int end = Math.min(to, (word + 1) << SHIFT);
      bits[word] |= (-1L << term) & (-1L >>> -end);
      summary[word >>> SHIFT] |= 1L << word;
      term = end;
    }
  }

  boolean contains(int term) {
    return (bits[term >>> SHIFT] & (1L << term)) != 0;
  }

  void clear() {
    for (int i = 0; i < summary.length; i++) {
      for (long rest = summary[i]; rest != 0; rest &= rest - 1) {
        bits[(i << SHIFT) + Long.numberOfTrailingZeros(rest)] = 0;
      }
      summary[i] = 0;
    }
  }

  int size() {
    int size = 0;
    for (int i = 0; i < summary.length; i++) {
      for (long rest = summary[i]; rest != 0; rest &= rest - 1) {
        size += Long.bitCount(bits[(i << SHIFT) + Long.numberOfTrailingZeros(rest)]);
      }
    }
    return size;
  }

  /** The terms, ascending. */
  int[] toArray() {
    return toArray(size(), Integer.MAX_VALUE);
  }

  /** The terms below {@code end}, ascending. */
  int[] toArray(int end) {
    return toArray(Math.min(size(), end), end);
  }

  private int[] toArray(int most, int end) {
    int[] terms = new int[most];
    int size = 0;
    for (int i = 0; i < summary.length; i++) {
      for (long words = summary[i]; words != 0; words &= words - 1) {
        int word = (i << SHIFT) + Long.numberOfTrailingZeros(words);
        for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
          int term = (word << SHIFT) + Long.numberOfTrailingZeros(rest);
          if (term >= end) {
            return Arrays.copyOf(terms, size);
          }
          terms[size++] = term;
        }
      }
    }
    return size == most ? terms : Arrays.copyOf(terms, size);
  }
}
