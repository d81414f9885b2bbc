package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
    private final List<TermCounter> outlet = new ArrayList<>();
    private final TermPlaces places = new TermPlaces();
    private final WindowTerms.Scratch scratch = new WindowTerms.Scratch();

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

  /** Which terms of several words are counted; null if all are. */
  private final TermChoice choice;

  private final Map<Integer, WindowTerms> terms = new HashMap<>();
  private final Map<Integer, KeynessReference> references = new HashMap<>();
  private final BitSet countedLengths = new BitSet();
  private Set<Entry> firsts;

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
    this.choice = null;
  }

  private WindowCounts(WindowCounts all, TermChoice choice) {
    this.shard = all.shard;
    this.texts = all.texts;
    this.articles = all.articles;
    this.counters = all.counters;
    this.knowsTexts = all.knowsTexts;
    this.countsOnce = all.countsOnce;
    this.hidesStopWords = all.hidesStopWords;
    this.choice = choice;
    this.terms.put(1, all.terms(1));
  }

  /** The counts of words, and of some terms of several words; those of others are forgotten. */
  WindowCounts of(TermChoice some) {
    return new WindowCounts(this, some);
  }

  /** The window's terms of so many words. */
  WindowTerms terms(int length) {
    WindowTerms its = terms.get(length);
    if (its == null) {
      its =
          length == 1
              ? WindowTerms.words(shard, articles, hidesStopWords, counters.scratch)
              : choice == null ? terms(length - 1).longer() : choice.of(terms(1), length);
      terms.put(length, its);
    }
    return its;
  }

  /** The counts of terms of so many words in all articles of the window. */
  TermCounter all(int length) {
    TermCounter counter = Counters.of(counters.all, length);
    if (!countedLengths.get(length)) {
      countedLengths.set(length);
      counter.count(terms(length), counted(articles), textsIfKnown());
    }
    return counter;
  }

  /**
   * What slices are compared with.
   *
   * @param rules the same whenever this is called
   * @param list where the reference is one
   */
  KeynessReference reference(
      int length, KeynessRules rules, FrequencyList list, TermListing listing) {
    KeynessReference reference = references.get(length);
    if (reference == null) {
      TermCounter all = all(length);
      if (rules.reference().isList()) {
        FrequencyList.Length its = list.length(length);
        BitSet some =
            choice == null || length == 1 ? null : choice.of(its, length, shard.dictionary());
        reference = new ListReference(its, all, listing, stopWords(), some);
      } else {
        TermCounter counter = all;
        if (rules.reference().isOutlet()) {
          counter = Counters.of(counters.outlet, length);
          counter.count(
              terms(length), counted(ofOutlet(rules.reference().outlet())), textsIfKnown());
        }
        reference =
            new WindowReference(
                counter, new TermFrequencies(counter), all, listing, rules.minDocs());
      }
      references.put(length, reference);
    }
    return reference;
  }

  /** The words that only tell a time in most articles that have them. */
  BitSet timeTerms() {
    BitSet any = new BitSet();
    BitSet every = null;
    for (BitSet ofLanguage : timeTermsByLanguage()) {
      any.or(ofLanguage);
      if (every == null) {
        every = (BitSet) ofLanguage.clone();
      } else {
        every.and(ofLanguage);
      }
    }
    if (any.isEmpty() || any.equals(every)) {
      return any;
    }
    BitSet disputed = (BitSet) any.clone();
    disputed.andNot(every);
    int[] balance = balance(disputed);
    for (int term = disputed.nextSetBit(0); term >= 0; term = disputed.nextSetBit(term + 1)) {
      any.set(term, balance[term] > 0);
    }
    return any;
  }

  private List<BitSet> timeTermsByLanguage() {
    return articles.stream()
        .map(article -> article.document().language())
        .distinct()
        .map(shard::timeTerms)
        .toList();
  }

  /** For some words, how many more articles have them as a time than as something else. */
  private int[] balance(BitSet some) {
    WindowTerms words = terms(1);
    long[] bits = some.toLongArray();
    int[] balance = new int[some.length()];
    int[] lastArticles = new int[some.length()];
    int number = 0;
    for (Entry article : articles) {
      number++;
      BitSet inItsLanguage = shard.timeTerms(article.document().language());
      int end = words.end(article);
      for (int place = words.start(article); place < end; place++) {
        int term = words.at(place);
        if (term >= 0
            && term < balance.length
            && (bits[term >>> 6] & (1L << term)) != 0
            && lastArticles[term] != number) {
          lastArticles[term] = number;
          balance[term] += inItsLanguage.get(term) ? 1 : -1;
        }
      }
    }
    return balance;
  }

  /** The articles of one outlet. */
  List<Entry> ofOutlet(String outlet) {
    return articles.stream().filter(article -> article.document().outlet().equals(outlet)).toList();
  }

  /** The stop words of all languages of the window. */
  private Set<String> stopWords() {
    Set<String> words = new HashSet<>();
    articles.stream()
        .map(article -> article.document().language())
        .distinct()
        .forEach(language -> words.addAll(shard.stopWords(language)));
    return words;
  }

  /** The counts in some articles of the window, until the next slice of that length. */
  TermCounter slice(int length, List<Entry> prints) {
    if (prints == articles) {
      return all(length);
    }
    TermCounter counter = Counters.of(counters.slices, length);
    counter.count(terms(length), counted(prints), textsIfKnown());
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
    if (firsts == null) {
      firsts = Collections.newSetFromMap(new IdentityHashMap<>());
      firsts.addAll(counted(articles));
    }
    return prints.stream().filter(firsts::contains).toList();
  }

  /**
   * The counts in the articles of a slice that are compared, until the next slice of that length.
   *
   * @param prints articles of the slice, of which those that are compared are counted
   * @param slice all its counts, which are those if all its articles are compared
   */
  TermCounter compared(int length, List<Entry> prints, List<Entry> inSlice, TermCounter slice) {
    if (prints == inSlice && (!countsOnce || prints == articles)) {
      return slice;
    }
    TermCounter counter = Counters.of(counters.compared, length);
    counter.count(terms(length), compared(prints), textsIfKnown());
    return counter;
  }

  /**
   * The places of some terms in their list, good until the next call.
   *
   * @param size terms of the window have smaller numbers
   */
  TermPlaces places(int size, int[] list) {
    counters.places.set(size, list);
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
