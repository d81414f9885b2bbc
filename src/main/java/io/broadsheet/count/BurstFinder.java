package io.broadsheet.count;

import io.broadsheet.stats.Bursts;
import io.broadsheet.stats.Bursts.WindowBurst;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the bursts of terms over the windows that have articles. Most terms have none, which shows
 * without the automaton: no path through its states can save more, for each step up, than the best
 * stretch of windows saves in state 1, because each further state saves less than the one before.
 * That stretch is found in one pass over the windows that have the term.
 *
 * <p>Memory: 40 bytes a window.
 */
final class BurstFinder {
  /** Each level is this many times as frequent as the one below. */
  static final double FACTOR = 2;

  /** The price of a step up, in logarithms of the number of windows. */
  static final double PRICE = 1;

  /** Up to eight times the usual share. */
  static final int LEVELS = 3;

  private final TrendWindows windows;
  private final TrendRules rules;
  private final long[] docs;
  private final long[] docsBefore;
  private final long[] counts;

  BurstFinder(TrendWindows windows, TrendRules rules) {
    this.windows = windows;
    this.rules = rules;
    int[] track = windows.count() == 0 ? new int[0] : windows.windowsOf(windows.lastTrack());
    docs = new long[track.length];
    docsBefore = new long[track.length + 1];
    counts = new long[track.length];
    for (int place = 0; place < track.length; place++) {
      docs[place] = windows.docs(track[place]);
      docsBefore[place + 1] = docsBefore[place] + docs[place];
    }
  }

  /** The bursts of a term; windows are places in the last track. */
  List<WindowBurst> find(TermSeries series, int term) {
    int first = series.firstPair(term);
    int end = series.endPair(term);
    if (docs.length <= rules.atLeast()) {
      return List.of();
    }
    long count = 0;
    for (int pair = first; pair < end; pair++) {
      count += isInTrack(series, pair) ? series.docCount(pair) : 0;
    }
    if (count < rules.minDocs() || !mayBurst(series, first, end, count)) {
      return List.of();
    }
    Arrays.fill(counts, 0);
    for (int pair = first; pair < end; pair++) {
      if (isInTrack(series, pair)) {
        counts[windows.place(series.window(pair))] = series.docCount(pair);
      }
    }
    List<WindowBurst> found = Bursts.ofWindows(counts, docs, FACTOR, PRICE, LEVELS);
    if (found.isEmpty()) {
      return found;
    }
    int[] track = windows.windowsOf(windows.lastTrack());
    return found.stream()
        .filter(burst -> !isHidden(series, first, end, track[burst.first()]))
        .toList();
  }

  /** A burst begins in a window that has the term. */
  private static boolean isHidden(TermSeries series, int first, int end, int window) {
    for (int pair = first; pair < end; pair++) {
      if (series.window(pair) == window) {
        return series.isHidden(pair);
      }
    }
    return false;
  }

  private boolean isInTrack(TermSeries series, int pair) {
    return windows.track(series.window(pair)) == windows.lastTrack();
  }

  private boolean mayBurst(TermSeries series, int first, int end, long count) {
    double share = (double) count / docsBefore[docs.length];
    if (share * FACTOR >= 1) {
      return false;
    }
    double saved = StrictMath.log(FACTOR);
    double lost = -StrictMath.log1p(-share * (FACTOR - 1) / (1 - share));
    double best = 0;
    double stretch = 0;
    int behind = 0;
    for (int pair = first; pair < end; pair++) {
      if (!isInTrack(series, pair)) {
        continue;
      }
      int place = windows.place(series.window(pair));
      stretch = Math.max(0, stretch - lost * (docsBefore[place] - docsBefore[behind]));
      stretch += saved * series.docCount(pair) - lost * (docs[place] - series.docCount(pair));
      best = Math.max(best, stretch);
      stretch = Math.max(0, stretch);
      behind = place + 1;
    }
    // A little less than the price, for rounding.
    return best >= PRICE * StrictMath.log((double) docs.length) * (1 - 1e-9);
  }
}
