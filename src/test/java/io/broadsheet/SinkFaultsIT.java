package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadsheet.Runs.Ended;
import io.broadsheet.SinkUnderFault.DuckDbFile;
import io.broadsheet.SinkUnderFault.Folder;
import io.broadsheet.SinkUnderFault.PostgresSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What may happen to a run while it writes. Whatever it is, the target holds the old content or the
 * new, whole; and the next run completes and leaves what an undisturbed run leaves: files byte for
 * byte, databases select for select.
 *
 * <p>Faults come at moments chosen at random: one for each sink and fault in an ordinary build,
 * twenty with {@code mvn -B verify -Pfaults}. A line for each says what was found.
 */
final class SinkFaultsIT {
  private static final int REPEATS = Integer.getInteger("faults.repeats", 1);

  /** After so many repeats the target is a new one; every other of those has no content yet. */
  private static final int REPEATS_OF_A_TARGET = 4;

  private static final long DEADLINE_SECONDS = 300;

  @TempDir private Path folder;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final FaultProcesses processes = new FaultProcesses();
  private EmbeddedPostgres server;

  /** In milliseconds: commits that have begun are disturbed within this time, or have ended. */
  private double longestCommit = 500;

  @AfterEach
  void letGo() throws Exception {
    processes.close();
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"csv and jsonl", "parquet", "bigquery-files", "html", "duckdb", "postgres"})
  void survivesBeingKilledDuringTheCommit(String kind) throws Exception {
    survive(
        "Killed with signal 9 during the commit of " + kind,
        kind,
        folder,
        (sink, arguments) -> {
          Process run = processes.start(arguments);
          awaitAMoment(sink, () -> !run.isAlive());
          processes.kill(run);
          return processes.ended(run);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"csv and jsonl", "parquet", "bigquery-files", "html", "duckdb", "postgres"})
  void survivesAFullDisk(String kind) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(processes.mount(disk, "256m"), "to mount a disk that can be filled, be root");
    survive(
        "The disk full while " + kind + " is written",
        kind,
        disk,
        (sink, arguments) -> {
          long needed = FaultProcesses.size(disk);
          Path ballast = processes.fill(disk, (long) (random.nextDouble() * needed));
          Ended ended = Runs.execute(arguments);
          Files.delete(ballast);
          if (ended.exitCode() != 0) {
            assertThat(ended.err().toLowerCase(Locale.ROOT), containsString("no space left"));
          }
          return ended;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv and jsonl", "parquet", "bigquery-files", "html", "duckdb"})
  void survivesThatItsFolderLosesItsPermission(String kind) throws Exception {
    assumeTrue(processes.obeyPermissions(folder), "root needs setpriv to obey permissions");
    Path place = Files.createDirectory(folder.resolve("forbidden"));
    survive(
        "The folder of " + kind + " without permission during the commit",
        kind,
        place,
        (sink, arguments) -> {
          Process run = processes.start(arguments);
          awaitAMoment(sink, () -> !run.isAlive());
          FaultProcesses.permitWriting(place, false);
          Ended ended = processes.ended(run);
          FaultProcesses.permitWriting(place, true);
          if (ended.exitCode() != 0) {
            assertThat(
                ended.err().toLowerCase(Locale.ROOT),
                anyOf(containsString("no permission"), containsString("permission denied")));
          }
          return ended;
        });
  }

  @Test
  void survivesThatPostgresStopsAndStarts() throws Exception {
    survive(
        "PostgreSQL stopped and started during the commit",
        "postgres",
        folder,
        (sink, arguments) -> {
          PostgresProcess postgres = PostgresProcess.of((PostgresSchema) sink);
          CompletableFuture<Ended> run =
              CompletableFuture.supplyAsync(() -> Runs.execute(arguments));
          awaitAMoment(sink, run::isDone);
          postgres.stopAtOnce();
          postgres.start();
          Ended ended = run.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
          if (ended.exitCode() != 0) {
            assertThat(ended.err(), containsString("The sink postgres at postgresql://postgres@"));
          }
          return ended;
        });
  }

  private interface Fault {
    /** Disturbs a run over a sink; what it was disturbed by is over when this returns. */
    Ended strike(SinkUnderFault sink, String[] arguments) throws Exception;
  }

  private void survive(String what, String kind, Path place, Fault fault) throws Exception {
    List<SortedMap<String, String>> contents = List.of();
    SinkUnderFault sink = null;
    SortedMap<String, String> before = new TreeMap<>();
    int completed = 0;
    int old = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      String name = String.format(Locale.ROOT, "%s, repeat %d, seed %d", what, repeat, seed);
      // Old and new take turns, so that every run has something to change.
      int next = repeat % 2;
      if (repeat % REPEATS_OF_A_TARGET == 0) {
        int generation = repeat / REPEATS_OF_A_TARGET;
        // A page shows where it was written to, so what is undisturbed is written there, too.
        sink = target(kind, place.resolve("target" + generation));
        contents = List.of(run(sink, 0), run(sink, 1));
        assertThat(contents.get(0), is(not(contents.get(1))));
        before = contents.get(1);
        if (generation % 2 == 1) {
          sink.clear();
          before = new TreeMap<>();
        }
      }

      Ended ended = fault.strike(sink, arguments(sink, next));

      SortedMap<String, String> after = sink.content();
      assertThat(name, after, anyOf(is(before), is(contents.get(next))));
      if (ended.exitCode() == 0) {
        assertThat(name, after, is(contents.get(next)));
        completed++;
      } else if (!after.equals(contents.get(next))) {
        old++;
      }
      before = run(sink, next);
      assertThat(name, before, is(contents.get(next)));
      assertThat(name, sink.leftovers(), is(empty()));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d times; %d times too late to disturb it, else the old content was left %d times and"
            + " the new %d times; the next run equals an undisturbed one %d times%n",
        what,
        REPEATS,
        completed,
        old,
        REPEATS - completed - old,
        REPEATS);
  }

  /** An undisturbed run. */
  private static SortedMap<String, String> run(SinkUnderFault sink, int version) throws Exception {
    Ended ended = Runs.execute(arguments(sink, version));
    assertThat(ended.err(), ended.exitCode(), is(0));
    return sink.content();
  }

  private static String[] arguments(SinkUnderFault sink, int version) {
    List<String> arguments = new ArrayList<>(List.of("run", "pipelines/sample.yaml"));
    arguments.add("--as-of=2025-07-14");
    List<String> settings = new ArrayList<>();
    if (sink.output().contains("html")) {
      // The two versions of a page differ in what is found in texts.
      settings.add("input.0.files=sample-input/{aldwin-examiner,radio-merrow,northern-wire}/**");
    } else {
      // That is the same for all other sinks, so little is looked for.
      settings.add("input.0.files=sample-input/{aldwin-examiner,northern-wire}/*");
      settings.add("reports=[outlets, topics, terms]");
      settings.add("text.languages=none");
      settings.add("copies.find=false");
      settings.add("stories.find=false");
    }
    settings.add("text.top_terms=" + (version == 0 ? "all" : "20"));
    settings.add("output=[" + sink.output() + "]");
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments.toArray(String[]::new);
  }

  /** Waits for a moment of the commit, or the end of the run. */
  private void awaitAMoment(SinkUnderFault sink, BooleanSupplier hasEnded) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!sink.isCommitting() && !hasEnded.getAsBoolean()) {
      assertThat("no commit before the deadline", System.nanoTime() < deadline, is(true));
      leaveTheProcessor();
    }
    long moment =
        System.nanoTime()
            + (long) (random.nextDouble() * longestCommit * TimeUnit.MILLISECONDS.toNanos(1));
    while (System.nanoTime() < moment && !hasEnded.getAsBoolean()) {
      leaveTheProcessor();
    }
    longestCommit *= hasEnded.getAsBoolean() ? 0.7 : 1.2;
  }

  /** To the run that is waited for; a moment much shorter than a commit. */
  private static void leaveTheProcessor() {
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
  }

  /** A sink with a place of its own, in which nothing is yet. */
  private SinkUnderFault target(String kind, Path place) throws IOException {
    Files.createDirectories(place);
    return switch (kind) {
      case "csv and jsonl" ->
          new Folder(
              "{csv: '%s'}, {jsonl: {path: '%s', partition: window, compress: gz}}",
              place.resolve("out"));
      case "parquet" ->
          new Folder(
              "{parquet: {path: '%s', partition: window, memory: 256 MiB}}", place.resolve("out"));
      case "bigquery-files" ->
          new Folder("{bigquery-files: {path: '%s', dataset: news}}", place.resolve("out"));
      case "html" -> new Folder("{html: '%s'}", place.resolve("out"));
      case "duckdb" -> new DuckDbFile(place.resolve("news.duckdb"));
      case "postgres" ->
          new PostgresSchema(
              server().getPort(),
              place.getFileName().toString(),
              Files.createDirectory(place.resolve("staging")));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private EmbeddedPostgres server() throws IOException {
    if (server == null) {
      server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
    }
    return server;
  }
}
