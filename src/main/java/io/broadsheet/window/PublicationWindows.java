package io.broadsheet.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.joda.time.Instant;

/**
 * Puts elements into windows by their timestamp, which is the publication date.
 *
 * <pre>{@code
 * articles.apply("WindowByPublicationDate", Window.into(PublicationWindows.of(job.windows())));
 * }</pre>
 *
 * <p>An element without a timestamp of its own has Beam's earliest one, and is refused with an
 * {@link IllegalArgumentException}, like any whose window reaches beyond the timestamps that Beam
 * knows (290,000 years either way): set undated articles aside first.
 *
 * <p>As a side input, the windows of a scheme are looked up by the last instant of the main window;
 * of several that contain it, the first is taken, so a window finds itself.
 */
public final class PublicationWindows extends NonMergingWindowFn<Object, IntervalWindow> {
  private static final long serialVersionUID = 1;

  private final WindowScheme scheme;
  private final boolean inRuns;

  private PublicationWindows(WindowScheme scheme, boolean inRuns) {
    this.scheme = Objects.requireNonNull(scheme, "scheme");
    this.inRuns = inRuns;
  }

  /** The report windows themselves, several for an element if the scheme slides: for streams. */
  public static PublicationWindows of(WindowScheme scheme) {
    return new PublicationWindows(scheme, false);
  }

  /**
   * The scheme's runs of report windows ({@link WindowScheme#runStart}), one for an element: for
   * batches, because a runner pays for every pair of key and window.
   */
  public static PublicationWindows inRuns(WindowScheme scheme) {
    return new PublicationWindows(scheme, true);
  }

  @Override
  public Collection<IntervalWindow> assignWindows(AssignContext context) {
    return windowsAt(context.timestamp().getMillis());
  }

  private List<IntervalWindow> windowsAt(long epochMillis) {
    if (inRuns) {
      return List.of(window(scheme.runStart(epochMillis), scheme.runEnd(epochMillis)));
    }
    long[] starts = scheme.startsContaining(epochMillis);
    List<IntervalWindow> windows = new ArrayList<>(starts.length);
    long end = scheme.end(starts[0]);
    for (long start : starts) {
      windows.add(window(start, end));
      // Ends follow each other as starts do: both are edges of periods.
      end = scheme.next(end);
    }
    return windows;
  }

  private IntervalWindow window(long start, long end) {
    if (start < BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()
        || end > BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis()) {
      throw new IllegalArgumentException(
          "The window from "
              + scheme.format(start)
              + " to "
              + scheme.format(end)
              + " is beyond Beam's timestamps; does its element have a date?");
    }
    return new IntervalWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
  }

  @Override
  public boolean assignsToOneWindow() {
    return inRuns || !scheme.isSliding();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public boolean isCompatible(WindowFn<?, ?> other) {
    return equals(other);
  }

  @Override
  public void verifyCompatibility(WindowFn<?, ?> other) throws IncompatibleWindowException {
    if (!isCompatible(other)) {
      throw new IncompatibleWindowException(
          other, "Only windows of the same scheme can be mixed, here " + this + ".");
    }
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    return new FirstWindowFn(this);
  }

  private static final class FirstWindowFn extends WindowMappingFn<IntervalWindow> {
    private static final long serialVersionUID = 1;

    private final PublicationWindows windows;

    FirstWindowFn(PublicationWindows windows) {
      this.windows = windows;
    }

    @Override
    public IntervalWindow getSideInputWindow(BoundedWindow mainWindow) {
      if (mainWindow instanceof GlobalWindow) {
        throw new IllegalArgumentException(
            "The global window has no counterpart among " + windows + ".");
      }
      return windows.windowsAt(mainWindow.maxTimestamp().getMillis()).get(0);
    }
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("every", scheme.every()).withLabel("Report window"))
        .add(DisplayData.item("zone", scheme.zone().getId()).withLabel("Zone"))
        .add(DisplayData.item("inRuns", inRuns).withLabel("Many report windows in one"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicationWindows that
        && inRuns == that.inRuns
        && scheme.equals(that.scheme);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, inRuns);
  }

  @Override
  public String toString() {
    return (inRuns ? "runs of " : "") + scheme;
  }
}
