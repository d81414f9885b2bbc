package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.count.WindowArticles.Slice;
import io.broadsheet.table.RowWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The terms of n words in a slice of a window, their counts, and which of them tables list. What is
 * asked for is made once.
 */
final class SliceTerms {
  private static final Comparator<Entry> BY_ID =
      Comparator.comparing(entry -> entry.document().id());

  private final WindowArticles window;
  private final Slice slice;
  private final int length;
  private final TermListing listing;
  private final KeynessRules rules;
  private final FrequencyList list;
  private final List<Entry> target;
  private TermCounter counter;
  private int[] ranked;
  private KeynessTest keyness;
  private int[] listed;
  private CountPairs family;

  /**
   * @param length n
   * @param rules how it is compared; null if terms that only table keyness lists are not listed
   * @param list what it is compared with, if that is a list
   */
  SliceTerms(
      WindowArticles window,
      Slice slice,
      int length,
      TermListing listing,
      KeynessRules rules,
      FrequencyList list) {
    this.window = window;
    this.slice = slice;
    this.length = length;
    this.listing = listing;
    this.rules = rules;
    this.list = list;
    this.target = target();
  }

  /**
   * A slice of which it is known what tables list.
   *
   * @param listed in any order
   */
  SliceTerms(WindowArticles window, Slice slice, int length, int[] listed) {
    this(window, slice, length, null, null, null);
    this.listed = terms().inOrder(listed);
  }

  /**
   * Says what is compared, where the window's counts are of a few terms alone.
   *
   * @param all the counts of all; null if those of the window are
   */
  void inFamily(CountPairs all) {
    family = all;
  }

  WindowArticles window() {
    return window;
  }

  /** How many words its terms have. */
  int length() {
    return length;
  }

  String sliceType() {
    return slice.type();
  }

  /** Whether it is the slice of all articles. */
  boolean isOfAll() {
    return slice.type().equals(WindowArticles.ALL);
  }

  /** What the numbers of its terms are. */
  WindowTerms terms() {
    return window.counts().terms(length);
  }

  /** The counts of its terms; good until another slice is counted. */
  TermCounter counter() {
    if (counter == null) {
      counter = window.counts().slice(length, slice.articles());
    }
    return counter;
  }

  /** The articles whose terms are counted. */
  List<Entry> articles() {
    return window.counts().counted(slice.articles());
  }

  /** The articles whose terms are counted, but only one print of each text, by id. */
  List<Entry> textsById() {
    return window.texts().firsts(slice.articles()).stream().sorted(BY_ID).toList();
  }

  /** The articles whose terms are counted, by id. */
  List<Entry> articlesById() {
    return articles().stream().sorted(BY_ID).toList();
  }

  /** What table terms lists, by rank. */
  int[] ranked() {
    if (ranked == null) {
      ranked = listing.rank(counter());
    }
    return ranked;
  }

  /** The articles of the slice without those that it is compared with. */
  private List<Entry> target() {
    if (rules == null || !rules.reference().isOutlet()) {
      return slice.articles();
    }
    return slice.articles().stream()
        .filter(article -> !article.document().outlet().equals(rules.reference().outlet()))
        .toList();
  }

  /** Whether there is something to compare the slice with. */
  boolean hasReference() {
    if (rules == null || comparedArticles().isEmpty()) {
      return false;
    }
    KeynessRules.Reference reference = rules.reference();
    if (reference.isList()) {
      return window.start() >= reference.windowsEnd() && list.length(length).total() > 0;
    }
    return reference.isOutlet()
        ? !window.counts().ofOutlet(reference.outlet()).isEmpty()
        : target.size() < window.articles().size();
  }

  /** The articles that are compared. */
  List<Entry> comparedArticles() {
    return window.counts().compared(target);
  }

  /** The comparison with the reference. */
  KeynessTest keyness() {
    if (keyness == null) {
      keyness =
          new KeynessTest(
              window.counts().compared(length, target, slice.articles(), counter()),
              window.counts().reference(length, rules, list, listing),
              listing.minTermCount(),
              rules);
      if (family != null) {
        keyness.inFamily(family);
      }
    }
    return keyness;
  }

  /** All terms that a table lists, in code-point order. */
  int[] listed() {
    if (listed == null) {
      int[] all = ranked();
      if (hasReference()) {
        IntStream more =
            Arrays.stream(keyness().listed())
                .filter(term -> term < terms().size() && counter().termCount(term) > 0);
        all = IntStream.concat(Arrays.stream(all), more).distinct().toArray();
      }
      listed = terms().inOrder(all);
    }
    return listed;
  }

  /** The places of some terms among them; good until the next call. */
  TermPlaces placesOf(int[] some) {
    return window.counts().places(terms().size(), some);
  }

  /** Writes the cells of a table of terms up to the term. */
  void writeBefore(RowWriter row) throws IOException {
    writeSlice(row);
    row.integer(length);
  }

  /** Writes the cells that say which window and slice it is. */
  void writeSlice(RowWriter row) throws IOException {
    row.timestamp(window.start());
    row.timestamp(window.end());
    row.text(slice.type());
    row.text(slice.name());
  }
}
