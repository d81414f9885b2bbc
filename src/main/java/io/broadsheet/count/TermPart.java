package io.broadsheet.count;

import java.util.BitSet;

/**
 * A part of all terms, by their hashes.
 *
 * @param number from 0
 * @param of how many parts there are
 */
record TermPart(int number, int of) implements TermChoice {
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  /**
   * Whether a term is in this part.
   *
   * @param hash as {@link WordSequences#hash} makes it
   */
  boolean has(long hash) {
    return (((hash * SPREAD) >>> 32) * of) >>> 32 == number;
  }

  @Override
  public WindowTerms of(WindowTerms words, int n) {
    return words.part(n, this);
  }

  @Override
  public BitSet of(FrequencyList.Length list, int n, TermDictionary words) {
    BitSet its = new BitSet();
    int[] sequence = new int[n];
    TermDictionary terms = list.terms();
    for (int term = 0; term < terms.size(); term++) {
      boolean isKnown =
          words.findAll(terms.arena(), terms.start(term), terms.length(term), sequence);
      // What the window can't have may be in any part, but in one alone.
      its.set(term, isKnown ? has(WordSequences.hash(sequence)) : number == 0);
    }
    return its;
  }
}
