package io.broadsheet.count;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;

/**
 * The terms of a count, the most frequent first, and how many terms are as frequent.
 *
 * <p>Memory: 4 bytes for each term, and 16 for each different count.
 */
final class TermFrequencies {
  private static final int SMALL = 1 << 12;

  private final int[] terms;
  private final long[] counts;
  private final int[] termsWithCount;

  /** For each small count its place in {@link #counts}. */
  private final int[] placeOfSmall = new int[SMALL];

  TermFrequencies(TermCounter counter) {
    this(counter.terms(), counter::termCount);
  }

  /**
   * @param occurring the terms
   * @param countOf how often each occurs, at least once
   */
  TermFrequencies(int[] occurring, IntToLongFunction countOf) {
    int[] ends = new int[SMALL];
    int large = 0;
    for (int term : occurring) {
      long count = countOf.applyAsLong(term);
      if (count < SMALL) {
        ends[(int) count]++;
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
    Integer[] largest = new Integer[large];
    int found = 0;
    for (int term : occurring) {
      long count = countOf.applyAsLong(term);
      if (count < SMALL) {
        terms[ends[(int) count]++] = term;
      } else {
        largest[found++] = term;
      }
    }
    Arrays.sort(largest, Comparator.comparing(term -> -countOf.applyAsLong(term)));
    long[] distinct = new long[large + SMALL];
    int[] sizes = new int[large + SMALL];
    int size = 0;
    for (int i = 0; i < large; i++) {
      terms[i] = largest[i];
      long count = countOf.applyAsLong(terms[i]);
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

  /** One of the different counts, 0 being the largest. */
  long count(int place) {
    return counts[place];
  }

  /** For each of the different counts how many terms have it. */
  int[] termsWithCount() {
    return termsWithCount.clone();
  }

  /** The place of a count among the different ones. */
  int placeOf(long count) {
    if (count < SMALL) {
      return placeOfSmall[(int) count];
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
