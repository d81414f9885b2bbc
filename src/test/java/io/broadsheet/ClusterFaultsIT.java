package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.broadsheet.Runs.Ended;
import io.broadsheet.SinkUnderFault.Folder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strikes processes of a Flink cluster while a batch runs on it: whatever happens, the output is
 * that of an undisturbed run or the one before, and a run that fails says so in one sentence.
 */
class ClusterFaultsIT {
  private static final int REPEATS = Integer.getInteger("faults.repeats", 1);
  private static final int TASK_MANAGERS = 3;
  private static final long DEADLINE_SECONDS = 900;

  @TempDir static Path folder;

  private static final long seed = new Random().nextLong();
  private static final Random random = new Random(seed);
  private static final FaultProcesses processes = new FaultProcesses();

  private static StandaloneCluster cluster;
  private static Folder sink;
  private static List<SortedMap<String, String>> contents;

  /** How long an undisturbed job is at work, about. */
  private static double longestMillis;

  /** What a run finds: one of the contents, or what was there before it. */
  private static SortedMap<String, String> before;

  private static int version;

  @BeforeAll
  static void start() throws Exception {
    // One more than a job needs, so that it can go on without waiting for a new one.
    cluster = StandaloneCluster.in(folder.resolve("flink")).withProgram().start(TASK_MANAGERS);
    sink = new Folder("{csv: '%s'}", folder.resolve("out"));
    run(1);
    SortedMap<String, String> second = sink.content();
    CompletableFuture<Void> run = CompletableFuture.runAsync(() -> run(0));
    awaitWork(run::isDone);
    long start = System.nanoTime();
    run.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    longestMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    before = sink.content();
    contents = List.of(before, second);
    assertThat(before, is(not(second)));
  }

