package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream that the last release stopped with a savepoint goes on with this one. The savepoint is
 * among the test resources; {@code -Dsavepoint.update=true} makes it anew, which is due when a
 * release is, or when the state cannot be read any more and the change log says so.
 */
class StreamUpgradeIT {
  private static final Path RELEASED = Path.of("src/test/resources/savepoint.zip");
  private static final boolean IS_UPDATE = Boolean.getBoolean("savepoint.update");
  private static final String AS_OF = "--as-of=2025-08-01";
  private static final int FILES = 6;
  private static final int FILES_OF_THE_RELEASE = 3;
  private static final long MOST_BYTES = 300_000;
  private static final long SEED = 19;

  @TempDir private Path folder;

  private final FaultProcesses processes = new FaultProcesses();

  @AfterEach
  void letGo() throws Exception {
    processes.close();
  }

  @Test
  void goesOnFromTheSavepointOfTheLastRelease() throws Exception {
    assumeTrue(!IS_UPDATE, "the savepoint is being made");
    unpack();
    new Newsroom(SEED, 4).write(folder.resolve("pool"), FILES);
    Process stream = start();
    feed(FILES_OF_THE_RELEASE, FILES);
    // What was read before is not read again, and no window has lost what it had.
    awaitTables(stream, FILES);
    assertThat(processes.said(stream), containsString("going on from the checkpoint of"));
    stop(stream);
  }

  @Test
  void makesTheSavepointOfThisRelease() throws Exception {
    assumeTrue(IS_UPDATE, "-Dsavepoint.update=true is not given");
    Files.writeString(
        folder.resolve("stream.yaml"),
        """
        input: [ { watch: 'inbox/**', poll: 1 second } ]
        early: 1 second
        output: [ { csv: out } ]
        """);
    new Newsroom(SEED, 4).write(folder.resolve("pool"), FILES);
    Files.createDirectory(folder.resolve("inbox"));
    feed(0, FILES_OF_THE_RELEASE);
    Process stream = start();
    awaitTables(stream, FILES_OF_THE_RELEASE);
    stop(stream);
    pack(List.of("stream.yaml", "inbox", "out/.state/savepoints", "out/.state/parts"));
    assertThat(Files.size(RELEASED) + " bytes", Files.size(RELEASED) < MOST_BYTES, is(true));
  }

  private Process start() throws IOException {
    return processes.startIn(folder, "run", "stream.yaml", AS_OF, "--parallelism=1");
  }

  private void stop(Process stream) throws Exception {
    stream.destroy();
    assertThat(stream.waitFor(60, TimeUnit.SECONDS), is(true));
    assertThat(processes.said(stream), containsString("stopped; the next start goes on from here"));
  }

  private void feed(int from, int to) throws IOException {
    for (int file = from; file < to; file++) {
      String name = "news-" + file + ".jsonl";
      Files.move(folder.resolve("pool").resolve(name), folder.resolve("inbox").resolve(name));
    }
  }

  /** Waits until the stream has the tables of a batch over the inbox. */
  private void awaitTables(Process stream, int files) throws Exception {
    Path out = folder.resolve("batch-" + files);
    Files.writeString(
        folder.resolve("batch.yaml"),
        "input: [ { files: 'inbox/**' } ]\n"
            + "copies: { boilerplate_articles: 1000000 }\n"
            + "output: [ { csv: '"
            + out
            + "' } ]\n");
    Runs.Ended ended = processes.ended(processes.startIn(folder, "run", "batch.yaml", AS_OF));
    assertThat(ended.err(), ended.exitCode(), is(0));
    SortedMap<String, String> batch = Runs.files(out.resolve("tables"));
    batch.keySet().removeAll(List.of("trends.csv", "bursts.csv", "boilerplate.csv"));
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    for (String table : batch.keySet()) {
      Path streamed = folder.resolve("out/tables").resolve(table);
      while (!Files.exists(streamed) || !Files.readString(streamed).equals(batch.get(table))) {
        assertThat(
            table + ": " + processes.said(stream),
            System.nanoTime() < deadline && stream.isAlive(),
            is(true));
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private void pack(List<String> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(RELEASED))) {
      for (String entry : entries) {
        try (Stream<Path> files = Files.walk(folder.resolve(entry))) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
            Files.copy(file, zip);
          }
        }
      }
    }
  }

  private void unpack() throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(RELEASED))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }
}
