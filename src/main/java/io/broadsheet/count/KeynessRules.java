package io.broadsheet.count;

import java.io.Serializable;

/**
 * How slices are compared with something else.
 *
 * @param priorWeight how many words of prior knowledge the log-odds have: α₀ of {@link
 *     io.broadsheet.stats.LogOdds}
 * @param minDocs in how many articles of the slice a term must be to be listed as more frequent,
 *     and of the window to be listed as less frequent, where they have so many; if every term is
 *     listed, it does not matter
 * @param top how many terms are listed of each direction
 * @param reference what they are compared with
 */
public record KeynessRules(double priorWeight, int minDocs, int top, Reference reference)
    implements Serializable {

  /**
   * What slices are compared with: the rest of their window if nothing is given here.
   *
   * @param outlet an outlet in the same window; empty for none
   * @param windowsFrom start of the first of the windows whose articles they are compared with
   * @param windowsEnd end of the last; the same as the start for none
   * @param file a file of terms and their counts; empty for none
   */
  public record Reference(String outlet, long windowsFrom, long windowsEnd, String file)
      implements Serializable {

    /** The rest of the window. */
    public static final Reference REST = new Reference("", 0, 0, "");

    /** An outlet in the same window. */
    public static Reference ofOutlet(String outlet) {
      return new Reference(outlet, 0, 0, "");
    }

    /**
     * All articles of earlier windows: of all that start from one instant on and before another.
     */
    public static Reference ofWindows(long from, long end) {
      return new Reference("", from, end, "");
    }

    /** A {@link FrequencyFile}. */
    public static Reference ofFile(String file) {
      return new Reference("", 0, 0, file);
    }

    boolean isOutlet() {
      return !outlet.isEmpty();
    }

    boolean isOfWindows() {
      return windowsFrom < windowsEnd;
    }

    /** Whether a window is one of those that others are compared with. */
    boolean hasWindow(long start) {
      return start >= windowsFrom && start < windowsEnd;
    }

    boolean isFile() {
      return !file.isEmpty();
    }

    /** Whether it is a {@link FrequencyList}, which stands outside the window. */
    public boolean isList() {
      return isOfWindows() || isFile();
    }
  }
}