  @AfterAll
  static void stop() throws Exception {
    processes.close();
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void survivesTheKillOfATaskManager() throws Exception {
    survive("A TaskManager killed with signal 9", this::aMoment, this::killATaskManager);
  }

  @Test
  void survivesTheKillOfATaskManagerDuringTheCommit() throws Exception {
    survive(
        "A TaskManager killed with signal 9 during the commit",
        this::theCommit,
        this::killATaskManager);
  }

  @Test
  void survivesTheKillOfTheJobManager() throws Exception {
    survive(
        "The JobManager killed with signal 9",
        this::aMoment,
        run -> {
          cluster.jobManager().destroyForcibly().waitFor();
          Ended ended = ended(run);
          cluster.startJobManager();
          cluster.awaitTaskManagers(TASK_MANAGERS);
          return ended;
        });
  }

  @Test
  void survivesATaskManagerThatHangs() throws Exception {
    survive(
        "A TaskManager that hangs (SIGSTOP) until the run has ended, and then goes on",
        this::aMoment,
        run -> {
          Process hanging = anyOfThose(cluster.busyTaskManagers());
          StandaloneCluster.signal(hanging, "STOP");
          Ended ended;
          try {
            ended = ended(run);
          } finally {
            StandaloneCluster.signal(hanging, "CONT");
          }
          // It finds that nobody waits for it, and comes back.
          cluster.awaitTaskManagers(TASK_MANAGERS);
          return ended;
        });
  }

  @Test
  void survivesTheKillOfTheClient() throws Exception {
    int late = 0;
    int inTime = 0;
    for (int repeat = 0; repeat < REPEATS + Math.min(late, REPEATS + 3); repeat++) {
      String name = name("The client killed with signal 9", repeat);
      Process client = processes.start(arguments(version + 1));
      aMoment(() -> !client.isAlive());
      boolean isLate = !client.isAlive();
      late += isLate ? 1 : 0;
      inTime += isLate ? 0 : 1;
      client.destroyForcibly().waitFor();
      // Its job goes on; the next run must get the better of it.
      run(version);
      assertThat(name, sink.content(), is(contents.get(version % 2)));
      cluster.await(
          Duration.ofSeconds(DEADLINE_SECONDS),
          "the end of the job without a client",
          () -> cluster.busyTaskManagers().isEmpty());
      assertThat(name, sink.content(), is(contents.get(version % 2)));
      assertThat(name, sink.leftovers(), is(empty()));
      before = sink.content();
    }
    System.out.printf(
        Locale.ROOT,
        "The client killed with signal 9, and another run started at once: %d times; the other run"
            + " got the better of the job left behind %d times (and %d times too late to disturb"
            + " it); seed %d%n",
        inTime,
        inTime,
        late,
        seed);
  }

  private interface Moment {
    void await(BooleanSupplier hasEnded) throws Exception;
  }

  private interface Fault {
    /** Strikes, and returns how the run ended when the cluster is whole again. */
    Ended strike(CompletableFuture<Ended> run) throws Exception;
  }

  private void survive(String what, Moment moment, Fault fault) throws Exception {
    int late = 0;
    int recovered = 0;
    int old = 0;
    int failedWithNew = 0;
    Set<String> sentences = new TreeSet<>();
    // A fault that strikes too late is tried again, a few times.
    for (int repeat = 0; repeat < REPEATS + Math.min(late, REPEATS + 3); repeat++) {
      String name = name(what, repeat);
      String[] arguments = arguments(++version);
      CompletableFuture<Ended> run = CompletableFuture.supplyAsync(() -> Runs.execute(arguments));
      moment.await(run::isDone);
      boolean isLate = run.isDone();

      Ended ended = fault.strike(run);

      SortedMap<String, String> after = sink.content();
      SortedMap<String, String> expected = contents.get(version % 2);
      assertThat(name, after, anyOf(is(before), is(expected)));
      assertThat(name, sink.leftovers(), is(empty()));
      if (ended.exitCode() == 0) {
        assertThat(name, after, is(expected));
        late += isLate ? 1 : 0;
        recovered += isLate ? 0 : 1;
      } else {
        assertThat(name + ended.err(), ended.exitCode(), is(1));
        sentences.add(assertOneSentence(name, ended.err()));
        old += after.equals(before) ? 1 : 0;
        failedWithNew += after.equals(before) ? 0 : 1;
      }
      before = after;
      if (!after.equals(expected)) {
        version--; // the next run must have something to change
      }
    }
    print(what, late, recovered, old, failedWithNew);
    sentences.forEach(System.out::println);
  }

  private static String assertOneSentence(String name, String err) {
    List<String> sentences =
        err.lines()
            .filter(line -> line.startsWith("broadsheet: "))
            .filter(line -> !line.contains("mvn -Pdist package"))
            .toList();
    assertThat(name + ": " + err, sentences.size(), is(1));
    assertThat(
        name,
        sentences.get(0),
        anyOf(
            startsWith("broadsheet: The Flink cluster at "),
            startsWith("broadsheet: No Flink cluster answers at ")));
    return sentences.get(0).replaceAll("127[0-9.:]+", "ADDRESS");
  }

  private Ended killATaskManager(CompletableFuture<Ended> run) throws Exception {
    anyOfThose(cluster.busyTaskManagers()).destroyForcibly().waitFor();
    cluster.addTaskManager();
    Ended ended = ended(run);
    cluster.awaitTaskManagers(TASK_MANAGERS);
    return ended;
  }

  private static Process anyOfThose(List<Process> busy) {
    List<Process> candidates = busy.isEmpty() ? cluster.taskManagers() : busy;
    return candidates.get(random.nextInt(candidates.size()));
  }

  /** Any moment while workers are at work. */
  private void aMoment(BooleanSupplier hasEnded) throws InterruptedException {
    awaitWork(hasEnded);
    long moment =
        System.nanoTime()
            + (long) (random.nextDouble() * longestMillis * TimeUnit.MILLISECONDS.toNanos(1));
    while (System.nanoTime() < moment && !hasEnded.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    longestMillis *= hasEnded.getAsBoolean() ? 0.7 : 1.05;
  }

  private static void awaitWork(BooleanSupplier hasEnded) throws InterruptedException {
    while (cluster.busyTaskManagers().isEmpty() && !hasEnded.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void theCommit(BooleanSupplier hasEnded) throws Exception {
    while (!sink.isCommitting() && !hasEnded.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static Ended ended(CompletableFuture<Ended> run) throws Exception {
    try {
      return run.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("a run that does not end\n" + cluster.logs(), e);
    }
  }

  /** An undisturbed run. */
  private static void run(int version) {
    Ended ended = Runs.execute(arguments(version));
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static String[] arguments(int version) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "pipelines/sample.yaml",
                "--as-of=2025-07-14",
                "--parallelism=2",
                "--set",
                "input.0.files=sample-input/{aldwin-examiner,radio-merrow,northern-wire}/**",
                "--set",
                "text.top_terms=" + (version % 2 == 0 ? "all" : "20"),
                "--set",
                "output=[" + sink.output() + "]"));
    arguments.addAll(List.of(cluster.options()));
    return arguments.toArray(String[]::new);
  }

  private static String name(String what, int repeat) {
    return String.format(Locale.ROOT, "%s, repeat %d, seed %d", what, repeat, seed);
  }

  private static void print(String what, int late, int recovered, int old, int failedWithNew) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d times; the job recovered %d times and failed %d times, with the old content left %d"
            + " times and the new %d times (and %d times too late to disturb it); seed %d%n",
        what,
        recovered + old + failedWithNew,
        recovered,
        old + failedWithNew,
        old,
        failedWithNew,
        late,
        seed);
  }
}
