package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams in processes of their own, and what befalls them: lost 0, doubled 0. Each disturbed
 * stream must end with the bytes of a batch over the same files.
 */
class StreamFaultsIT {
  private static final int REPEATS = Integer.getInteger("faults.repeats", 1);
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  /** Longer than a heartbeat may be late; a minute where each fault is tried many times. */
  private static final Duration STOP = Duration.ofSeconds(REPEATS > 1 ? 60 : 8);

  private static final String AS_OF = "--as-of=2025-08-01";

  @TempDir private Path folder;

  private final FaultProcesses processes = new FaultProcesses();
  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Path out;
  private int fed;

  /** Whether the stream may still end of the last fault, once; it takes some seconds to do so. */
  private boolean mayEnd;

  @AfterEach
  void letGo() throws Exception {
    processes.close();
  }

  @Test
  void goesOnThoughItIsKilledAgainAndAgain() throws Exception {
    newsroom(20 + 10 * REPEATS);
    Process stream = start();
    feed(10);
    awaitTables(stream);
    for (int kill = 0; kill < REPEATS; kill++) {
      feed(5);
      Thread.sleep(random.nextInt(8_000)); // The moment is what is tried.
      processes.kill(stream);
      feed(5);
      stream = start();
    }
    feed(Integer.MAX_VALUE);
    assertEndsLikeABatch(stream);
    tell("A stream in one process killed with signal 9");
  }

  @Test
  void stopsWithASavepointAndGoesOn() throws Exception {
    newsroom(12);
    Process stream = start();
    feed(6);
    awaitTables(stream);
    stream.destroy();
    assertThat(stream.waitFor(60, TimeUnit.SECONDS), is(true));
    assertThat(entries(out.resolve(".state/savepoints")), is(not(0)));
    Files.delete(out.resolve("tables"));
    Files.delete(out.resolve(".current"));
    stream = start();
    awaitTables(stream); // though nothing comes
    feed(Integer.MAX_VALUE);
    assertEndsLikeABatch(stream);
  }

