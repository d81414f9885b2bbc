package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills runs with a signal that none can catch, at any moment, and looks at what they leave. */
final class OutputFolderKillIT {
  private static final int REPEATS = 20;

  @TempDir private Path folder;

  @Test
  void showsAWholeVersionOrNoneWhenItsWriterIsKilled() throws IOException, InterruptedException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int seen = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      // A new folder now and then, so that first commits are killed too.
      boolean isNew = repeat % 4 == 0;
      Path out = folder.resolve("out" + repeat / 4);
      String place = "seed " + seed + ", repeat " + repeat;
      int before = isNew ? 0 : NumberedCommits.number(out).orElse(0);
      Process writer = NumberedCommits.start(out, "commit");
      try {
        awaitBegin(writer, place);
        long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000));
        boolean mustExist = before > 0;
        // Meanwhile be a reader, who must never see half.
        while (System.nanoTime() < deadline) {
          boolean isRead = read(out, mustExist, place);
          mustExist |= isRead;
          seen += isRead ? 1 : 0;
        }
        assertThat(place + ": the writer has ended by itself", writer.isAlive(), is(true));
      } finally {
        writer.destroyForcibly().waitFor();
      }

      Optional<Integer> left = NumberedCommits.number(out);
      assertThat(place, left.orElse(0), greaterThanOrEqualTo(before));
      assertThat(place, Files.exists(out.resolve("_SUCCESS")), is(left.isPresent()));
      assertThat(place, Files.exists(out.resolve("tables")), is(left.isPresent()));
      if (left.isPresent()) {
        assertThat(place, NumberedCommits.trouble(out), is(""));
      }

      NumberedCommits.commitNext(out);
      assertThat(place, NumberedCommits.number(out), is(Optional.of(left.orElse(0) + 1)));
      assertThat(place, NumberedCommits.trouble(out), is(""));
      assertThat(place, DurableFiles.list(out.resolve(".staging")).size(), is(0));
      assertThat(
          place, DurableFiles.list(out.resolve(".versions")).size(), is(left.isPresent() ? 2 : 1));
    }
    assertThat("seed " + seed + ": times that the reader saw a version", seen, greaterThan(0));
  }

  @Test
  void givesTheLockOfAKilledRunToTheNext() throws IOException, InterruptedException {
    Path out = folder.resolve("locked");
    Process writer = NumberedCommits.start(out, "hold");
    try {
      awaitBegin(writer, "lock");
      UserException refusal = assertThrows(UserException.class, () -> OutputFolder.prepare(out));
      assertThat(
          refusal.getMessage(),
          allOf(
              containsString(out + ": another run is writing there"),
              containsString("process " + writer.pid() + " on ")));
    } finally {
      writer.destroyForcibly().waitFor();
    }
    try (OutputFolder next = OutputFolder.prepare(out)) {
      assertThat(next.crashedRun().orElse(""), containsString("process " + writer.pid() + " on "));
      assertThat(
          DurableFiles.list(out.resolve(".staging")),
          is(List.of(out.resolve(".staging").resolve(next.stage().getFileName()))));
    }
    NumberedCommits.commitNext(out);
    assertThat(NumberedCommits.trouble(out), is(""));
  }

  private static void awaitBegin(Process writer, String place) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8));
    assertThat(place, output.readLine(), is("begin"));
  }

  /** Reads the version that holds, and says whether there was one that stayed long enough. */
  private static boolean read(Path out, boolean mustExist, String place) throws IOException {
    Path current = out.resolve(".current");
    Path version;
    try {
      version = current.toRealPath();
    } catch (NoSuchFileException e) {
      assertThat(place + ": a version is there, and now " + e.getMessage(), mustExist, is(false));
      return false;
    }
    try {
      assertThat(place, NumberedCommits.trouble(version), is(""));
      return true;
    } catch (NoSuchFileException e) {
      // Fair only if two commits have happened since: the version before the present is kept.
      int read = Integer.parseInt(version.getFileName().toString());
      int now = Integer.parseInt(current.toRealPath().getFileName().toString());
      assertThat(place + ": " + e.getMessage(), now, greaterThanOrEqualTo(read + 2));
      return false;
    }
  }
}
