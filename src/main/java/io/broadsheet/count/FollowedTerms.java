package io.broadsheet.count;

import io.broadsheet.text.TextRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/** Tells {@link TermCountBlocks} the counts of a window's terms. */
final class FollowedTerms {
  /**
   * Whether terms are followed is asked for many at once, so that the processor waits only once.
   */
  private static final int AT_ONCE = 1 << 10;

  private final TermListing listing;
  private final TextRules text;
  private final Choice choice;
  private final TermCountBlocks blocks;
  private TermDictionary dictionary;
  private BitSet times;
  private long totalTerms;
  private final long[] hashes = new long[AT_ONCE];
  private final int[] followed = new int[AT_ONCE];

  /**
   * @param choice of terms of several words
   */
  FollowedTerms(TermListing listing, TextRules text, Choice choice, TermCountBlocks blocks) {
    this.listing = listing;
    this.text = text;
    this.choice = choice;
    this.blocks = blocks;
  }

  /** Tells which terms may be frequent enough. */
  interface Choice {
    /** All of them. */
    Choice ALL =
        (hashes, size, chosen) -> {
          Arrays.setAll(chosen, i -> i);
          return size;
        };

    /**
     * Chooses.
     *
     * @param hashes of the terms, as {@link WindowTerms#hash} makes them
     * @param size how many they are
     * @param chosen takes the places of those that may be, ascending
     * @return how many it took
     */
    int choose(long[] hashes, int size, int[] chosen);
  }

  /** Counts terms of one length, some after the others. */
  interface Counting {

    /**
     * Counts the terms of {@code n} words.
     *
     * @param counted takes counts in all articles of a window, each term's once
     */
    void count(int n, Consumer<TermCounter> counted);
  }

  /**
   * Adds a window.
   *
   * @param counting called for each n, ascending
   */
  void add(WindowArticles window, Counting counting) {
    dictionary = window.shard().dictionary();
    times = listing.hidesStopWords() ? window.counts().timeTerms() : null;
    blocks.beginWindow(window.start(), window.counts().all(1).totalDocs());
    for (int n = 1; n <= listing.longest(); n++) {
      blocks.beginLength(n);
      counting.count(n, this::add);
      blocks.endLength(totalTerms);
    }
    blocks.endWindow();
  }

  private void add(TermCounter counter) {
    WindowTerms terms = counter.windowTerms();
    totalTerms = counter.totalTerms();
    Choice its = terms.length() == 1 ? Choice.ALL : choice;
    int[] all = counter.terms();
    for (int from = 0; from < all.length; from += AT_ONCE) {
      int size = Math.min(AT_ONCE, all.length - from);
      for (int i = 0; i < size; i++) {
        hashes[i] = terms.hash(all[from + i]);
      }
      int found = its.choose(hashes, size, followed);
      for (int i = 0; i < found; i++) {
        add(counter, all[from + followed[i]], hashes[followed[i]]);
      }
    }
  }

  private void add(TermCounter counter, int term, long hash) {
    WindowTerms terms = counter.windowTerms();
    int[] words = terms.wordsOf(term);
    boolean isHidden =
        listing.hidesStopWords()
            && (counter.isStopWord(term)
                || (isTime(words)
                    && !text.removedStopWords()
                        .contains(new String(terms.text(term), StandardCharsets.UTF_8))));
    blocks.add(words, hash, counter.termCount(term), counter.docCount(term), isHidden);
  }

  /** Numbers and times come and go with the dates that articles mention, which is no trend. */
  private boolean isTime(int[] words) {
    for (int word : words) {
      if (!times.get(word) && !isNumber(word)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNumber(int word) {
    int start = dictionary.start(word);
    for (int i = start; i < start + dictionary.length(word); i++) {
      byte next = dictionary.arena()[i];
      if ((next < '0' || next > '9') && next != '.' && next != ',') {
        return false;
      }
    }
    return true;
  }
}
