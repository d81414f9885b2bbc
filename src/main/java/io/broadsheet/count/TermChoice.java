package io.broadsheet.count;

import java.util.BitSet;

/** Which terms of several words are counted, where not all of a window are at once. */
interface TermChoice {

  /**
   * The terms of {@code n} words.
   *
   * @param words those of the window
   */
  WindowTerms of(WindowTerms words, int n);

  /**
   * Those of them that a list has, also if the window lacks them.
   *
   * @param words what words of the window are numbers of
   * @return their numbers in the list
   */
  BitSet of(FrequencyList.Length list, int n, TermDictionary words);
}
