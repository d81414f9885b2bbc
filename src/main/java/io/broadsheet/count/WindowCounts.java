package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The counts of terms of one window: of all its articles, kept as long as the window, and of a
 * slice of them, kept until the next. Made when first asked for.
 */
final class WindowCounts {

  /** The arrays of counters, handed on from window to window of a shard. */
  static final class Counters {
    private final List<TermCounter> all = new ArrayList<>();
    private final List<TermCounter> slices = new ArrayList<>();
    private final List<TermCounter> compared = new ArrayList<>();
    private int[] places = {};
    private int[] marked = {};

    private static TermCounter of(List<TermCounter> counters, int length) {
      while (counters.size() < length) {
        counters.add(new TermCounter());
      }
      return counters.get(length - 1);
    }
  }

  private final ShardArticles shard;
  private final Texts texts;
  private final List<Entry> articles;
  private final Counters counters;
  private final boolean knowsTexts;
  private final boolean countsOnce;
  private final boolean hidesStopWords;
  private final List<WindowTerms> terms = new ArrayList<>();
  private final List<TermFrequencies> frequencies = new ArrayList<>();
  private int countedLengths;

  WindowCounts(
      ShardArticles shard,
      Texts texts,
      List<Entry> articles,
      Counters counters,
      CopySettings copies,
      boolean hidesStopWords) {
    this.shard = shard;
    this.texts = texts;
    this.articles = articles;
    this.counters = counters;
    this.knowsTexts = copies.find();
    this.countsOnce = copies.countOnce();
    this.hidesStopWords = hidesStopWords;
  }

  /** The window's terms of so many words. */
  WindowTerms terms(int length) {
    while (terms.size() < length) {
      terms.add(
          terms.isEmpty()
              ? WindowTerms.words(shard, articles)
              : terms.get(terms.size() - 1).longer());
    }
    return terms.get(length - 1);
  }

  /** The counts of terms of so many words in all articles of the window. */
  TermCounter all(int length) {
    while (countedLengths < length) {
      countedLengths++;
      Counters.of(counters.all, countedLengths)
          .count(terms(countedLengths), counted(articles), textsIfKnown(), hidesStopWords);
    }
    return counters.all.get(length - 1);
  }

  /** The same counts by size. */
  TermFrequencies frequencies(int length) {
    while (frequencies.size() < length) {
      frequencies.add(new TermFrequencies(all(frequencies.size() + 1)));
    }
    return frequencies.get(length - 1);
  }

  /** The counts in some articles of the window, until the next slice of that length. */
  TermCounter slice(int length, List<Entry> prints) {
    if (prints == articles) {
      return all(length);
    }
    TermCounter counter = Counters.of(counters.slices, length);
    counter.count(terms(length), counted(prints), textsIfKnown(), hidesStopWords);
    return counter;
  }

  /**
   * The articles of a slice that are compared with the rest of the window. If each text is counted
   * once, it belongs to the slices of its first print in the window, so that nothing is in a slice
   * that is not in the whole.
   */
  List<Entry> compared(List<Entry> prints) {
    if (!countsOnce || prints == articles) {
      return counted(prints);
    }
    Set<Entry> firsts = Collections.newSetFromMap(new IdentityHashMap<>());
    firsts.addAll(counted(articles));
    return prints.stream().filter(firsts::contains).toList();
  }

  /**
   * The counts in the articles of a slice that are compared, until the next slice of that length.
   *
   * @param slice all counts of the slice
   */
  TermCounter compared(int length, List<Entry> prints, TermCounter slice) {
    if (!countsOnce || prints == articles) {
      return slice;
    }
    TermCounter counter = Counters.of(counters.compared, length);
    counter.count(terms(length), compared(prints), textsIfKnown(), hidesStopWords);
    return counter;
  }

  /**
   * For each of some terms its place among them plus one, and 0 for all others.
   *
   * @param size all terms have smaller numbers
   * @return an array that is good until the next call
   */
  int[] places(int size, int[] some) {
    for (int term : counters.marked) {
      counters.places[term] = 0;
    }
    if (counters.places.length < size) {
      counters.places = new int[size];
    }
    for (int i = 0; i < some.length; i++) {
      counters.places[some[i]] = i + 1;
    }
    counters.marked = some;
    return counters.places;
  }

  private Texts textsIfKnown() {
    return knowsTexts ? texts : null;
  }

  /** The articles that are counted: all prints of a text next to each other, or only one. */
  List<Entry> counted(List<Entry> prints) {
    return countsOnce ? texts.firsts(prints) : texts.together(prints);
  }
}
