package io.broadsheet.count;

import java.util.Arrays;

/**
 * The terms of a count, the most frequent first, and how many terms are as frequent.
 *
 * <p>Memory: 4 bytes for each term, and 16 for each different count.
 */
final class TermFrequencies {
  private static final int SMALL = 1 << 12;

  private final int[] terms;
  private final int[] counts;
  private final int[] termsWithCount;

  /** For each small count its place in {@link #counts}. */
  private final int[] placeOfSmall = new int[SMALL];

  TermFrequencies(TermCounter counter) {
    int[] occurring = counter.terms();
    int[] ends = new int[SMALL];
    int large = 0;
    for (int term : occurring) {
      int count = counter.termCount(term);
      if (count < SMALL) {
        ends[count]++;
      } else {
        large++;
      }
    }
    int[] smallWithCount = ends.clone();
    int before = large;
    for (int count = SMALL - 1; count >= 0; count--) {
      int size = ends[count];
      ends[count] = before;
      before += size;
    }
    terms = new int[occurring.length];
    long[] largest = new long[large];
    int found = 0;
    for (int term : occurring) {
      int count = counter.termCount(term);
      if (count < SMALL) {
        terms[ends[count]++] = term;
      } else {
        largest[found++] = ((long) -count << 32) | term;
      }
    }
    Arrays.sort(largest);
    int[] distinct = new int[large + SMALL];
    int[] sizes = new int[large + SMALL];
    int size = 0;
    for (int i = 0; i < large; i++) {
      terms[i] = (int) largest[i];
      int count = counter.termCount(terms[i]);
      if (size == 0 || distinct[size - 1] != count) {
        distinct[size++] = count;
      }
      sizes[size - 1]++;
    }
    for (int count = SMALL - 1; count >= 0; count--) {
      if (smallWithCount[count] > 0) {
        placeOfSmall[count] = size;
        distinct[size] = count;
        sizes[size++] = smallWithCount[count];
      }
    }
    counts = Arrays.copyOf(distinct, size);
    termsWithCount = Arrays.copyOf(sizes, size);
  }

  /** How many terms there are. */
  int size() {
    return terms.length;
  }

  /** A term by its place, 0 being the most frequent. */
  int term(int place) {
    return terms[place];
  }

  /** How many different counts there are. */
  int distinctCounts() {
    return counts.length;
  }

  /** One of the different counts, 0 being the largest. */
  int count(int place) {
    return counts[place];
  }

  /** For each of the different counts how many terms have it. */
  int[] termsWithCount() {
    return termsWithCount.clone();
  }

  /** The place of a count among the different ones. */
  int placeOf(int count) {
    if (count < SMALL) {
      return placeOfSmall[count];
    }
    int low = 0;
    int high = counts.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] > count) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
