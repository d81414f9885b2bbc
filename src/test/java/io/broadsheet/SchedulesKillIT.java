package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.broadsheet.Runs.Ended;
import io.broadsheet.state.Pack;
import io.broadsheet.state.StateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills runs with a signal that none can catch, from the first moment to the last, and looks at
 * what they leave: the old output whole, or the new; and the next run makes what an undisturbed one
 * makes.
 */
final class SchedulesKillIT {
  private static final int REPEATS = Integer.getInteger("faults.repeats", 5);

  /** Windows of which no other depends, in files of their own: a run makes those that change. */
  private static final String BY_WINDOWS =
      """
      reports: [outlets, terms, changes]
      copies: {find: false}
      stories: {find: false}
      """;

  @TempDir private Path folder;

  private Path out;
  private String files = "inbox/**";
  private String settings = "";
  private String partition = "none";

  private List<String> command(Path target, String... more) throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        "input: [{files: '"
            + folder.resolve(files)
            + "'}]\n"
            + settings
            + "output: [{csv: {path: '"
            + target
            + "', partition: "
            + partition
            + "}}]\n");
    List<String> command = new ArrayList<>(List.of("run", spec.toString()));
    command.addAll(more.length > 0 ? List.of(more) : List.of("--as-of=2025-07-20"));
    return command;
  }

  private void put(int number) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String date =
          partition.equals("window")
              ? String.format("2025-06-%02d", 1 + number % 28)
              : String.format("2025-07-%02d", 1 + i % 9);
      lines.add(article(number + "-" + i, i, date));
    }
    Files.createDirectories(folder.resolve("inbox"));
    Files.write(folder.resolve("inbox/" + number + ".jsonl"), lines);
  }

  private static String article(String id, int number, String date) {
    return String.format(
        "{\"id\": \"%s\", \"outlet\": \"Paper %d\", \"date\": \"%s\", \"title\": \"Ferry %d\","
            + " \"body\": \"%s\"}",
        id, number % 4, date, number, "The ferry waits for the storm. ".repeat(1 + number));
  }

  private Process start(Path target, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of(TestJvm.java(), "-Xmx512m"));
    command.addAll(TestJvm.flags());
    command.add(Broadsheet.class.getName());
    command.addAll(command(target, more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(new File(folder.toFile(), "log")))
        .start();
  }

  private void complete(Path target, String... more) throws IOException {
    Ended ended = Runs.execute(command(target, more).toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static SortedMap<String, String> tables(Path target) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(target.resolve("tables"))) {
      Path tables = target.resolve("tables").toRealPath();
      try (Stream<Path> all = Files.walk(tables)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(tables.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return files;
  }

  @Test
  void losesAndDoublesNothingWhenARunIsKilled() throws Exception {
    killAtEveryMoment();
  }

  @Test
  void losesAndDoublesNothingWhenARunIsKilledThatLeavesWindowsAsTheyWere() throws Exception {
    settings = BY_WINDOWS.replace(", changes", "");
    partition = "window";
    killAtEveryMoment();
  }

  @Test
  void goesOnBehindTheStretchThatWasMadeWhenABackfillIsKilled() throws Exception {
    out = folder.resolve("out");
    settings = BY_WINDOWS;
    partition = "window";
    files = "inbox/{yyyy}/{MM}/*";
    for (int month = 1; month <= 12; month++) {
      Path folderOfMonth =
          Files.createDirectories(folder.resolve(String.format("inbox/2024/%02d", month)));
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        lines.add(article(month + "-" + i, i, String.format("2024-%02d-%02d", month, 1 + i)));
      }
      Files.write(folderOfMonth.resolve("articles.jsonl"), lines);
    }
    String[] backfill = {"--for=2024", "--as-of=2025-07-20"};
    Process run = start(out, backfill);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (run.isAlive() && !Files.exists(out.resolve("tables"))) {
      assertThat("a stretch is made", System.nanoTime() < deadline, is(true));
      Thread.onSpinWait();
    }
    run.destroyForcibly().waitFor();
    Set<String> before = packs();
    assertThat(Files.readString(folder.resolve("log")), before.size() < 12, is(true));
    complete(out, backfill);
    assertThat("packs of the stretch that was made", packs().containsAll(before), is(true));
    Path fresh = folder.resolve("fresh");
    complete(fresh, backfill);
    assertThat(tables(out), is(tables(fresh)));
  }

  /** The files that hold what was read for the windows of the output. */
  private Set<String> packs() {
    return StateFolder.at(out.resolve(".state/runs")).current().stream()
        .flatMap(held -> held.packs().stream())
        .map(Pack::name)
        .collect(Collectors.toSet());
  }

  private void killAtEveryMoment() throws Exception {
    out = folder.resolve("out");
    put(0);
    long begin = System.nanoTime();
    Process first = start(folder.resolve("measured"));
    assertThat(first.waitFor(10, TimeUnit.MINUTES), is(true));
    assertThat(Files.readString(folder.resolve("log")), first.exitValue(), is(0));
    long whole = System.nanoTime() - begin;
    int killed = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      put(repeat);
      SortedMap<String, String> before = tables(out);
      Process run = start(out);
      boolean hasEnded =
          run.waitFor(whole * (repeat + 1) / (REPEATS + 1) / 1_000_000, TimeUnit.MILLISECONDS);
      run.destroyForcibly().waitFor();
      killed += hasEnded ? 0 : 1;
      SortedMap<String, String> left = tables(out);
      Path fresh = folder.resolve("fresh" + repeat);
      complete(fresh);
      SortedMap<String, String> undisturbed = tables(fresh);
      String place = "killed in part " + repeat + " of " + REPEATS;
      assertThat(place, left, anyOf(is(before), is(undisturbed)));
      complete(out);
      assertThat(place, tables(out), is(undisturbed));
    }
    assertThat("runs that were killed before their end", killed > 0, is(true));
    System.err.printf(
        "A run %s killed with signal 9: %d times, %d of them too late to disturb it%n",
        partition.equals("window") ? "that leaves windows as they were" : "that makes all windows",
        REPEATS,
        REPEATS - killed);
  }

  @Test
  void refusesASecondRunAtOnce() throws Exception {
    out = folder.resolve("out");
    put(0);
    complete(out);
    SortedMap<String, String> before = tables(out);
    try (FileChannel channel =
            FileChannel.open(out.resolve(".state/runs/.lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.lock(1 << 20, 1, false)) {
      assertThat(lock.isValid(), is(true));
      Process second = start(out);
      assertThat(second.waitFor(10, TimeUnit.MINUTES), is(true));
      assertThat(second.exitValue(), is(1));
    }
    assertThat(
        Files.readString(folder.resolve("log")), containsString("another run is writing there"));
    assertThat(tables(out), is(before));
    // The lock was this process' own, and is gone with the channel.
    complete(out);
    assertThat(tables(out), is(before));
  }

  @Test
  void makesTheSameWhenTheClockJumps() throws Exception {
    out = folder.resolve("out");
    put(0);
    complete(out, "--as-of=2025-07-20");
    put(1);
    complete(out, "--as-of=2025-07-19");
    complete(folder.resolve("fresh"));
    assertThat(tables(out), is(tables(folder.resolve("fresh"))));
  }
}
