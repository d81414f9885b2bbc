package io.broadsheet.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Kleinberg's bursts: stretches of time in which something happens more often than usual, nested by
 * how much. J. Kleinberg, "Bursty and hierarchical structure in streams", Proceedings of KDD
 * (2002); Data Mining and Knowledge Discovery 7 (2003).
 *
 * <p>Events come from an automaton whose state i has a rate sⁱ times the usual one. What is found
 * is the cheapest sequence of states: a state costs minus the logarithm of the likelihood of what
 * happened in it, a step up by one state costs {@code γ·ln n}, a step down nothing. The weight of a
 * burst is what its state saves over the state below.
 */
public final class Bursts {
  /** Beyond this factor over the usual rate (2¹⁰⁰ for s = 2) all gaps look alike. */
  private static final int MOST_STATES = 101;

  private Bursts() {}

  /**
   * A burst in a series of events.
   *
   * @param level 1 is the usual rate over the whole time, 2 a burst, 3 a burst inside it, and so on
   * @param start time of its first event
   * @param end time of its last event
   * @param weight what it saves over the level below; NaN for level 1
   */
  public record Burst(int level, double start, double end, double weight) {}

  /**
   * A burst in a series of windows.
   *
   * @param level 1 is a burst, 2 a burst inside it, and so on
   * @param first index of its first window
   * @param last index of its last window
   * @param weight what it saves over the level below
   */
  public record WindowBurst(int level, int first, int last, double weight) {}

