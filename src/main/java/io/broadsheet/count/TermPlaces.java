package io.broadsheet.count;

/**
 * The places of some terms in a list, for passes over all words of many articles: nearly all of
 * them are not in the list, which a bit for each term tells.
 *
 * <p>Memory: 4 bytes and a bit for each term of the window.
 */
final class TermPlaces {
  private final TermSet listed = new TermSet();
  private int[] places = {};

  /** All listed terms are smaller; the frequent ones are, and most that are asked for are rare. */
  private int end;

  /**
   * Takes another list.
   *
   * @param size terms that may be asked for are smaller
   * @param list distinct terms, of which those that are not smaller are left out
   */
  void set(int size, int[] list) {
    listed.clear();
    listed.grow(size);
    if (places.length < size) {
      places = new int[size];
    }
    end = 0;
    for (int i = 0; i < list.length; i++) {
      if (list[i] < size) {
        end = Math.max(end, list[i] + 1);
        places[list[i]] = i;
        listed.add(list[i]);
      }
    }
  }

  /** The place of a term in the list, from 0; -1 if it is not there. */
  int of(int term) {
    return term < end && listed.contains(term) ? places[term] : -1;
  }
}
