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

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
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
   * Puts sequences in order.
   *
   * @param some distinct sequences
   * @param wordOrder for each word its place in the order of words
   * @param places takes for each of them a number; the numbers are in their order
   */
  void rank(int[] some, int[] wordOrder, long[] places) {
    Arrays.fill(places, 0);
    for (int next = 0; next < length; next++) {
      if (next > 1) {
        // A place for what comes before, so that there is room for another word.
        long[] sorted = places.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < some.length; i++) {
          places[i] = Arrays.binarySearch(sorted, places[i]);
        }
      }
      for (int i = 0; i < some.length; i++) {
        places[i] = (places[i] << 32) | wordOrder[word(some[i], next)];
      }
    }
  }

  /** A hash of a sequence, for {@link #add} and {@link #find}. */
  static long hash(int[] sequence) {
    long hash = 0;
    for (int word : sequence) {
      hash = TermSketch.hash(hash, word);
    }
    return hash;
  }

  /** The number of a sequence; -1 if it has none. */
  int find(int[] sequence, long hash) {
    int slot = slotOf(sequence, hash);
    return (int) slots[slot] - 1;
  }

  /**
   * The number of a sequence, given now if it is new.
   *
   * @param sequence its words
   * @param hash the same for the same sequence
   */
  int add(int[] sequence, long hash) {
    int slot = slotOf(sequence, hash);
    return slots[slot] != 0 ? (int) slots[slot] - 1 : append(sequence, folded(hash), slot);
  }

  /**
   * The same for many at once, so that the processor waits for all of them at once.
   *
   * @param sequences their words, one sequence behind the other
   * @param hashes of each
   * @param count how many they are
   * @param numbers takes their numbers
   * @param at where those of the first goes
   */
  void addAll(int[] sequences, long[] hashes, int count, int[] numbers, int at) {
    int mask = slots.length - 1;
    long[] entries = new long[count];
    for (int i = 0; i < count; i++) {
      entries[i] = slots[TermHash.spread(folded(hashes[i])) & mask];
    }
    for (int i = 0; i < count; i++) {
      long entry = entries[i];
      int folded = folded(hashes[i]);
      for (int slot = TermHash.spread(folded); entry != 0 && (int) (entry >>> 32) != folded; ) {
        entry = slots[++slot & mask];
      }
      numbers[at + i] = (int) entry - 1;
    }
    int[] sequence = new int[length];
    for (int i = 0; i < count; i++) {
      int found = numbers[at + i];
      if (found < 0 || !equals(found, sequences, i * length)) {
        numbers[at + i] = -1;
      }
    }
    for (int i = 0; i < count; i++) {
      if (numbers[at + i] < 0) {
        System.arraycopy(sequences, i * length, sequence, 0, length);
        numbers[at + i] = add(sequence, hashes[i]);
      }
    }
  }

  /** Where a sequence is, or would be. */
  private int slotOf(int[] sequence, long hash) {
    int folded = folded(hash);
    int mask = slots.length - 1;
    int slot = TermHash.spread(folded) & mask;
    long entry = slots[slot];
    while (entry != 0
        && ((int) (entry >>> 32) != folded || !equals((int) entry - 1, sequence, 0))) {
      slot = (slot + 1) & mask;
      entry = slots[slot];
    }
    return slot;
  }

  private static int folded(long hash) {
    return (int) (hash ^ (hash >>> 32));
  }

  private boolean equals(int number, int[] sequences, int at) {
    int start = number * length;
    for (int i = 0; i < length; i++) {
      if (words[start + i] != sequences[at + i]) {
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
