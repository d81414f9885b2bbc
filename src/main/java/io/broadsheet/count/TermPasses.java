package io.broadsheet.count;

import io.broadsheet.count.WindowArticles.Slice;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts the terms of several words of a window that has too many to count them at once: in passes
 * over the window's words, each of which counts a part of the terms, by their hashes. A term is in
 * one part with all its occurrences, so its counts are exact.
 *
 * <p>What a slice lists is the foremost of what is foremost in a part. Of the other terms it is
 * kept how many have each pair of counts, for q values are about all of them. In the end the terms
 * that any slice may list are {@link #chosen}, and whoever counts these alone writes the same rows.
 *
 * <p>Memory: some 150 bytes for each distinct term of a part, which are no more than {@code
 * mostTerms} / {@value #PARTS}; 28 bytes for each pair of counts of a slice and n, and some 30 kB
 * beside; and the chosen terms at {@link WordSequences} and {@link TermCounter}. Where every term
 * is listed, all of them are chosen, and only what is rarer than the smallest listed count is
 * saved.
 *
 * <p>Time: each pass hashes all words and counts its own part; three passes more for the rows.
 */
final class TermPasses {

  /** Windows with no more terms than these, all lengths together, are counted at once. */
  static final int MOST_TERMS = 1 << 25;

  private static final int PARTS = 16;

  private final WindowArticles window;
  private final List<Slice> slices;
  private final TermListing listing;
  private final KeynessRules keyness;
  private final FrequencyList reference;
  private final int parts;
  private final ChosenTerms chosen;

  /** By n, from 2 on. */
  private final List<IdentityHashMap<Slice, CountPairs>> families = new ArrayList<>();

  /**
   * @param slices those that are listed
   * @param keyness how they are compared; null if they are not
   * @param reference what they are compared with, if that is a list
   * @param mostTerms what the window has more of, see {@link #areNeeded}
   */
  TermPasses(
      WindowArticles window,
      List<Slice> slices,
      TermListing listing,
      KeynessRules keyness,
      FrequencyList reference,
      int mostTerms) {
    this.window = window;
    this.slices = slices;
    this.listing = listing;
    this.keyness = keyness;
    this.reference = reference;
    this.parts = 1 + window.counts().terms(1).places() / Math.max(1, mostTerms / PARTS);
    this.chosen = new ChosenTerms(false);
  }

  /**
   * Whether a window has too many terms to count them at once.
   *
   * @param longest how many words the longest have
   * @param mostTerms how many terms of all lengths are counted at once, every occurrence being one
   */
  static boolean areNeeded(WindowTerms words, int longest, int mostTerms) {
    return longest > 1 && (long) words.places() * longest > mostTerms;
  }

  /** Counts the terms of all lengths. */
  void count() {
    for (int n = 1; n <= listing.longest(); n++) {
      count(n, counter -> {});
    }
  }

  /**
   * Counts the terms of {@code n} words; n ascends.
   *
   * @param counted takes the counts of each part in all articles of the window
   */
  void count(int n, Consumer<TermCounter> counted) {
    if (n == 1) {
      counted.accept(window.counts().all(1));
      return;
    }
    List<Candidates> ofSlices = new ArrayList<>();
    slices.forEach(slice -> ofSlices.add(new Candidates(n)));
    for (int part = 0; part < parts; part++) {
      WindowArticles its = window.with(window.counts().of(new TermPart(part, parts)));
      counted.accept(its.counts().all(n));
      for (int i = 0; i < slices.size(); i++) {
        ofSlices.get(i).add(new SliceTerms(its, slices.get(i), n, listing, keyness, reference));
      }
    }
    IdentityHashMap<Slice, CountPairs> ofLength = new IdentityHashMap<>();
    for (int i = 0; i < slices.size(); i++) {
      ofSlices.get(i).finish();
      ofLength.put(slices.get(i), ofSlices.get(i).family);
    }
    families.add(ofLength);
  }

  /** The window with the counts of the terms that slices may list. */
  WindowArticles chosen() {
    return window.with(window.counts().of(chosen));
  }

  /** All terms of {@code n} words that a slice is compared by; null if these are at hand. */
  CountPairs family(Slice slice, int n) {
    CountPairs family = n == 1 ? null : families.get(n - 2).remove(slice);
    if (family != null) {
      family.finish();
    }
    return family;
  }

  /** What a slice may list of the terms of one length. */
  private final class Candidates {
    private final int n;
    private final ForemostTerms frequent = new ForemostTerms(listing.top(), this::choose);
    private ForemostTerms more;
    private ForemostTerms less;
    private CountPairs family;

    Candidates(int n) {
      this.n = n;
    }

    void add(SliceTerms slice) {
      TermCounter counter = slice.counter();
      for (int term : listing.foremost(counter)) {
        long score = ((long) counter.termCount(term) << 32) | counter.docCount(term);
        if (frequent.mayHave(score)) {
          frequent.offer(
              term(score, counter.windowTerms(), term, counter.windowTerms().text(term)));
        }
      }
      if (!slice.hasReference()) {
        return;
      }
      KeynessTest test = slice.keyness();
      if (family == null) {
        family = test.newFamily();
        more = new ForemostTerms(keyness.top(), this::choose);
        less = new ForemostTerms(keyness.top(), this::choose);
      }
      test.addTo(family);
      for (int term : test.foremost()) {
        ForemostTerms direction = test.g2(term) < 0 ? less : more;
        long score = Double.doubleToLongBits(Math.abs(test.g2(term)));
        if (direction.mayHave(score)) {
          direction.offer(term(score, slice.terms(), term, test.reference().text(term)));
        }
      }
    }

    private ForemostTerms.Term term(long score, WindowTerms terms, int term, byte[] text) {
      int[] words = term < terms.size() ? terms.wordsOf(term).clone() : null;
      return new ForemostTerms.Term(score, text, words);
    }

    private void choose(ForemostTerms.Term term) {
      if (term.words != null) {
        chosen.add(term.words);
      }
      int listed =
          keyness == null || reference == null ? -1 : reference.length(n).terms().find(term.text);
      if (listed >= 0) {
        chosen.addListed(n, listed);
      }
    }

    void finish() {
      frequent.finish();
      if (family != null) {
        more.finish();
        less.finish();
      }
    }
  }
}
