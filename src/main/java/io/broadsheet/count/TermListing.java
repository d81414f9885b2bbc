package io.broadsheet.count;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which terms a table lists, and in which order of rank.
 *
 * @param slices of {@code all}, {@code outlet}, {@code topic}
 * @param hidesStopWords true if function words are not listed
 * @param minTermCount the smallest count listed
 * @param top how many are listed
 */
public record TermListing(List<String> slices, boolean hidesStopWords, long minTermCount, int top)
    implements Serializable {
  private static final int COUNTS_TOLD_APART = 1 << 12;

  public TermListing {
    slices = List.copyOf(slices);
  }

  boolean hasSlice(String sliceType) {
    return slices.contains(sliceType);
  }

  /**
   * The listed terms of a count, best rank first: by term count, then document count, both
   * descending, then in code-point order.
   */
  int[] rank(TermCounter counter, ShardArticles shard) {
    int[] terms = frequentEnough(listable(counter), counter);
    int[] order = shard.termOrder();
    long maxTermCount = 0;
    long maxDocCount = 0;
    for (int term : terms) {
      maxTermCount = Math.max(maxTermCount, counter.termCount(term));
      maxDocCount = Math.max(maxDocCount, counter.docCount(term));
    }
    int orderBits = bits(order.length);
    int docBits = bits(maxDocCount);
    if (orderBits + docBits + bits(maxTermCount) > 63) {
      return rankByComparison(terms, counter, order);
    }
    long[] keys = new long[terms.length];
    for (int i = 0; i < terms.length; i++) {
      int term = terms[i];
      long rarer = maxTermCount - counter.termCount(term);
      long fewerDocs = maxDocCount - counter.docCount(term);
      keys[i] = (((rarer << docBits) | fewerDocs) << orderBits) | order[term];
    }
    Arrays.sort(keys);
    int[] termsInOrder = shard.termsInOrder();
    int[] ranked = new int[Math.min(top, keys.length)];
    int orderMask = (1 << orderBits) - 1;
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = termsInOrder[(int) keys[i] & orderMask];
    }
    return ranked;
  }

  private int[] rankByComparison(int[] terms, TermCounter counter, int[] order) {
    return IntStream.of(terms)
        .boxed()
        .sorted(
            Comparator.comparing((Integer term) -> -counter.termCount(term))
                .thenComparing(term -> -counter.docCount(term))
                .thenComparing(term -> order[term]))
        .limit(top)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] listable(TermCounter counter) {
    int[] terms = counter.terms();
    if (!hidesStopWords && minTermCount <= 1) {
      return terms;
    }
    int kept = 0;
    for (int term : terms) {
      if (counter.termCount(term) >= minTermCount
          && !(hidesStopWords && counter.isStopWord(term))) {
        terms[kept++] = term;
      }
    }
    return Arrays.copyOf(terms, kept);
  }

  /** Drops what can't be among the top, so that only a few terms need sorting. */
  private int[] frequentEnough(int[] terms, TermCounter counter) {
    if (terms.length / 2 <= top) {
      return terms;
    }
    int[] termsWithCount = new int[COUNTS_TOLD_APART];
    for (int term : terms) {
      termsWithCount[Math.min(counter.termCount(term), COUNTS_TOLD_APART - 1)]++;
    }
    int threshold = COUNTS_TOLD_APART - 1;
    int atLeast = termsWithCount[threshold];
    while (atLeast < top) {
      atLeast += termsWithCount[--threshold];
    }
    int kept = 0;
    for (int term : terms) {
      if (counter.termCount(term) >= threshold) {
        terms[kept++] = term;
      }
    }
    return Arrays.copyOf(terms, kept);
  }

  private static int bits(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value);
  }
}
