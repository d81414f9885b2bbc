package io.broadsheet.count;

import io.broadsheet.stats.OverdispersedRate;
import io.broadsheet.stats.SparseTrend;
import io.broadsheet.window.WindowScheme;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * All windows of a run that have articles, in order, and what each is compared with.
 *
 * <p>Windows that slide overlap; no two that do are ever compared. With windows of 7 days every
 * day, there are 7 <em>tracks</em>, each of windows that follow each other without overlap, and
 * everything is done within a track. Windows that do not slide are one track.
 *
 * <p>Memory: some 100 bytes a window; nothing for windows without articles, however long the span.
 */
final class TrendWindows {
  private final long[] starts;
  private final long[] docs;
  private final int[] track;
  private final int[] place;
  private final int[] baselinePlace;
  private final int[] lastPlaceServed;
  private final long[] baselineDocs;
  private final double[] evenness;
  private final int[][] windowsByTrack;
  private final int lastTrack;
  private final SparseTrend.Times lastTrackTimes;

  /**
   * @param docsByStart articles of each window that has any
   */
  TrendWindows(SortedMap<Long, Long> docsByStart, WindowScheme scheme, TrendRules rules) {
    int count = docsByStart.size();
    starts = new long[count];
    docs = new long[count];
    track = new int[count];
    place = new int[count];
    baselinePlace = new int[count];
    lastPlaceServed = new int[count];
    baselineDocs = new long[count];
    evenness = new double[count];
    int i = 0;
    for (var window : docsByStart.entrySet()) {
      starts[i] = window.getKey();
      docs[i++] = window.getValue();
    }
    long[] numbers = numbers(scheme);
    int tracks = scheme.overlap();
    lastTrack = count == 0 ? 0 : (int) (numbers[count - 1] % tracks);
    int[] sizes = new int[tracks];
    for (i = 0; i < count; i++) {
      track[i] = (int) (numbers[i] % tracks);
      place[i] = sizes[track[i]]++;
    }
    windowsByTrack = new int[tracks][];
    for (int t = 0; t < tracks; t++) {
      windowsByTrack[t] = new int[sizes[t]];
    }
    for (i = 0; i < count; i++) {
      windowsByTrack[track[i]][place[i]] = i;
    }
    for (int[] windows : windowsByTrack) {
      setBaselines(windows, numbers, (long) rules.baseline() * tracks);
    }
    int[] last = windowsByTrack[lastTrack];
    long[] times = new long[last.length];
    for (int p = 0; p < times.length; p++) {
      times[p] = numbers[last[p]] / tracks;
    }
    lastTrackTimes = new SparseTrend.Times(times, rules.season());
  }

  /** The number of each window, counted from the first with those that have no articles. */
  private long[] numbers(WindowScheme scheme) {
    long[] numbers = new long[starts.length];
    if (starts.length == 0) {
      return numbers;
    }
    long start = starts[0];
    long number = 0;
    for (int i = 0; i < starts.length; i++) {
      while (start < starts[i]) {
        start = scheme.next(start);
        number++;
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private void setBaselines(int[] windows, long[] numbers, long reach) {
    int from = 0;
    for (int p = 0; p < windows.length; p++) {
      int window = windows[p];
      while (numbers[windows[from]] < numbers[window] - reach) {
        lastPlaceServed[windows[from]] = p - 1;
        from++;
      }
      baselinePlace[window] = from;
      long[] exposures = new long[p - from];
      for (int b = from; b < p; b++) {
        exposures[b - from] = docs[windows[b]];
        baselineDocs[window] += docs[windows[b]];
      }
      evenness[window] = OverdispersedRate.evenness(exposures);
    }
    for (int p = from; p < windows.length; p++) {
      lastPlaceServed[windows[p]] = windows.length - 1;
    }
  }

  int count() {
    return starts.length;
  }

  /** The number of the window that starts there. */
  int find(long start) {
    return Arrays.binarySearch(starts, start);
  }

  long start(int window) {
    return starts[window];
  }

  /** Its articles. */
  long docs(int window) {
    return docs[window];
  }

  int tracks() {
    return windowsByTrack.length;
  }

  int track(int window) {
    return track[window];
  }

  /** Its place among the windows of its track. */
  int place(int window) {
    return place[window];
  }

  /** The windows of a track. */
  int[] windowsOf(int someTrack) {
    return windowsByTrack[someTrack];
  }

  /** The place of the first window of its baseline, which ends just before {@link #place}. */
  int baselinePlace(int window) {
    return baselinePlace[window];
  }

  /** The place of the last window that has this one in its baseline, or is this one. */
  int lastPlaceServed(int window) {
    return lastPlaceServed[window];
  }

  /** How many windows its baseline has. */
  int baselineWindows(int window) {
    return place[window] - baselinePlace[window];
  }

  /** The articles of its baseline. */
  long baselineDocs(int window) {
    return baselineDocs[window];
  }

  /** See {@link OverdispersedRate#evenness}. */
  double evenness(int window) {
    return evenness[window];
  }

  /** The track that ends with the last window: that of whole-span measures. */
  int lastTrack() {
    return lastTrack;
  }

  SparseTrend.Times lastTrackTimes() {
    return lastTrackTimes;
  }
}
