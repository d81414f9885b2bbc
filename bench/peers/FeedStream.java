import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Feeds a stream at a steady rate and prints how long articles take into an early row.
 *
 * <pre>java FeedStream INBOX OUT ARTICLES_PER_SECOND SECONDS WINDOWS</pre>
 *
 * Articles come in files of ten, in order; one has arrived when the run's row of table
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
        seen++;
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
              "{\"guid\": \"%d-%d-%d\", \"source\": \"Outlet %d\", \"pubDate\": \"%sT10:00:00Z\","
                  + " \"section\": \"Topic %d\", \"headline\": \"News %d\", \"text\": \"%s\"}%n",
              file,
              i,
              ProcessHandle.current().pid(),
              random.nextInt(20),
              LocalDate.of(2025, 1, 1).plusDays(random.nextInt(windows)),
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

  private static long read(Path sum) {
    try {
      return Long.parseLong(Files.readAllLines(sum).get(1).split(",", -1)[2]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return 0; // Not yet there.
    }
  }
}
