package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.read.RunCounters;
import io.broadsheet.read.RunCounters.Snapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressTest {
  private final StringWriter err = new StringWriter();
  private long nanos;

  private Progress progress(boolean isLive, int columns, RunCounters counters) {
    Terminal terminal =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), isLive, columns);
    return new Progress(terminal, counters, () -> nanos);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "0 # 0 # 0 # 0 # PT0S # 0 articles, 0.0 MB, 0.0 MB/s, 0 rejects, 0:00",
        "1 # 2000000 # 1 # 0 # PT1S # 1 article, 2.0 MB, 2.0 MB/s, 1 reject, 0:01",
        "1204 # 96400000 # 3 # 150000000 # PT3.11S # 1,204 articles, 96.4 MB, 31.0 MB/s, 3 rejects,"
            + " 0:03; 64 %, 0:02 left",
        "5 # 1000 # 0 # 1000000 # PT1S # 5 articles, 0.0 MB, 0.0 MB/s, 0 rejects, 0:01; 0 %",
        "5 # 1000 # 0 # 1000 # PT2S # 5 articles, 0.0 MB, 0.0 MB/s, 0 rejects, 0:02; 100 %, all"
            + " read, writing tables",
        "9 # 2000000000 # 0 # 200000000000 # PT1H2M3S # 9 articles, 2,000.0 MB, 0.5 MB/s, 0"
            + " rejects, 1:02:03; 1 %",
        "9 # 5000000000 # 0 # 50000000000 # PT1H # 9 articles, 5,000.0 MB, 1.4 MB/s, 0 rejects,"
            + " 1:00:00; 10 %, 9:00:00 left"
      })
  void saysHowFarItIs(
      long articles, long bytes, long rejects, long expected, Duration elapsed, String line) {
    assertThat(Progress.line(new Snapshot(articles, bytes, rejects, expected), elapsed), is(line));
  }

  @Test
  void rewritesOneLineOnATerminalAndTakesItAwayAtTheEnd() {
    RunCounters counters = RunCounters.of("live");
    try (Progress progress = progress(/* isLive= */ true, 30, counters)) {
      progress.tick();
      counters.addArticles(7);
      nanos = 2_000_000_000L;
      progress.tick();
      progress.tick();
    }

    String line = "\r\u001b[K7 articles, 0.0 MB, 0.0 MB/s,";
    assertThat(err.toString(), is(line + line + "\r\u001b[K"));
  }

  @Test
  void printsALineEachTimeElsewhere() {
    RunCounters counters = RunCounters.of("plain");
    try (Progress progress = progress(/* isLive= */ false, 30, counters)) {
      progress.tick();
      counters.addRejects(1);
      progress.tick();
      progress.tick();
    }

    String line = "0 articles, 0.0 MB, 0.0 MB/s, 1 reject, 0:00\n";
    assertThat(err.toString(), is(line + line));
  }

  @Test
  void showsNothingOnceClosed() {
    RunCounters counters = RunCounters.of("closed");
    Progress progress = progress(/* isLive= */ false, 80, counters);
    counters.addArticles(1);
    progress.close();
    progress.tick();

    assertThat(err.toString(), is(""));
  }

  @Test
  void showsTheRunnersMetricsWhereThisProcessCountsNothing() {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply("Make", Create.of("a", "b")).apply("Count", ParDo.of(new CountFn()));
    try (Progress progress = progress(/* isLive= */ false, 80, RunCounters.of("client"))) {
      var result = pipeline.run();
      result.waitUntilFinish();
      progress.follow(result);
      progress.tick();
    }

    assertThat(err.toString(), is("2 articles, 0.0 MB, 0.0 MB/s, 0 rejects, 0:00\n"));
  }

  /** Counts into another run than the client's, as a worker in another process would. */
  private static final class CountFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1;
    private final RunCounters counters = RunCounters.of("worker");

    @ProcessElement
    public void processElement() {
      counters.addArticles(1);
    }
  }
}
