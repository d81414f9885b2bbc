package io.broadsheet.count;

import io.broadsheet.stats.LogLikelihood;
import java.util.Arrays;

/**
 * Compares the counts of all terms of a window in a slice and in the rest.
 *
 * <p>G² and what follows from it depend on a term's two counts alone, and most terms are rare, so
 * that each pair of counts is looked at once for all terms that have it. Time: in proportion to the
 * terms of the window. Memory: 8 bytes for each of them, and some 60 for each pair.
 */
final class KeynessTest {
  private final TermCounter target;
  private final TermCounter all;
  private final TermListing listing;
  private final long targetTotal;
  private final long referenceTotal;
  private final PairTable pairs = new PairTable();

  /** All terms of the window, and the pair of each. */
  private final int[] terms;

  private final int[] pairOfTerm;

  KeynessTest(TermCounter target, TermCounter all, TermListing listing) {
    this.target = target;
    this.all = all;
    this.listing = listing;
    this.targetTotal = target.totalTerms();
    this.referenceTotal = all.totalTerms() - targetTotal;
    this.terms = all.terms();
    this.pairOfTerm = new int[terms.length];
    for (int i = 0; i < terms.length; i++) {
      long targetCount = target.termCount(terms[i]);
      pairOfTerm[i] = pairs.add(targetCount, all.termCount(terms[i]) - targetCount);
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

  private int pair(int term) {
    long targetCount = target.termCount(term);
    return pairs.find(targetCount, all.termCount(term) - targetCount);
  }

  /** The listed terms, in no order. */
  int[] listed() {
    int[] more = top(false);
    int[] less = top(true);
    int[] listed = Arrays.copyOf(more, more.length + less.length);
    System.arraycopy(less, 0, listed, more.length, less.length);
    return listed;
  }

  private boolean isListable(int i, boolean isRarer) {
    int pair = pairOfTerm[i];
    boolean hasDirection = isRarer ? pairs.g2[pair] < 0 : pairs.g2[pair] > 0;
    long count = isRarer ? pairs.references[pair] : pairs.targets[pair];
    return hasDirection && count >= listing.minTermCount() && listing.isListable(all, terms[i]);
  }

  /** The first of the terms of one direction by G², ties in code-point order. */
  private int[] top(boolean isRarer) {
    int[] termsByPlace = new int[pairs.descending.length];
    int listable = 0;
    for (int i = 0; i < terms.length; i++) {
      if (isListable(i, isRarer)) {
        termsByPlace[pairs.places[pairOfTerm[i]]]++;
        listable++;
      }
    }
    int lastPlace = -1;
    int enough = 0;
    while (enough < Math.min(listing.top(), listable)) {
      enough += termsByPlace[++lastPlace];
    }
    long[] keys = new long[enough];
    int kept = 0;
    for (int i = 0; i < terms.length && kept < enough; i++) {
      int place = pairs.places[pairOfTerm[i]];
      if (place <= lastPlace && isListable(i, isRarer)) {
        keys[kept++] = ((long) place << 32) | terms[i];
      }
    }
    Arrays.sort(keys);
    int size = Math.min(keys.length, listing.top());
    int[] top = new int[size];
    for (int i = 0; i < size; i++) {
      top[i] = (int) keys[i];
    }
    if (size == keys.length) {
      return top;
    }
    // Terms that tie with the last of them: those that are first in code-point order stay.
    long tied = keys[size - 1] >>> 32;
    int from = size - 1;
    while (from > 0 && keys[from - 1] >>> 32 == tied) {
      from--;
    }
    int to = size;
    while (to < keys.length && keys[to] >>> 32 == tied) {
      to++;
    }
    int[] ties = new int[to - from];
    for (int i = from; i < to; i++) {
      ties[i - from] = (int) keys[i];
    }
    System.arraycopy(target.windowTerms().inOrder(ties), 0, top, from, size - from);
    return top;
  }

  /** The different pairs of counts, each with how many terms have it. */
  private final class PairTable {
    private long[] targets = new long[1 << 8];
    private long[] references = new long[1 << 8];
    private int[] termCounts = new int[1 << 8];
    private int[] slots = new int[1 << 10];
    private int size;
    private double[] g2 = {};
    private double[] q = {};

    /** For each pair the place of its G² in {@link #descending}. */
    private int[] places = {};

    /** The absolute values of G² that occur, descending. */
    private double[] descending = {};

    int find(long targetCount, long referenceCount) {
      int slot = slot(targetCount, referenceCount);
      return slots[slot] - 1;
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

    /** Adds a term and returns its pair. */
    int add(long targetCount, long referenceCount) {
      int slot = slot(targetCount, referenceCount);
      int pair = slots[slot] - 1;
      if (pair < 0) {
        pair = append(targetCount, referenceCount, slot);
      }
      termCounts[pair]++;
      return pair;
    }

    private int append(long targetCount, long referenceCount, int slot) {
      if (size == targets.length) {
        targets = Arrays.copyOf(targets, size * 2);
        references = Arrays.copyOf(references, size * 2);
        termCounts = Arrays.copyOf(termCounts, size * 2);
      }
      targets[size] = targetCount;
      references[size] = referenceCount;
      slots[slot] = ++size;
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
      long rank = terms.length;
      double smallest = 1;
      for (int place = descending.length - 1; place >= 0; place--) {
        double pValue = LogLikelihood.pValue(descending[place]);
        smallest = Math.min(smallest, pValue * terms.length / rank);
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
