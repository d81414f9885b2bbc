package io.broadsheet.count;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which terms a table lists, and in which order of rank.
 *
 * @param slices of {@code all}, {@code language}, {@code outlet}, {@code topic}
 * @param longest how many words the longest terms have
 * @param hidesStopWords true if function words are not listed
 * @param minTermCount the smallest count listed
 * @param top how many are listed
 */
public record TermListing(
    List<String> slices, int longest, boolean hidesStopWords, long minTermCount, int top)
    implements Serializable {
  private static final int SMALL = 1 << 12;

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
  int[] rank(TermCounter counter) {
    int[] terms = foremost(counter);
    int[] order = counter.windowTerms().order(terms);
    int maxOrder = 0;
    long maxTermCount = 0;
    long maxDocCount = 0;
    for (int i = 0; i < terms.length; i++) {
      maxOrder = Math.max(maxOrder, order[i]);
      maxTermCount = Math.max(maxTermCount, counter.termCount(terms[i]));
      maxDocCount = Math.max(maxDocCount, counter.docCount(terms[i]));
    }
    int orderBits = bits(maxOrder);
    int docBits = bits(maxDocCount);
    if (orderBits + docBits + bits(maxTermCount) > 63) {
      return rankByComparison(terms, counter, order);
    }
    long[] keys = new long[terms.length];
    long[] termsInOrder = new long[terms.length];
    for (int i = 0; i < terms.length; i++) {
      long rarer = maxTermCount - counter.termCount(terms[i]);
      long fewerDocs = maxDocCount - counter.docCount(terms[i]);
      keys[i] = (((rarer << docBits) | fewerDocs) << orderBits) | order[i];
      termsInOrder[i] = ((long) order[i] << 32) | terms[i];
    }
    Arrays.sort(keys);
    Arrays.sort(termsInOrder);
    int[] ranked = new int[keys.length];
    long orderMask = (1L << orderBits) - 1;
    for (int i = 0; i < ranked.length; i++) {
      int at = Arrays.binarySearch(termsInOrder, (keys[i] & orderMask) << 32);
      ranked[i] = (int) termsInOrder[at < 0 ? -at - 1 : at];
    }
    return ranked;
  }

  private int[] rankByComparison(int[] terms, TermCounter counter, int[] order) {
    return IntStream.range(0, terms.length)
        .boxed()
        .sorted(
            Comparator.comparing((Integer place) -> -counter.termCount(terms[place]))
                .thenComparing(place -> -counter.docCount(terms[place]))
                .thenComparing(place -> order[place]))
        .mapToInt(place -> terms[place])
        .toArray();
  }

  /** Whether a term may be listed, however often it occurs. */
  boolean isListable(TermCounter counter, int term) {
    return !(hidesStopWords && counter.isStopWord(term));
  }

  /**
   * The terms that are listed, in no order. Most terms are too rare, which shows from how many have
   * each small count; only the others are compared.
   */
  int[] foremost(TermCounter counter) {
    int[] repeated = counter.repeatedTerms();
    return foremost(counter, mayListOnce(counter, repeated) ? counter.terms() : repeated);
  }

  /** Whether terms that occur once in the window may be among the foremost. */
  private boolean mayListOnce(TermCounter counter, int[] repeated) {
    if (counter.onceTerms() == 0 || minTermCount > 1) {
      return false;
    }
    int better = 0;
    for (int term : repeated) {
      if (counter.termCount(term) > 1 && isListable(counter, term) && ++better == top) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same.
   *
   * @param terms all that occur but for some that are too rare; changed
   */
  private int[] foremost(TermCounter counter, int[] terms) {
    int[] counts = new int[terms.length];
    int[] termsWithCount = new int[SMALL + 1];
    int listable = 0;
    for (int term : terms) {
      int count = counter.termCount(term);
      if (count >= minTermCount && isListable(counter, term)) {
        termsWithCount[Math.min(count, SMALL)]++;
        counts[listable] = count;
        terms[listable++] = term;
      }
    }
    if (listable <= top) {
      return Arrays.copyOf(terms, listable);
    }
    int fewest = SMALL;
    for (int enough = termsWithCount[SMALL]; enough < top; enough += termsWithCount[fewest]) {
      fewest--;
    }
    int kept = 0;
    for (int i = 0; i < listable; i++) {
      if (counts[i] >= fewest) {
        terms[kept++] = terms[i];
      }
    }
    return foremost(Arrays.copyOf(terms, kept), counter);
  }

  private int[] foremost(int[] terms, TermCounter counter) {
    if (terms.length == top) {
      return terms;
    }
    long[] scores = new long[terms.length];
    for (int i = 0; i < terms.length; i++) {
      long count = counter.termCount(terms[i]);
      scores[i] = -((count << 32) | counter.docCount(terms[i]));
    }
    long last = Smallest.of(scores, top);
    int[] kept = new int[top];
    int[] ties = new int[terms.length];
    int better = 0;
    int tied = 0;
    for (int i = 0; i < terms.length; i++) {
      if (scores[i] < last) {
        kept[better++] = terms[i];
      } else if (scores[i] == last) {
        ties[tied++] = terms[i];
      }
    }
    int[] first = counter.windowTerms().first(Arrays.copyOf(ties, tied), top - better);
    System.arraycopy(first, 0, kept, better, first.length);
    return kept;
  }

  private static int bits(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value);
  }
}
