package io.broadsheet.job;

import io.broadsheet.read.RunCounters;
import io.broadsheet.read.RunCounters.Snapshot;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;

/**
 * Shows on standard error how far a run is: on a terminal one line that is rewritten four times a
 * second, elsewhere a line every 10 seconds. Nothing is shown before the first count.
 */
public final class Progress implements AutoCloseable {
  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final String ERASE_LINE = "\r\u001b[K";

  /** Before this share is read, a guess of the time left would only jump about. */
  private static final double ENOUGH_TO_GUESS = 0.02;

  private static final Snapshot NOTHING = new Snapshot(0, 0, 0, 0);

  private final Terminal terminal;
  private final RunCounters counters;
  private final LongSupplier nanoTime;
  private final long start;
  private volatile Supplier<Snapshot> remote = () -> NOTHING;
  private volatile Supplier<String> addition = () -> "";
  private boolean isLineShown;
  private boolean isClosed;

  /**
   * @param counters what steps in this JVM count into
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  Progress(Terminal terminal, RunCounters counters, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** What the steps of this run's pipeline should count into. */
  public RunCounters counters() {
    return counters;
  }

  /**
   * Follows a running pipeline whose workers may be elsewhere: where this JVM counts nothing, the
   * runner's metrics are shown.
   */
  public void follow(PipelineResult result) {
    remote =
        () -> {
          try {
            return RunCounters.reported(result.metrics());
          } catch (UnsupportedOperationException e) {
            return NOTHING; // this runner tells nothing before the end
          }
        };
  }

  /** Shows something at the end of each line from now on. */
  public void append(Supplier<String> text) {
    addition = text;
  }

  /** Says a sentence about the run, on a line of its own. */
  public synchronized void tell(String sentence) {
    eraseLine();
    terminal.err().println("broadsheet: " + sentence);
    terminal.err().flush();
  }

  private void eraseLine() {
    if (isLineShown) {
      terminal.err().print(ERASE_LINE);
      terminal.err().flush();
      isLineShown = false;
    }
  }

  /** Since the run began. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  /** Begins to show, until {@link #close}. */
  Progress start() {
    Thread thread = new Thread(this::tickUntilClosed, "progress");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private synchronized void tickUntilClosed() {
    long period = (terminal.isLive() ? ON_TERMINAL : ELSEWHERE).toMillis();
    try {
      while (!isClosed) {
        wait(period);
        tick();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows the present state once. */
  synchronized void tick() {
    Snapshot now = counters.now();
    if (now.isEmpty()) {
      Snapshot reported = remote.get();
      now =
          new Snapshot(
              reported.articles(), reported.bytes(), reported.rejects(), now.expectedBytes());
    }
    if (now.isEmpty() || isClosed) {
      return;
    }
    String line = line(now, elapsed()) + addition.get();
    if (terminal.isLive()) {
      int width = Math.max(20, terminal.columns() - 1);
      String fitting = line.length() <= width ? line : line.substring(0, width);
      terminal.err().print(ERASE_LINE + fitting);
      terminal.err().flush();
      isLineShown = true;
    } else {
      terminal.err().println(line);
    }
  }

  /** Takes the live line away and forgets the counters. */
  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
    eraseLine();
    counters.forget();
  }

  /** {@code 1,204 articles, 96.4 MB, 31.0 MB/s, 3 rejects, 0:03; 64 %, 0:02 left}. */
  static String line(Snapshot now, Duration elapsed) {
    double megabytes = now.bytes() / 1e6;
    double seconds = Math.max(elapsed.toMillis(), 1) / 1e3;
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%,d %s, %,.1f MB, %,.1f MB/s, %,d %s, %s",
            now.articles(),
            now.articles() == 1 ? "article" : "articles",
            megabytes,
            megabytes / seconds,
            now.rejects(),
            now.rejects() == 1 ? "reject" : "rejects",
            clock(elapsed)));
    if (now.expectedBytes() > 0) {
      double share = Math.min(1, (double) now.bytes() / now.expectedBytes());
      line.append(String.format(Locale.ROOT, "; %d %%", (int) (share * 100)));
      if (share >= 1) {
        line.append(", all read, writing tables");
      } else if (share >= ENOUGH_TO_GUESS) {
        double left = Math.ceil(elapsed.toMillis() / 1e3 * (1 - share) / share);
        line.append(", ").append(clock(Duration.ofSeconds((long) left))).append(" left");
      }
    }
    return line.toString();
  }

  private static String clock(Duration time) {
    return time.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            time.toHours(),
            time.toMinutesPart(),
            time.toSecondsPart());
  }
}