  /**
   * Bursts of events, with as many states as the shortest gap can tell apart: {@code ⌈1 + log_s T +
   * log_s(1/shortest gap)⌉}, T being the whole time, at most 101. A gap x costs {@code α·x − ln α}
   * in a state of rate {@code α = sⁱ·n/T}, n being the number of gaps. Levels count from 1 for the
   * usual rate, as in the R package bursts. Time and memory are O(n · states), a byte each.
   *
   * @param times of the events, ascending, no two equal
   * @param s factor between the rates of neighbouring states, above 1; 2 is usual
   * @param gamma price of a step up, above 0; 1 is usual
   * @return in the order in which they start, outer ones first; empty without events
   */
  public static List<Burst> ofEvents(double[] times, double s, double gamma) {
    check(s, gamma);
    if (times.length == 0) {
      return List.of();
    }
    int gaps = times.length - 1;
    if (gaps == 0) {
      return List.of(new Burst(1, times[0], times[0], Double.NaN));
    }
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < gaps; i++) {
      if (!(times[i] < times[i + 1])) {
        throw new IllegalArgumentException(
            "event times must ascend, and no two be equal: " + times[i] + ", " + times[i + 1]);
      }
      shortest = StrictMath.min(shortest, times[i + 1] - times[i]);
    }
    double span = times[gaps] - times[0];
    double logS = StrictMath.log(s);
    int states =
        (int)
            StrictMath.min(
                MOST_STATES,
                StrictMath.ceil(1 + StrictMath.log(span) / logS - StrictMath.log(shortest) / logS));
    double[] rates = new double[states];
    double[] logRates = new double[states];
    for (int state = 0; state < states; state++) {
      rates[state] = StrictMath.pow(s, state) * gaps / span;
      logRates[state] = StrictMath.log(rates[state]);
    }
    double[] costs = new double[states];
    Automaton automaton = new Automaton(states, gaps, gamma * StrictMath.log(gaps));
    for (int i = 0; i < gaps; i++) {
      double gap = times[i + 1] - times[i];
      for (int state = 0; state < states; state++) {
        costs[state] = rates[state] * gap - logRates[state];
      }
      automaton.step(costs);
    }
    List<Burst> bursts = new ArrayList<>();
    bursts.add(new Burst(1, times[0], times[gaps], Double.NaN));
    for (WindowBurst burst : stretches(automaton.cheapest())) {
      double weight = 0;
      for (int i = burst.first(); i <= burst.last(); i++) {
        double gap = times[i + 1] - times[i];
        weight += logRates[burst.level()] - logRates[burst.level() - 1];
        weight -= (rates[burst.level()] - rates[burst.level() - 1]) * gap;
      }
      bursts.add(
          new Burst(burst.level() + 1, times[burst.first()], times[burst.last() + 1], weight));
    }
    return bursts;
  }

  /**
   * Bursts of a term over windows (the batched version of the paper's section 4): of {@code
   * documents[t]} documents of window t, {@code counts[t]} have the term. State i has the share
   * {@code pᵢ = p₀·sⁱ}, {@code p₀} being that of all windows together; states whose share would
   * reach 1 do not exist. A window costs {@code −(r·ln pᵢ + (d − r)·ln(1 − pᵢ))}. Time and memory
   * are O(windows · levels), a byte each.
   *
   * @param counts documents with the term, window by window
   * @param documents all documents of those windows; a window without any says nothing
   * @param s factor between the shares of neighbouring states, above 1; 2 is usual
   * @param gamma price of a step up, above 0; 1 is usual
   * @param levels how many states above the usual one, 1 to 100; the paper's batched version has 1
   * @return in the order in which they start, outer ones first; empty for a term that never or
   *     always occurs
   */
  public static List<WindowBurst> ofWindows(
      long[] counts, long[] documents, double s, double gamma, int levels) {
    check(s, gamma);
    Counts.checkLengths(counts.length, documents.length);
    if (levels < 1 || levels >= MOST_STATES) {
      throw new IllegalArgumentException("not a number of levels: " + levels);
    }
    long count = 0;
    long total = 0;
    for (int window = 0; window < counts.length; window++) {
      Counts.check(counts[window], documents[window]);
      count += counts[window];
      total += documents[window];
      Counts.check(total);
    }
    if (count == 0) {
      return List.of();
    }
    double share = (double) count / total;
    double[] shares = new double[levels + 1];
    int states = 0;
    while (states <= levels && share < 1) {
      shares[states++] = share;
      share *= s;
    }
    if (states < 2) {
      return List.of();
    }
    // What a document with the term saves in a state, and what one without it costs, over state 0.
    double[] saved = new double[states];
    double[] lost = new double[states];
    double logS = StrictMath.log(s);
    for (int state = 1; state < states; state++) {
      saved[state] = state * logS;
      lost[state] = -StrictMath.log1p(-(shares[state] - shares[0]) / (1 - shares[0]));
    }
    Automaton automaton =
        new Automaton(states, counts.length, gamma * StrictMath.log((double) counts.length));
    double[] costs = new double[states];
    for (int window = 0; window < counts.length; window++) {
      long without = documents[window] - counts[window];
      for (int state = 1; state < states; state++) {
        costs[state] = without * lost[state] - counts[window] * saved[state];
      }
      automaton.step(costs);
    }
    List<WindowBurst> bursts = new ArrayList<>();
    for (WindowBurst burst : stretches(automaton.cheapest())) {
      int level = burst.level();
      double weight = 0;
      for (int window = burst.first(); window <= burst.last(); window++) {
        weight += counts[window] * (saved[level] - saved[level - 1]);
        weight -= (documents[window] - counts[window]) * (lost[level] - lost[level - 1]);
      }
      bursts.add(new WindowBurst(level, burst.first(), burst.last(), weight));
    }
    return bursts;
  }

  private static void check(double s, double gamma) {
    if (!(s > 1 && gamma > 0)) {
      throw new IllegalArgumentException("not a factor and a price: " + s + ", " + gamma);
    }
  }

  /** The stretches of states of at least 1, 2, …, in the order in which they start. */
  private static List<WindowBurst> stretches(byte[] states) {
    List<WindowBurst> stretches = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i <= states.length; i++) {
      int state = i == states.length ? 0 : states[i];
      while (open.size() > state) {
        int place = open.pop();
        WindowBurst burst = stretches.get(place);
        stretches.set(place, new WindowBurst(burst.level(), burst.first(), i - 1, 0));
      }
      while (open.size() < state) {
        open.push(stretches.size());
        stretches.add(new WindowBurst(open.size(), i, i, 0));
      }
    }
    return stretches;
  }

  /**
   * The cheapest path through the states: A. J. Viterbi, IEEE Transactions on Information Theory 13
   * (1967). Among equally cheap paths the lower state wins.
   */
  private static final class Automaton {
    private final int states;
    private final double priceOfAStep;
    private final byte[] before;
    private double[] best;
    private double[] next;
    private int steps;

    Automaton(int states, int length, double priceOfAStep) {
      this.states = states;
      this.priceOfAStep = priceOfAStep;
      this.before = new byte[StrictMath.multiplyExact(states, length)];
      this.best = new double[states];
      this.next = new double[states];
      Arrays.fill(best, 1, states, Double.POSITIVE_INFINITY);
    }

    void step(double[] costs) {
      int row = steps++ * states;
      // Down, or staying: the cheapest of this state and those above.
      double cheapest = Double.POSITIVE_INFINITY;
      int from = states - 1;
      for (int state = states - 1; state >= 0; state--) {
        if (best[state] <= cheapest) {
          cheapest = best[state];
          from = state;
        }
        next[state] = cheapest;
        before[row + state] = (byte) from;
      }
      // Up: the cheapest of the states below, with a price for each step.
      cheapest = Double.POSITIVE_INFINITY;
      from = 0;
      for (int state = 0; state < states; state++) {
        if (cheapest <= next[state]) {
          next[state] = cheapest;
          before[row + state] = (byte) from;
        }
        if (best[state] < cheapest) {
          cheapest = best[state];
          from = state;
        }
        cheapest += priceOfAStep;
        next[state] += costs[state];
      }
      double[] swapped = best;
      best = next;
      next = swapped;
    }

    byte[] cheapest() {
      int state = 0;
      for (int other = 1; other < states; other++) {
        if (best[other] < best[state]) {
          state = other;
        }
      }
      byte[] path = new byte[steps];
      for (int i = steps - 1; i >= 0; i--) {
        path[i] = (byte) state;
        state = before[i * states + state];
      }
      return path;
    }
  }
}
