package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.broadsheet.Runs.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills runs with a signal that none can catch, from the first moment to the last, and looks at
 * what they leave: the old output whole, or the new; and the next run makes what an undisturbed one
 * makes.
 */
final class SchedulesKillIT {
  private static final int REPEATS = 20;

  @TempDir private Path folder;

  private Path out;

  private List<String> command(Path target, String... more) throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec, "input: [{files: '" + folder + "/inbox/**'}]\noutput: [{csv: '" + target + "'}]\n");
    List<String> command = new ArrayList<>(List.of("run", spec.toString()));
    command.addAll(more.length > 0 ? List.of(more) : List.of("--as-of=2025-07-20"));
    return command;
  }

  private void put(int number) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(
          String.format(
              "{\"id\": \"%d-%d\", \"outlet\": \"Paper %d\", \"date\": \"2025-07-%02d\", \"title\":"
                  + " \"Ferry %d\", \"body\": \"%s\"}",
              number, i, i % 4, 1 + i % 9, i, "The ferry waits for the storm. ".repeat(1 + i)));
    }
    Files.createDirectories(folder.resolve("inbox"));
    Files.write(folder.resolve("inbox/" + number + ".jsonl"), lines);
  }

  private Process start(Path target) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.broadsheet.Broadsheet"));
    command.addAll(command(target));
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
    return Files.exists(target.resolve("tables"))
        ? Runs.files(target.resolve("tables"))
        : new TreeMap<>();
  }

  @Test
  void losesAndDoublesNothingWhenARunIsKilled() throws Exception {
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
          run.waitFor(whole * (repeat + 1) / REPEATS / 1_000_000, TimeUnit.MILLISECONDS);
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
