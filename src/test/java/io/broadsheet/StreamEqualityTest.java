package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.count.ReportStream;
import io.broadsheet.job.Job;
import io.broadsheet.job.JobSpec;
import io.broadsheet.job.JobSpec.Overriding;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.InputFiles;
import io.broadsheet.read.RunCounters;
import io.broadsheet.read.WatchedFile;
import io.broadsheet.write.FolderOutputs;
import io.broadsheet.write.OpenSinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream's tables against those of a batch over the same articles. */
class StreamEqualityTest {
  /** Of the windows of these tests; anything before is in time. */
  private static final long LATENESS_HOURS = 72;

  private static final String AS_OF = "2025-08-01";

  private static final List<String> IMPOSSIBLE =
      List.of("trends.csv", "bursts.csv", "boilerplate.csv");

  /** Short, so that a few days are several stretches of time. */
  private static final List<String> SHORT_SPANS =
      List.of(
          "copies.span=2 days",
          "stories.quiet=1 day",
          "stories.similarity=30 %",
          "copies.boilerplate_articles=1000000");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, day", "2, day", "3, week", "4, 3 days every 1 day", "5, 6 hours"})
  void hasTheBatchsBytesForEveryOrderRepetitionAndDelay(long seed, String every)
      throws IOException {
    Path inbox = folder.resolve("inbox");
    new Newsroom(seed, 12).write(inbox, 15);
    Random random = new Random(seed);
    List<InputFile> files = new ArrayList<>(InputFiles.list(List.of(inbox + "/**")));
    Collections.shuffle(files, random);
    TestStream.Builder<byte[]> stream = TestStream.create(ByteArrayCoder.of());
    Instant watermark = Instant.parse("2025-07-01T00:00:00Z");
    long hours = 0;
    for (InputFile file : files) {
      byte[] arrival = WatchedFile.found(file).toBytes();
      stream = stream.addElements(arrival);
      if (random.nextInt(4) == 0) {
        // The source starts twice.
        stream = stream.addElements(arrival);
      }
      if (random.nextInt(3) == 0) {
        stream = stream.advanceProcessingTime(Duration.standardSeconds(random.nextInt(20)));
      }
      if (random.nextInt(4) == 0) {
        watermark = watermark.plus(Duration.standardHours(random.nextInt(60)));
        stream = stream.advanceWatermarkTo(watermark);
      }
      if (random.nextInt(6) == 0 && hours + 12 < LATENESS_HOURS) {
        hours += 12;
        stream = stream.advanceProcessingTime(Duration.standardHours(12));
      }
    }
    SortedMap<String, String> streamed =
        stream(folder.resolve("stream"), settled(stream), inbox, every);
    assertThat(streamed.remove("panes.csv").lines().count() > 2, is(true));
    SortedMap<String, String> batch = batch(folder.resolve("batch"), inbox, every);
    batch.keySet().removeAll(IMPOSSIBLE);
    assertThat(streamed.keySet(), is(batch.keySet()));
    for (String table : List.of("copies.csv", "copy_flows.csv", "stories.csv")) {
      assertThat(table, batch.get(table).lines().count() > 2, is(true));
    }
    for (String table : batch.keySet()) {
      assertThat("seed " + seed + ", " + table, streamed.get(table), is(batch.get(table)));
    }
  }

  /** Lets all timers that are due go off. */
  private static TestStream<byte[]> settled(TestStream.Builder<byte[]> stream) {
    TestStream.Builder<byte[]> settled = stream;
    for (int i = 0; i < 12; i++) {
      settled = settled.advanceProcessingTime(Duration.standardSeconds(30));
    }
    return settled.advanceWatermarkToInfinity();
  }

  private static SortedMap<String, String> stream(
      Path out, TestStream<byte[]> arrivals, Path inbox, String every) throws IOException {
    Job job =
        JobSpec.parse(
            "stream.yaml",
            "input: [ { watch: '" + inbox + "/**' } ]\noutput: [ { csv: '" + out + "' } ]\n",
            new Overriding(settings(every), Optional.of(AS_OF), Clock.systemUTC()));
    Path parts = Files.createDirectories(out.resolve(".state/parts"));
    RunCounters counters = RunCounters.of(out.toString());
    try (OpenSinks sinks = OpenSinks.prepare(job.sinks())) {
      Pipeline pipeline =
          Pipeline.create(
              PipelineOptionsFactory.fromArgs("--runner=DirectRunner", "--targetParallelism=2")
                  .create());
      Broadsheet.buildStream(
          PCollectionTuple.of(ReportStream.FILES, pipeline.apply("Arrive", arrivals)),
          job,
          counters,
          new FolderOutputs(sinks.sinks(), job.reports(), job.windows().zone(), parts.toString()));
      pipeline.run().waitUntilFinish();
    } finally {
      counters.forget();
    }
    return Runs.files(out.resolve("tables"));
  }

  private SortedMap<String, String> batch(Path out, Path inbox, String every) throws IOException {
    Path spec = folder.resolve("batch.yaml");
    Files.writeString(spec, "input: [ { files: '" + inbox + "/**' } ]\n");
    List<String> options = new ArrayList<>(List.of("--as-of=" + AS_OF));
    for (String setting : settings(every)) {
      options.addAll(List.of("--set", setting));
    }
    return Runs.tables(out, spec.toString(), options.toArray(String[]::new));
  }

  private static List<String> settings(String every) {
    List<String> settings = new ArrayList<>(SHORT_SPANS);
    settings.add("windows.every=" + every);
    return settings;
  }
}
