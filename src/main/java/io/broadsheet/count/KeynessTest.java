package io.broadsheet.count;

import io.broadsheet.stats.LogLikelihood;
import java.util.Arrays;

/**
 * Compares the counts of all terms of a window in a slice and in the rest.
 *
 * <p>G² and what follows from it depend on a term's two counts alone, and most terms are rare, so
 * that each pair of counts is looked at once for all terms that have it. Of the terms that the
 * slice lacks only the most frequent can be listed, and the others matter by their number. Time: in
 * proportion to the terms of the slice. Memory: some 16 bytes for each of them, and some 60 for
 * each pair.
 */
final class KeynessTest {
  private static final int SMALL_TARGETS = 1 << 4;
  private static final int SMALL_REFERENCES = 1 << 8;

  private final TermCounter target;
  private final TermCounter all;
  private final TermFrequencies frequencies;
  private final TermListing listing;
  private final long targetTotal;
  private final long referenceTotal;
  private final PairTable pairs = new PairTable();

  /** The terms of the slice, and the pair of each. */
  private final int[] terms;

  private final int[] pairOfTerm;

  /**
   * @param frequencies of {@code all}
   */
  KeynessTest(
      TermCounter target, TermCounter all, TermFrequencies frequencies, TermListing listing) {
    this.target = target;
    this.all = all;
    this.frequencies = frequencies;
    this.listing = listing;
    this.targetTotal = target.totalTerms();
    this.referenceTotal = all.totalTerms() - targetTotal;
    this.terms = target.terms();
    this.pairOfTerm = new int[terms.length];
    int[] absent = frequencies.termsWithCount();
    for (int i = 0; i < terms.length; i++) {
      int targetCount = target.termCount(terms[i]);
      int allCount = all.termCount(terms[i]);
      absent[frequencies.placeOf(allCount)]--;
      pairOfTerm[i] = pairs.add(targetCount, allCount - targetCount, 1);
    }
    for (int place = 0; place < absent.length; place++) {
      if (absent[place] > 0) {
        pairs.add(0, frequencies.count(place), absent[place]);
      }
    }
    pairs.finish();
  }

  TermCounter target() {
    return target;
  }

  TermCounter all() {
    return all;
  }

  /** G² of a term, negative if it is rarer in the slice. */
  double g2(int term) {
    return pairs.g2[pair(term)];
  }

  /** The term's q value in the family of all terms of the window. */
  double qValue(int term) {
    return pairs.q[pair(term)];
  }

  /** A number that all terms with the same two counts share. */
  int pair(int term) {
    long targetCount = target.termCount(term);
    return pairs.find(targetCount, all.termCount(term) - targetCount);
  }

