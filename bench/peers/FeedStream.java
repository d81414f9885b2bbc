import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Feeds a stream at a steady rate and prints how long articles take into an early row.
 *
 * <pre>java FeedStream INBOX OUT ARTICLES_PER_SECOND SECONDS WINDOWS [PID]</pre>
 *
 * Articles are of so many days; a negative number is one of hours, which go by, one with each file.
 * A process that is named is killed with signal 9 after half of the time; then it is also printed
 * when the stream had caught up: when all that was written before the kill, and all else that is
 * older than the slowest article before the kill was, had been counted.
 *
 * <p>Articles come in files of ten, in order; one has arrived when the run's row of table
 * reconciliation has read as many as were written up to it.
 */
final class FeedStream {
  private static final int PER_FILE = 10;
  private static final String[] WORDS =
      "the of and to in ferry strike comet harbour council budget storm school election newt bridge"
          .split(" ");

  public static void main(String[] arguments) throws Exception {
    Path inbox = Files.createDirectories(Path.of(arguments[0]));
    Path sum = Path.of(arguments[1], "tables", "reconciliation.csv");
    int rate = Integer.parseInt(arguments[2]);
    int files = rate * Integer.parseInt(arguments[3]) / PER_FILE;
    int windows = Integer.parseInt(arguments[4]);
    long before = read(sum);
    List<Long> written = new ArrayList<>();
    long[] latencies = new long[files];
    int seen = 0;
    Random random = new Random(1);
    Optional<ProcessHandle> victim =
        arguments.length > 5 ? ProcessHandle.of(Long.parseLong(arguments[5])) : Optional.empty();
    long killed = 0;
    long caughtUp = 0;
    long slowest = 0;
    int writtenAtKill = 0;
    long start = System.nanoTime();
    while (seen < files) {
      long now = System.nanoTime();
      while (written.size() < files
          && now - start >= written.size() * (1_000_000_000L * PER_FILE / rate)) {
        write(inbox, written.size(), windows, random);
        written.add(System.nanoTime());
      }
      long arrived = (read(sum) - before) / PER_FILE;
      now = System.nanoTime();
      while (seen < Math.min(arrived, written.size())) {
        latencies[seen] = now - written.get(seen);
        if (killed == 0) {
          slowest = Math.max(slowest, latencies[seen]);
        }
        seen++;
      }
      if (victim.isPresent() && killed == 0 && written.size() >= files / 2) {
        victim.get().destroyForcibly();
        killed = System.nanoTime();
        writtenAtKill = written.size();
      }
      if (killed > 0
          && caughtUp == 0
          && seen >= writtenAtKill
          && (seen == written.size() || now - written.get(seen) <= slowest)) {
        caughtUp = now;
      }
      if (now - start > 600_000_000_000L) {
        throw new IllegalStateException(seen + " of " + files + " files after ten minutes");
      }
      Thread.sleep(20);
    }
    Arrays.sort(latencies);
    System.out.printf(
        Locale.ROOT,
        "%d articles at %d a second: counted after %.1f s (median), %.1f s (99th), %.1f s (last)%n",
        files * PER_FILE,
        rate,
        latencies[files / 2] / 1e9,
        latencies[files * 99 / 100] / 1e9,
        latencies[files - 1] / 1e9);
    if (killed > 0) {
      System.out.printf(
          Locale.ROOT, "caught up %.1f s after the kill%n", (caughtUp - killed) / 1e9);
    }
  }

  private static void write(Path inbox, int file, int windows, Random random) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PER_FILE; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 250; word++) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(400)).append(' ');
      }
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"guid\": \"%d-%d-%d\", \"source\": \"Outlet %d\", \"pubDate\": \"%s:00:00Z\","
                  + " \"section\": \"Topic %d\", \"headline\": \"News %d\", \"text\": \"%s\"}%n",
              file,
              i,
              ProcessHandle.current().pid(),
              random.nextInt(20),
              hour(file, windows, random),
              random.nextInt(10),
              file,
              text));
    }
    Path hidden = inbox.resolve("." + file);
    Files.writeString(hidden, lines, StandardCharsets.UTF_8);
    Files.move(
        hidden,
        inbox.resolve(ProcessHandle.current().pid() + "-" + file + ".jsonl"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Of a day among the first so many; or, if there are fewer than none, of an hour that goes by.
   */
  private static String hour(int file, int windows, Random random) {
    LocalDateTime first = LocalDateTime.of(2025, 1, 1, 10, 0);
    return (windows > 0
            ? first.plusDays(random.nextInt(windows))
            : first.plusHours(file + (long) random.nextInt(-windows)))
        .toString()
        .substring(0, 13);
  }

  private static long read(Path sum) {
    try {
      return Long.parseLong(Files.readAllLines(sum).get(1).split(",", -1)[2]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return 0; // Not yet there.
    }
  }
}
