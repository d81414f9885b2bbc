package io.broadsheet.state;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which windows are closed: they were published so long ago that an article which is read only now
 * no longer changes them. Memory: 16 bytes for each closed window.
 */
public final class Lateness implements Serializable {
  private static final long serialVersionUID = 1;

  /** Starts of windows that close before the run, ascending. */
  private final long[] starts;

  /** When each closed: when it was published first, and as long as is allowed after. */
  private final long[] closings;

  private Lateness(long[] starts, long[] closings) {
    this.starts = starts;
    this.closings = closings;
  }

  /** No window is closed. */
  public static Lateness none() {
    return new Lateness(new long[0], new long[0]);
  }

  /**
   * The windows that a run finds closed.
   *
   * @param allowedMillis how long after its publication a window may still change
   * @param asOf the run's "now"
   */
  static Lateness of(SortedMap<Long, Manifest.MadeWindow> windows, long allowedMillis, long asOf) {
    TreeMap<Long, Long> closed = new TreeMap<>();
    windows.forEach(
        (start, window) -> {
          if (window.published() < asOf - allowedMillis) {
            closed.put(start, window.published() + allowedMillis);
          }
        });
    return new Lateness(
        closed.keySet().stream().mapToLong(Long::longValue).toArray(),
        closed.entrySet().stream().mapToLong(Map.Entry::getValue).toArray());
  }

  /**
   * Whether an article comes too late for all its windows.
   *
   * @param windows the starts of its windows
   * @param read the "now" of the run that first read its file
   */
  public boolean isLate(long[] windows, long read) {
    for (long window : windows) {
      int place = Arrays.binarySearch(starts, window);
      if (place < 0 || closings[place] >= read) {
        return false;
      }
    }
    return windows.length > 0;
  }
}
