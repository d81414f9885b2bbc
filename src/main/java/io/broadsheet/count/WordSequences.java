package io.broadsheet.count;

import io.broadsheet.text.TermHash;
import java.util.Arrays;

/**
 * Gives each distinct sequence of n words a number, from 0 in order of first sight. Words are
 * numbers themselves; sequences are found by open addressing.
 *
 * <p>Memory: 4 n + 24 bytes or so for each distinct sequence.
 */
final class WordSequences {
  private final int length;
  private int[] words;

  /** A sequence's hash above its number plus one; 0 is free. */
  private long[] slots = new long[1 << 11];

  private int size;

  /**
   * @param length n
   */
  WordSequences(int length) {
    this.length = length;
    this.words = new int[length << 10];
  }

  /** How many words each sequence has. */
  int length() {
    return length;
  }

  /** How many distinct sequences there are. */
  int size() {
    return size;
  }

  /** One of the words of a sequence, the first being 0. */
  int word(int sequence, int place) {
    return words[sequence * length + place];
  }

  /**
   * The number of a sequence, given now if it is new.
   *
   * @param sequence its words
   * @param hash the same for the same sequence
   */
  int add(int[] sequence, long hash) {
    int folded = (int) (hash ^ (hash >>> 32));
    int mask = slots.length - 1;
    int slot = TermHash.spread(folded) & mask;
    long entry = slots[slot];
    while (entry != 0) {
      int number = (int) entry - 1;
      if ((int) (entry >>> 32) == folded && equals(number, sequence)) {
        return number;
      }
      slot = (slot + 1) & mask;
      entry = slots[slot];
    }
    return append(sequence, folded, slot);
  }

  private boolean equals(int number, int[] sequence) {
    int start = number * length;
    for (int i = 0; i < length; i++) {
      if (words[start + i] != sequence[i]) {
        return false;
      }
    }
    return true;
  }

  private int append(int[] sequence, int folded, int slot) {
    int start = Math.multiplyExact(size, length);
    if (start == words.length) {
      words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
    }
    System.arraycopy(sequence, 0, words, start, length);
    size++;
    slots[slot] = ((long) folded << 32) | size;
    if (size * 2 > slots.length) {
      slots = TermDictionary.grown(slots);
    }
    return size - 1;
  }
}
