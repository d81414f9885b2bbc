package io.broadsheet.count;

import java.util.Arrays;

/**
 * Compares the counts of all terms in a slice and in a reference.
 *
 * <p>Of the terms that the slice lacks only the most frequent can be listed, and the others matter
 * by their number. Time: in proportion to the terms of the slice. Memory: some 8 bytes for each of
 * them, and {@link CountPairs}.
 */
final class KeynessTest {
  private static final int DIRECTIONS = 2;
  private static final int MORE = 1;
  private static final int LESS = 2;

  private final TermCounter target;
  private final KeynessReference reference;
  private final long minTermCount;
  private final int top;
  private final CountPairs pairs;

  /** The terms of the slice, but for those of which none is listed and all have the same counts. */
  private final int[] terms;

  /** The pair of each above the directions in which it may be listed. */
  private final int[] pairOfTerm;

  /** For each pair how many terms of the slice have it and may be listed as more frequent. */
  private int[] mayBeMore = new int[1 << 8];

  /** The same for less frequent. */
  private int[] mayBeLess = new int[1 << 8];

  private final int minDocs;

  /** Of all terms that q values are about. */
  private CountPairs family;

  /**
   * @param minTermCount the smallest count listed
   * @param rules which terms are listed
   */
  KeynessTest(
      TermCounter target, KeynessReference reference, long minTermCount, KeynessRules rules) {
    this.target = target;
    this.reference = reference;
    this.minTermCount = minTermCount;
    this.top = rules.top();
    this.pairs = new CountPairs(target.totalTerms(), referenceTotal());
    this.minDocs =
        top == Integer.MAX_VALUE
            ? 1
            : Math.min(rules.minDocs(), Math.min(target.totalDocs(), referenceDocs()));
    boolean areAlikeOnce = reference.includesTarget() && this.minDocs > 1 && target.onceTerms() > 0;
    this.terms = areAlikeOnce ? target.repeatedTerms() : target.terms();
    this.pairOfTerm = new int[terms.length];
    TermFrequencies frequencies = reference.frequencies();
    int[] absent = frequencies.termsWithCount();
    if (areAlikeOnce) {
      absent[frequencies.placeOf(1)] -= target.onceTerms();
      pairs.add(1, 0, target.onceTerms());
    }
    for (int i = 0; i < terms.length; i++) {
      long targetCount = target.termCount(terms[i]);
      long count = reference.count(terms[i]);
      if (count > 0) {
        absent[frequencies.placeOf(count)]--;
      }
      int pair = pairs.add(targetCount, withoutTarget(count, targetCount), 1);
      int less = reference.isListable(terms[i], this.minDocs) ? LESS : 0;
      int more = less != 0 && target.docCount(terms[i]) >= this.minDocs ? MORE : 0;
      pairOfTerm[i] = (pair << DIRECTIONS) | more | less;
      if (pair >= mayBeLess.length) {
        mayBeMore = Arrays.copyOf(mayBeMore, mayBeMore.length * 2);
        mayBeLess = Arrays.copyOf(mayBeLess, mayBeLess.length * 2);
      }
      mayBeMore[pair] += more;
      mayBeLess[pair] += less >>> 1;
    }
    for (int place = 0; place < absent.length; place++) {
      if (absent[place] > 0) {
        pairs.add(0, frequencies.count(place), absent[place]);
      }
    }
    mayBeMore = Arrays.copyOf(mayBeMore, pairs.size());
    mayBeLess = Arrays.copyOf(mayBeLess, pairs.size());
    pairs.finish();
    family = pairs;
  }

  TermCounter target() {
    return target;
  }

  KeynessReference reference() {
    return reference;
  }

  /** A term's occurrences in the slice. */
  long targetCount(int term) {
    return term < target.windowTerms().size() ? target.termCount(term) : 0;
  }

  /** A term's occurrences in what the slice is compared with. */
  long referenceCount(int term) {
    return withoutTarget(reference.count(term), targetCount(term));
  }

  /** All occurrences of all terms in what the slice is compared with. */
  long referenceTotal() {
    return withoutTarget(reference.totalTerms(), target.totalTerms());
  }

  private int referenceDocs() {
    return reference.includesTarget()
        ? reference.totalDocs() - target.totalDocs()
        : reference.totalDocs();
  }

  private long withoutTarget(long referenceCount, long targetCount) {
    return reference.includesTarget() ? referenceCount - targetCount : referenceCount;
  }

  /** G² of a term, negative if it is rarer in the slice. */
  double g2(int term) {
    return pairs.g2(pair(term));
  }

  /** The term's q value in the family of all terms of slice and reference. */
  double qValue(int term) {
    return family.qValue(family.find(targetCount(term), referenceCount(term)));
  }

  /** How many {@link #pair}s of counts there are. */
  int pairs() {
    return pairs.size();
  }

