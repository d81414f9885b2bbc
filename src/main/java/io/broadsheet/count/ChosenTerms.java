package io.broadsheet.count;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A few terms, by n.
 *
 * <p>Memory: {@link WordSequences}, and 4 bytes for each word of the window and n if places are
 * kept.
 */
final class ChosenTerms implements TermChoice {
  private final boolean keepsPlaces;
  private final Map<Integer, WordSequences> terms;
  private final Map<Integer, BitSet> listed = new HashMap<>();

  /**
   * @param keepsPlaces whether the window's places are kept; else a term is looked up whenever it
   *     is asked for
   */
  ChosenTerms(boolean keepsPlaces) {
    this(keepsPlaces, new HashMap<>());
  }

  /**
   * @param terms those of the window
   */
  ChosenTerms(boolean keepsPlaces, Map<Integer, WordSequences> terms) {
    this.keepsPlaces = keepsPlaces;
    this.terms = terms;
  }

  /** Adds a term of a window, by its words. */
  void add(int[] words) {
    terms.computeIfAbsent(words.length, WordSequences::new).add(words, WordSequences.hash(words));
  }

  /** Adds a term of a list. */
  void addListed(int n, int term) {
    listed.computeIfAbsent(n, length -> new BitSet()).set(term);
  }

  @Override
  public WindowTerms of(WindowTerms words, int n) {
    WordSequences its = terms.getOrDefault(n, new WordSequences(n));
    return keepsPlaces ? words.some(its) : words.sought(its);
  }

  @Override
  public BitSet of(FrequencyList.Length list, int n, TermDictionary words) {
    return listed.getOrDefault(n, new BitSet());
  }
}
