package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
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
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
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
        stream = stream.advanceProcessingTime(Duration.standardSeconds(1 + random.nextInt(20)));
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
    assertThat(streamed.remove("panes.csv").lines().count() > 1, is(true));
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

  @Test
  void tellsAClosedWindowThatAnArticleWasPrintedEarlierOnItsDay() throws IOException {
    Path inbox = folder.resolve("inbox");
    byte[] dayOnly = arrival(inbox, 0, "Bugle", "2025-07-02");
    byte[] precise = arrival(inbox, 1, "Courier", "2025-07-02T15:00:00Z");
    TestStream.Builder<byte[]> stream =
        TestStream.create(ByteArrayCoder.of())
            .addElements(dayOnly)
            .advanceProcessingTime(Duration.standardMinutes(3))
            .advanceWatermarkTo(Instant.parse("2025-07-02T07:00:00Z"))
            .advanceProcessingTime(Duration.standardMinutes(3))
            .advanceProcessingTime(Duration.standardHours(LATENESS_HOURS + 1))
            .addElements(precise);

    SortedMap<String, String> streamed =
        stream(folder.resolve("stream"), settled(stream), inbox, "6 hours");

    SortedMap<String, String> batch = batch(folder.resolve("batch"), inbox, "6 hours");
    assertThat(batch.get("outlets.csv").contains("Bugle,1,1,1"), is(true));
    assertToldAlike(streamed, batch);
  }

  @Test
  void forgetsTextsWhenAllTheirWindowsAreClosed() throws IOException {
    Path inbox = folder.resolve("inbox");
    TestStream.Builder<byte[]> stream =
        TestStream.create(ByteArrayCoder.of())
            .addElements(arrival(inbox, 0, "Bugle", "2025-07-02"))
            .addElements(arrival(inbox, 1, "Courier", "2025-07-03"))
            .advanceProcessingTime(Duration.standardMinutes(3))
            .advanceWatermarkTo(Instant.parse("2025-07-20T00:00:00Z"))
            .advanceProcessingTime(Duration.standardMinutes(3))
            .advanceProcessingTime(Duration.standardHours(LATENESS_HOURS + 27))
            .addElements(arrival(inbox, 2, "Dispatch", "2025-07-03"))
            .advanceProcessingTime(Duration.standardMinutes(3));

    SortedMap<String, String> streamed =
        stream(folder.resolve("stream"), settled(stream), inbox, "day");

    assertThat(streamed.get("copies.csv").contains("Courier"), is(true));
    assertThat(streamed.get("copies.csv").contains("Dispatch"), is(false));
    assertThat(streamed.get("articles.csv").contains("Dispatch"), is(true));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-07-02, ',,3,2,1,0,0,0'",
    "2025-07-02T15:00:00Z, ',,3,2,1,0,0,0'",
    "some day, ',,3,1,1,0,1,0'"
  })
  void countsAnArticleOnceWhoseFileWasPutBack(String date, String sum) throws IOException {
    Path inbox = folder.resolve("inbox");
    byte[] file = arrival(inbox, 0, "Bugle", date);
    byte[] gone = WatchedFile.gone(WatchedFile.fromBytes(file).nameHash()).toBytes();
    TestStream.Builder<byte[]> stream =
        TestStream.create(ByteArrayCoder.of())
            .addElements(file, arrival(inbox, 1, "Courier", "2025-07-02"))
            .advanceProcessingTime(Duration.standardMinutes(3))
            .addElements(gone)
            .advanceProcessingTime(Duration.standardMinutes(3))
            .addElements(file);

    SortedMap<String, String> streamed =
        stream(folder.resolve("stream"), settled(stream), inbox, "day");

    SortedMap<String, String> batch = batch(folder.resolve("batch"), inbox, "day");
    assertThat(streamed.get("articles.csv").contains("Bugle"), is(true));
    assertToldAlike(streamed, batch);
    assertThat(streamed.get("reconciliation.csv"), containsString(sum));
  }

  /** What is told of articles and of what was found out about them. */
  private static void assertToldAlike(
      SortedMap<String, String> streamed, SortedMap<String, String> batch) {
    for (String table : List.of("articles.csv", "outlets.csv", "copies.csv", "stories.csv")) {
      assertThat(table, streamed.get(table), is(batch.get(table)));
    }
  }

  /** An outlet's print of one text, as a file of its own. */
  private static byte[] arrival(Path inbox, int number, String outlet, String date)
      throws IOException {
    Files.createDirectories(inbox);
    Path file = inbox.resolve(number + ".jsonl");
    Files.writeString(
        file,
        "{\"guid\": \""
            + number
            + "\", \"source\": \""
            + outlet
            + "\", \"pubDate\": \""
            + date
            + "\", \"headline\": \"The ferry strike goes on\", \"text\": \"One text of a dozen"
            + " words about a ferry that no longer crosses the harbour at night.\"}\n");
    return WatchedFile.found(InputFiles.list(List.of(file.toString())).get(0)).toBytes();
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
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setTargetParallelism(2);
      Pipeline pipeline = Pipeline.create(options);
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