  /** A number that all terms with the same two counts share. */
  int pair(int term) {
    return pairs.find(targetCount(term), referenceCount(term));
  }

  /** A family of the same totals, without a term. */
  CountPairs newFamily() {
    return new CountPairs(target.totalTerms(), referenceTotal());
  }

  /** Adds the terms that were compared to a family of more. */
  void addTo(CountPairs others) {
    others.addAll(pairs);
  }

  /**
   * Says of which family the compared terms are, where they are not all of it.
   *
   * @param all it, finished
   */
  KeynessTest inFamily(CountPairs all) {
    family = all;
    return this;
  }

  /** The listed terms, in code-point order. */
  int[] listed() {
    return reference.inOrder(foremost());
  }

  /** The same in no order. */
  int[] foremost() {
    Candidates frequent = new Candidates();
    Candidates rare = new Candidates();
    addPresent(frequent, rare);
    addAbsent(rare);
    int[] more = top(frequent);
    int[] less = top(rare);
    int[] listed = Arrays.copyOf(more, more.length + less.length);
    System.arraycopy(less, 0, listed, more.length, less.length);
    return listed;
  }

  /** Terms that may be listed, each below the place of its G². */
  private static final class Candidates {
    private long[] keys = new long[1 << 8];
    private int size;

    void add(int place, int term) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
      }
      keys[size++] = ((long) place << 32) | term;
    }
  }

  /**
   * Adds the terms of the slice that are more frequent there, and those that are rarer: of each as
   * many as can be listed, and those that tie with them.
   */
  private void addPresent(Candidates frequent, Candidates rare) {
    boolean[] isWanted = new boolean[pairs.size()];
    markForemost(MORE, mayBeMore, isWanted);
    markForemost(LESS, mayBeLess, isWanted);
    for (int i = 0; i < terms.length; i++) {
      int pair = pairOfTerm[i] >>> DIRECTIONS;
      if (isWanted[pair]) {
        boolean isRarer = pairs.g2(pair) < 0;
        if ((pairOfTerm[i] & (isRarer ? LESS : MORE)) != 0) {
          (isRarer ? rare : frequent).add(pairs.place(pair), terms[i]);
        }
      }
    }
  }

  /** Marks the pairs of the terms with the largest G² of one direction. */
  private void markForemost(int direction, int[] listable, boolean[] isWanted) {
    int[] termsByPlace = new int[pairs.places()];
    for (int pair = 0; pair < isWanted.length; pair++) {
      if (isOfDirection(pair, direction)) {
        termsByPlace[pairs.place(pair)] += listable[pair];
      }
    }
    int last = 0;
    long found = 0;
    while (last < termsByPlace.length && found < top) {
      found += termsByPlace[last++];
    }
    for (int pair = 0; pair < isWanted.length; pair++) {
      isWanted[pair] |= isOfDirection(pair, direction) && pairs.place(pair) < last;
    }
  }

  private boolean isOfDirection(int pair, int direction) {
    double g2 = pairs.g2(pair);
    return direction == LESS
        ? g2 < 0 && pairs.reference(pair) >= minTermCount
        : g2 > 0 && pairs.target(pair) >= minTermCount;
  }

  /**
   * Adds the terms that the slice lacks: as many as can be listed, and those that tie with them.
   */
  private void addAbsent(Candidates candidates) {
    TermFrequencies frequencies = reference.frequencies();
    long last = 0;
    int enough = Math.addExact(candidates.size, Math.min(top, frequencies.size()));
    for (int i = 0; i < frequencies.size(); i++) {
      int term = reference.byFrequency(i);
      long count = reference.count(term);
      if (count < minTermCount || (candidates.size >= enough && count < last)) {
        break;
      }
      if (targetCount(term) == 0 && reference.isListable(term, minDocs)) {
        int pair = pairs.find(0, count);
        if (pairs.g2(pair) < 0) {
          candidates.add(pairs.place(pair), term);
          last = count;
        }
      }
    }
  }

  /** The first by G², of ties those that are first in code-point order; in no order. */
  private int[] top(Candidates candidates) {
    long[] keys = Arrays.copyOf(candidates.keys, candidates.size);
    int[] foremost = new int[Math.min(keys.length, top)];
    if (foremost.length == 0) {
      return foremost;
    }
    long last = Smallest.of(keys, foremost.length) >>> 32;
    int[] ties = new int[keys.length];
    int better = 0;
    int tied = 0;
    for (long key : keys) {
      if (key >>> 32 < last) {
        foremost[better++] = (int) key;
      } else if (key >>> 32 == last) {
        ties[tied++] = (int) key;
      }
    }
    int[] first = reference.first(Arrays.copyOf(ties, tied), foremost.length - better);
    System.arraycopy(first, 0, foremost, better, first.length);
    return foremost;
  }
}
