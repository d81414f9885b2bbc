package io.broadsheet.count;

import io.broadsheet.stats.LogLikelihood;
import java.util.Arrays;

/**
 * The different pairs of a term's counts in a target and in a reference, each with how many terms
 * have it. G² and what follows from it depend on a term's two counts alone, and most terms are
 * rare, so that each pair is looked at once for all terms that have it.
 *
 * <p>Memory: some 70 bytes for each pair.
 */
final class CountPairs {
  private static final int SMALL_TARGETS = 1 << 4;
  private static final int SMALL_REFERENCES = 1 << 8;

  private final long targetTotal;
  private final long referenceTotal;
  private long[] targets = new long[1 << 8];
  private long[] references = new long[1 << 8];
  private long[] termCounts = new long[1 << 8];
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

  /**
   * @param targetTotal all occurrences of all terms in the target
   * @param referenceTotal in the reference, which has nothing in common with the target
   */
  CountPairs(long targetTotal, long referenceTotal) {
    this.targetTotal = targetTotal;
    this.referenceTotal = referenceTotal;
  }

  /** How many pairs there are. */
  int size() {
    return size;
  }

  long target(int pair) {
    return targets[pair];
  }

  long reference(int pair) {
    return references[pair];
  }

  /** G², negative if the pair's terms are rarer in the target. */
  double g2(int pair) {
    return g2[pair];
  }

  /** The q value in the family of all terms that were added. */
  double qValue(int pair) {
    return q[pair];
  }

  /** The pair's place by the size of G², the largest first; equal ones share a place. */
  int place(int pair) {
    return places[pair];
  }

  /** How many places there are. */
  int places() {
    return descending.length;
  }

  /** The pair of two counts; below 0 if no term with them was added. */
  int find(long target, long reference) {
    return isSmall(target, reference)
        ? small[smallPlace(target, reference)] - 1
        : slots[slot(target, reference)] - 1;
  }

  private static boolean isSmall(long target, long reference) {
    return target < SMALL_TARGETS && reference < SMALL_REFERENCES;
  }

  private static int smallPlace(long target, long reference) {
    return (int) (target * SMALL_REFERENCES + reference);
  }

  private int slot(long target, long reference) {
    int mask = slots.length - 1;
    long mixed = (target * 0x9E37_79B9_7F4A_7C15L) + reference;
    int slot = (int) ((mixed * 0xC2B2_AE3D_27D4_EB4FL) >>> 33) & mask;
    while (slots[slot] != 0
        && (targets[slots[slot] - 1] != target || references[slots[slot] - 1] != reference)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Adds {@code count} terms and returns their pair. */
  int add(long target, long reference, long count) {
    int pair = find(target, reference);
    if (pair < 0) {
      pair = append(target, reference);
    }
    termCounts[pair] += count;
    return pair;
  }

  /** Adds the terms that another has. */
  void addAll(CountPairs others) {
    for (int i = 0; i < others.size; i++) {
      add(others.targets[i], others.references[i], others.termCounts[i]);
    }
  }

  private int append(long target, long reference) {
    if (size == targets.length) {
      targets = Arrays.copyOf(targets, size * 2);
      references = Arrays.copyOf(references, size * 2);
      termCounts = Arrays.copyOf(termCounts, size * 2);
    }
    targets[size] = target;
    references[size] = reference;
    slots[slot(target, reference)] = ++size;
    if (isSmall(target, reference)) {
      small[smallPlace(target, reference)] = size;
    }
    if (size * 2 > slots.length) {
      slots = new int[slots.length * 2];
      for (int i = 0; i < size; i++) {
        slots[slot(targets[i], references[i])] = i + 1;
      }
    }
    return size - 1;
  }

  /** Works out G² and q of all pairs; nothing is added afterwards. */
  void finish() {
    g2 = new double[size];
    q = new double[size];
    descending = new double[size];
    long family = 0;
    for (int i = 0; i < size; i++) {
      g2[i] = LogLikelihood.keyness(targets[i], targetTotal, references[i], referenceTotal);
      descending[i] = Math.abs(g2[i]);
      family += termCounts[i];
    }
    descending = distinctDescending(descending);
    places = new int[size];
    long[] termsByPlace = new long[descending.length];
    for (int i = 0; i < size; i++) {
      places[i] = placeOf(Math.abs(g2[i]));
      termsByPlace[places[i]] += termCounts[i];
    }
    // Benjamini and Hochberg's step-up, of all terms with the same G² at once: they share the
    // largest of their ranks.
    double[] qByPlace = new double[descending.length];
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
  private int placeOf(double absolute) {
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
