package io.broadsheet.count;

import io.broadsheet.copies.StoryClusters.Sketch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The words by which stories are compared: terms cut to their first letters, so that the forms of a
 * word are one (truncation, which does for many languages what a stemmer does for one: P. McNamee
 * and J. Mayfield, "Character n-gram tokenization for European language text retrieval",
 * Information Retrieval 7, 2004). Numbered in code-point order, the same in every run. Memory: some
 * 100 bytes a distinct term.
 */
final class StoryWords {
  private static final int LETTERS = 5;

  private final TermDictionary dictionary;

  /** For each term the number of its word. */
  private final int[] words;

  /** For each term how often it occurs, titles weighing more. */
  private final long[] occurrences;

  private final int[] termsInOrder;
  private final int size;
  private int[] foremost;

  StoryWords(TermDictionary dictionary) {
    this.dictionary = dictionary;
    termsInOrder = dictionary.idsInOrder();
    words = new int[termsInOrder.length];
    occurrences = new long[termsInOrder.length];
    Map<String, Integer> numbers = new HashMap<>();
    for (int term : termsInOrder) {
      Integer number = numbers.putIfAbsent(cut(dictionary.text(term)), numbers.size());
      words[term] = number == null ? numbers.size() - 1 : number;
    }
    size = numbers.size();
  }

  private static String cut(String term) {
    return term.codePointCount(0, term.length()) <= LETTERS
        ? term
        : term.substring(0, term.offsetByCodePoints(0, LETTERS));
  }

  /** How many words there are. */
  int size() {
    return size;
  }

  /** Counts the terms of an article, for {@link #text}. */
  void count(int[] terms, int[] weights) {
    for (int i = 0; i < terms.length; i++) {
      occurrences[terms[i]] += weights[i];
    }
  }

  /** An article's words, ascending, the weights of their terms added up. */
  Sketch sketch(StorySketches.Entry entry) {
    long[] sorted = new long[entry.terms().length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (long) words[entry.terms()[i]] << 32 | entry.weights()[i];
    }
    Arrays.sort(sorted);
    int[] terms = new int[sorted.length];
    int[] weights = new int[sorted.length];
    int count = 0;
    for (long wordAndWeight : sorted) {
      int word = (int) (wordAndWeight >>> 32);
      if (count == 0 || terms[count - 1] != word) {
        terms[count++] = word;
      }
      weights[count - 1] += (int) wordAndWeight;
    }
    return new Sketch(
        entry.publishedMillis(), Arrays.copyOf(terms, count), Arrays.copyOf(weights, count));
  }

  /** A word in its most frequent form. */
  String text(int word) {
    if (foremost == null) {
      foremost = new int[size];
      Arrays.fill(foremost, -1);
      for (int term : termsInOrder) {
        int known = foremost[words[term]];
        if (known < 0 || occurrences[term] > occurrences[known]) {
          foremost[words[term]] = term;
        }
      }
    }
    return dictionary.text(foremost[word]);
  }
}
