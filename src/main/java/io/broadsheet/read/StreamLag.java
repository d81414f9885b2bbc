package io.broadsheet.read;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * How far the stream that this JVM works on is behind: for the status line where it runs in the JVM
 * of the command, and as metrics of the runner everywhere.
 *
 * <p>It belongs to the JVM and not to a run, since a source that is restored from a checkpoint is
 * an object of the run that made it.
 */
public final class StreamLag {
  private static final Gauge WAITING = Metrics.gauge(RunCounters.NAMESPACE, "waiting");
  private static final Gauge IN_FLIGHT = Metrics.gauge(RunCounters.NAMESPACE, "in_flight");
  private static final Gauge COMMIT_MILLIS = Metrics.gauge(RunCounters.NAMESPACE, "commit_millis");

  private static final ConcurrentMap<String, Long> WAITING_BY_SOURCE = new ConcurrentHashMap<>();
  private static final AtomicLong NOT_SHOWN = new AtomicLong();
  private static final AtomicLong READ_AT_COMMIT = new AtomicLong();
  private static volatile LongSupplier read = () -> 0;

  private StreamLag() {}

  /**
   * Follows a stream of this JVM.
   *
   * @param articlesAndRejects how many it has read since it was started
   */
  public static void follow(LongSupplier articlesAndRejects) {
    read = articlesAndRejects;
  }

  /**
   * Tells how many files or records a source knows of that are not yet read; from within its step.
   */
  static void waiting(String source, long elements) {
    WAITING_BY_SOURCE.put(source, elements);
    WAITING.set(elements);
  }

  /** Tells how many articles and rejects were read and are in no table, as of a commit. */
  public static void committed(long inFlight) {
    NOT_SHOWN.set(inFlight);
    READ_AT_COMMIT.set(read.getAsLong());
  }

  /**
   * Reports the last commit to the runner, from within a step, which a commit is not.
   *
   * @param millis what it took
   */
  public static void reportCommit(long millis) {
    IN_FLIGHT.set(NOT_SHOWN.get());
    COMMIT_MILLIS.set(millis);
  }

  /**
   * {@code ; 1,204 waiting, 3 in flight}: files or records that are to be read, and articles and
   * rejects that were read and are in no table, those that were read since the last commit
   * included. Short, so that a terminal has room for it.
   */
  public static String line() {
    long waiting = WAITING_BY_SOURCE.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "; %,d waiting, %,d in flight",
        waiting,
        NOT_SHOWN.get() + Math.max(0, read.getAsLong() - READ_AT_COMMIT.get()));
  }
}