  /** The listed terms, in no order. */
  int[] listed() {
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

  /** Adds the terms of the slice that are more frequent there, and those that are rarer. */
  private void addPresent(Candidates frequent, Candidates rare) {
    for (int i = 0; i < terms.length; i++) {
      int pair = pairOfTerm[i];
      double g2 = pairs.g2[pair];
      long count = g2 < 0 ? pairs.references[pair] : pairs.targets[pair];
      if (g2 != 0 && count >= listing.minTermCount() && listing.isListable(all, terms[i])) {
        (g2 < 0 ? rare : frequent).add(pairs.places[pair], terms[i]);
      }
    }
  }

  /**
   * Adds the terms that the slice lacks: as many as can be listed, and those that tie with them.
   */
  private void addAbsent(Candidates candidates) {
    int last = 0;
    int enough = Math.addExact(candidates.size, Math.min(listing.top(), frequencies.size()));
    for (int i = 0; i < frequencies.size(); i++) {
      int term = frequencies.term(i);
      int count = all.termCount(term);
      if (count < listing.minTermCount() || (candidates.size >= enough && count < last)) {
        break;
      }
      if (target.termCount(term) == 0 && listing.isListable(all, term)) {
        int pair = pairs.find(0, count);
        if (pairs.g2[pair] < 0) {
          candidates.add(pairs.places[pair], term);
          last = count;
        }
      }
    }
  }

  /** The first by G², of ties those that are first in code-point order; in no order. */
  private int[] top(Candidates candidates) {
    long[] keys = Arrays.copyOf(candidates.keys, candidates.size);
    int[] top = new int[Math.min(keys.length, listing.top())];
    if (top.length == 0) {
      return top;
    }
    long last = Smallest.of(keys, top.length) >>> 32;
    int[] ties = new int[keys.length];
    int better = 0;
    int tied = 0;
    for (long key : keys) {
      if (key >>> 32 < last) {
        top[better++] = (int) key;
      } else if (key >>> 32 == last) {
        ties[tied++] = (int) key;
      }
    }
    int[] first = target.windowTerms().first(Arrays.copyOf(ties, tied), top.length - better);
    System.arraycopy(first, 0, top, better, first.length);
    return top;
  }

  /** The different pairs of counts, each with how many terms have it. */
  private final class PairTable {
    private long[] targets = new long[1 << 8];
    private long[] references = new long[1 << 8];
    private int[] termCounts = new int[1 << 8];
    private int[] slots = new int[1 << 10];

    /** The pairs of small counts, plus one; nearly all terms have one of them. */
    private final int[] small = new int[SMALL_TARGETS * SMALL_REFERENCES];

    private int size;
    private double[] g2 = {};
    private double[] q = {};

    /** For each pair the place of its G² in {@link #descending}. */
    private int[] places = {};

    /** The absolute values of G² that occur, descending. */
    private double[] descending = {};

    int find(long targetCount, long referenceCount) {
      return isSmall(targetCount, referenceCount)
          ? small[place(targetCount, referenceCount)] - 1
          : slots[slot(targetCount, referenceCount)] - 1;
    }

    private static boolean isSmall(long targetCount, long referenceCount) {
      return targetCount < SMALL_TARGETS && referenceCount < SMALL_REFERENCES;
    }

    private static int place(long smallTarget, long smallReference) {
      return (int) (smallTarget * SMALL_REFERENCES + smallReference);
    }

    private int slot(long targetCount, long referenceCount) {
      int mask = slots.length - 1;
      long mixed = (targetCount * 0x9E37_79B9_7F4A_7C15L) + referenceCount;
      int slot = (int) ((mixed * 0xC2B2_AE3D_27D4_EB4FL) >>> 33) & mask;
      while (slots[slot] != 0
          && (targets[slots[slot] - 1] != targetCount
              || references[slots[slot] - 1] != referenceCount)) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    /** Adds some terms and returns their pair. */
    int add(long targetCount, long referenceCount, int count) {
      int pair = find(targetCount, referenceCount);
      if (pair < 0) {
        pair = append(targetCount, referenceCount);
      }
      termCounts[pair] += count;
      return pair;
    }

    private int append(long targetCount, long referenceCount) {
      if (size == targets.length) {
        targets = Arrays.copyOf(targets, size * 2);
        references = Arrays.copyOf(references, size * 2);
        termCounts = Arrays.copyOf(termCounts, size * 2);
      }
      targets[size] = targetCount;
      references[size] = referenceCount;
      slots[slot(targetCount, referenceCount)] = ++size;
      if (isSmall(targetCount, referenceCount)) {
        small[place(targetCount, referenceCount)] = size;
      }
      if (size * 2 > slots.length) {
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
          slots[slot(targets[i], references[i])] = i + 1;
        }
      }
      return size - 1;
    }

    /** Works out G² and q of all pairs. */
    void finish() {
      g2 = new double[size];
      q = new double[size];
      descending = new double[size];
      for (int i = 0; i < size; i++) {
        g2[i] = LogLikelihood.keyness(targets[i], targetTotal, references[i], referenceTotal);
        descending[i] = Math.abs(g2[i]);
      }
      descending = distinctDescending(descending);
      places = new int[size];
      long[] termsByPlace = new long[descending.length];
      for (int i = 0; i < size; i++) {
        places[i] = place(Math.abs(g2[i]));
        termsByPlace[places[i]] += termCounts[i];
      }
      // Benjamini and Hochberg's step-up, of all terms with the same G² at once: they share the
      // largest of their ranks.
      double[] qByPlace = new double[descending.length];
      long family = frequencies.size();
      long rank = family;
      double smallest = 1;
      for (int place = descending.length - 1; place >= 0; place--) {
        double pValue = LogLikelihood.pValue(descending[place]);
        smallest = Math.min(smallest, pValue * family / rank);
        qByPlace[place] = smallest;
        rank -= termsByPlace[place];
      }
      for (int i = 0; i < size; i++) {
        q[i] = qByPlace[places[i]];
      }
    }

    /** The place of an absolute G² among those that occur, the largest first. */
    private int place(double absolute) {
      int low = 0;
      int high = descending.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (descending[middle] > absolute) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private static double[] distinctDescending(double[] values) {
      double[] ascending = values.clone();
      Arrays.sort(ascending);
      double[] distinct = new double[ascending.length];
      int count = 0;
      for (int i = ascending.length - 1; i >= 0; i--) {
        if (count == 0 || distinct[count - 1] != ascending[i]) {
          distinct[count++] = ascending[i];
        }
      }
      return Arrays.copyOf(distinct, count);
    }
  }
}