  @Test
  void countsOnceWhatComesTwiceAndListsAHundredThousandPoisonedRecords() throws Exception {
    newsroom(10);
    feed(Integer.MAX_VALUE);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox())) {
      for (Path file : files) {
        Files.copy(file, inbox().resolve("again-" + file.getFileName()));
      }
    }
    Files.writeString(inbox().resolve("poison.jsonl"), "{\"headline\": \n".repeat(100_000));
    assertEndsLikeABatch(start());
    System.out.println(
        "The whole input twice and 100,000 poison records in a row: lost 0, doubled 0; seed "
            + seed);
  }

  @Test
  void goesOnThoughItsCheckpointsAreTakenAway() throws Exception {
    newsroom(12 + 6 * REPEATS);
    Process stream = start();
    feed(6);
    awaitTables(stream);
    Path checkpoints = out.resolve(".state/checkpoints");
    Path away = out.resolve(".state/away");
    for (int time = 0; time < REPEATS; time++) {
      Files.move(checkpoints, away);
      Files.writeString(checkpoints, "in the way");
      feed(3);
      Thread.sleep(random.nextInt(6_000)); // The moment is what is tried.
      Files.delete(checkpoints);
      Files.move(away, checkpoints);
      feed(3);
      stream = startedAgainIfEnded(stream);
    }
    feed(Integer.MAX_VALUE);
    mayEnd = true;
    assertEndsLikeABatch(stream);
    tell("The folder of checkpoints taken away and given back");
  }

  @Test
  void goesOnThoughItsDiskIsFull() throws Exception {
    out = Files.createDirectory(folder.resolve("disk")).resolve("stream");
    assumeTrue(
        processes.mount(out.getParent(), "256m"), "to mount a disk that can be filled, be root");
    newsroom(12 + 6 * REPEATS);
    Process stream = start();
    feed(6);
    awaitTables(stream);
    for (int time = 0; time < REPEATS; time++) {
      Path ballast = processes.fill(out.getParent(), random.nextInt(1 << 16));
      feed(3);
      Thread.sleep(random.nextInt(6_000)); // The moment is what is tried.
      Files.delete(ballast);
      feed(3);
      stream = startedAgainIfEnded(stream);
    }
    feed(Integer.MAX_VALUE);
    mayEnd = true;
    assertEndsLikeABatch(stream);
    tell("The disk full and freed");
  }

  @Test
  void goesOnThoughProcessesOfItsClusterAreKilledAndStopped() throws Exception {
    newsroom(20 + 15 * REPEATS);
    try (StandaloneCluster cluster =
        StandaloneCluster.in(folder.resolve("flink")).withProgram().start(2)) {
      Process stream = start(cluster.options());
      feed(10);
      awaitTables(stream);
      int stops = 0;
      for (int time = 0; time < REPEATS; time++) {
        feed(5);
        Thread.sleep(random.nextInt(4_000)); // The moment is what is tried.
        Process worker = cluster.taskManagers().get(random.nextInt(2));
        if (random.nextBoolean()) {
          stops++;
          StandaloneCluster.signal(worker, "STOP");
          Thread.sleep(STOP.toMillis());
          StandaloneCluster.signal(worker, "CONT");
        } else {
          processes.kill(worker);
          cluster.addTaskManager();
        }
        cluster.awaitTaskManagers(2);
        feed(5);
        Thread.sleep(random.nextInt(4_000));
        processes.kill(cluster.jobManager());
        Runs.Ended ended = processes.ended(stream);
        assertThat(ended.err(), ended.exitCode(), is(1));
        assertThat(
            ended.err(),
            anyOf(
                containsString("so its JobManager has probably died"),
                // if it had not yet met the cluster, or met it while a TaskManager was away
                containsString("No Flink cluster answers"),
                containsString("task slots, too few")));
        cluster.startJobManager();
        cluster.awaitTaskManagers(2);
        feed(5);
        stream = start(cluster.options());
      }
      feed(Integer.MAX_VALUE);
      assertEndsLikeABatch(stream);
      processes.kill(stream);
      tell(
          "TaskManagers of a stream stopped (SIGSTOP) for "
              + STOP.toSeconds()
              + " s ("
              + stops
              + " times) or killed with signal 9, and then its JobManager");
    }
  }

  private Process startedAgainIfEnded(Process stream) throws IOException {
    return stream.isAlive() ? stream : start();
  }

  private void tell(String fault) {
    System.out.println(fault + ": " + REPEATS + " times, lost 0, doubled 0; seed " + seed);
  }

  private Path inbox() {
    return folder.resolve("inbox");
  }

  private void newsroom(int files) throws IOException {
    if (out == null) {
      out = folder.resolve("stream");
    }
    new Newsroom(seed, 9).write(folder.resolve("pool"), files);
    Files.createDirectories(inbox());
    Files.writeString(
        folder.resolve("stream.yaml"),
        "input: [ { watch: '"
            + inbox()
            + "/**', poll: 1 second } ]\n"
            + "early: 1 second\noutput: [ { csv: '"
            + out
            + "' } ]\n");
    Files.writeString(
        folder.resolve("batch.yaml"),
        "input: [ { files: '"
            + inbox()
            + "/**' } ]\n"
            + "copies: { boilerplate_articles: 1000000 }\n"
            + "output: [ { csv: '"
            + folder.resolve("batch")
            + "' } ]\n");
  }

  private Process start(String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", folder.resolve("stream.yaml").toString(), AS_OF, "--parallelism=2"));
    arguments.addAll(List.of(options));
    return processes.start(arguments.toArray(String[]::new));
  }

  /** Puts the next files into the inbox. */
  private void feed(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      Path next = folder.resolve("pool/news-" + fed + ".jsonl");
      if (!Files.exists(next)) {
        return;
      }
      Files.move(
          next, inbox().resolve(next.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
      fed++;
    }
  }

  private void awaitTables(Process stream) throws Exception {
    await(stream, "tables", () -> Files.exists(out.resolve("tables/terms.csv")));
  }

  private void assertEndsLikeABatch(Process stream) throws Exception {
    Runs.Ended ended = Runs.execute("run", folder.resolve("batch.yaml").toString(), AS_OF);
    assertThat(ended.err(), ended.exitCode(), is(0));
    SortedMap<String, String> batch = Runs.files(folder.resolve("batch/tables"));
    batch.keySet().removeAll(List.of("trends.csv", "bursts.csv", "boilerplate.csv"));
    assertThat(batch.keySet().containsAll(List.of("terms.csv", "copies.csv")), is(true));
    Process running = stream;
    for (String table : batch.keySet()) {
      // Copies and stories are found out a little after articles are counted.
      running =
          await(
              running,
              "table of the batch, " + table,
              () ->
                  Files.readString(out.resolve("tables").resolve(table)).equals(batch.get(table)));
    }
  }

  /** A condition that may find files missing. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits for a condition, and returns the process that then runs. */
  private Process await(Process stream, String what, Condition condition) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    Process running = stream;
    while (true) {
      try {
        if (condition.holds()) {
          return running;
        }
      } catch (NoSuchFileException e) {
        // Not yet there, or just being swapped.
      }
      if (!running.isAlive()) {
        if (mayEnd) {
          mayEnd = false;
          running = start();
          continue;
        }
        throw new AssertionError("the stream ended: " + processes.ended(running).err());
      }
      if (Instant.now().isAfter(end)) {
        processes.kill(running);
        throw new AssertionError(
            "no " + what + ", seed " + seed + ": " + processes.ended(running).err());
      }
      Thread.sleep(200);
    }
  }

  private static int entries(Path directory) throws IOException {
    int entries = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path entry : all) {
        entries += Files.exists(entry) ? 1 : 0;
      }
    }
    return entries;
  }
}
