package io.broadsheet.read;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * What a run has read so far. A step of the pipeline that holds one as a field counts into it;
 * where the step runs in the JVM that started the run (DirectRunner, Flink in-process), every copy
 * of it is the same object as the client's, which can so show progress while Flink's client blocks.
 * Each count goes into a Beam metric, too, from which a client learns what workers elsewhere have
 * read.
 *
 * <p>Counts of attempts, not of results: a bundle that is tried again counts again. So these
 * numbers are for progress only.
 *
 * <p>Count batches of records rather than single ones. A worker keeps seven numbers for each run
 * that it ever took part in.
 */
public final class RunCounters implements Serializable {
  private static final long serialVersionUID = 1;
  static final String NAMESPACE = "broadsheet";
  private static final String ARTICLES = "articles";
  private static final String BYTES = "bytes";
  private static final String REJECTS = "rejects";
  private static final Counter ARTICLES_METRIC = Metrics.counter(NAMESPACE, ARTICLES);
  private static final Counter BYTES_METRIC = Metrics.counter(NAMESPACE, BYTES);
  private static final Counter REJECTS_METRIC = Metrics.counter(NAMESPACE, REJECTS);

  /** The runs of this JVM. Serialized steps find theirs here; nothing else can lead them to it. */
  private static final ConcurrentMap<String, RunCounters> RUNS = new ConcurrentHashMap<>();

  private final String run;
  private final transient LongAdder articles = new LongAdder();
  private final transient LongAdder bytes = new LongAdder();
  private final transient LongAdder rejects = new LongAdder();
  private final transient LongAdder expandedBytes = new LongAdder();
  private final transient LongAdder expectedBytes = new LongAdder();

  /**
   * Counts at one moment.
   *
   * @param articles parsed
   * @param bytes read of the input files, compressed as they are
   * @param rejects records that became no article
   * @param expectedBytes the input's size; 0 if it is not known
   */
  public record Snapshot(long articles, long bytes, long rejects, long expectedBytes) {
    public boolean isEmpty() {
      return articles == 0 && bytes == 0 && rejects == 0;
    }
  }

  private RunCounters(String run) {
    this.run = run;
  }

  /**
   * The counters of a run, the same object for the same run.
   *
   * @param run identifies one run on this machine
   */
  public static RunCounters of(String run) {
    return RUNS.computeIfAbsent(run, RunCounters::new);
  }

  public void addArticles(long more) {
    articles.add(more);
    ARTICLES_METRIC.inc(more);
  }

  /** Adds bytes that were read of the input files, compressed as they are. */
  public void addBytes(long more) {
    bytes.add(more);
    BYTES_METRIC.inc(more);
  }

  public void addRejects(long more) {
    rejects.add(more);
    REJECTS_METRIC.inc(more);
  }

  /** What containers expanded to in this JVM, to be added to where they are read. */
  LongAdder expandedBytes() {
    return expandedBytes;
  }

  /** Tells the size of the input, or of a part of it, as soon as it is known. */
  public void expectBytes(long more) {
    expectedBytes.add(more);
  }

  /** What this JVM has counted. */
  public Snapshot now() {
    return new Snapshot(articles.sum(), bytes.sum(), rejects.sum(), expectedBytes.sum());
  }

  /** What all workers have reported to the runner. */
  public static Snapshot reported(MetricResults metrics) {
    return new Snapshot(
        attempted(metrics, ARTICLES), attempted(metrics, BYTES), attempted(metrics, REJECTS), 0);
  }

  /** Forgets the run in this JVM; later counts go nowhere. */
  public void forget() {
    RUNS.remove(run, this);
  }

  private static long attempted(MetricResults metrics, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named(NAMESPACE, name)).build();
    long sum = 0;
    for (MetricResult<Long> step : metrics.queryMetrics(filter).getCounters()) {
      sum += step.getAttempted();
    }
    return sum;
  }

  private Object readResolve() {
    return of(run);
  }
}
