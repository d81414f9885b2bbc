package io.broadsheet.write;

import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how many rows of table {@code terms} a commit brings into PostgreSQL in a second: into
 * an empty table, again, and over a table in which every row is another. The server has its usual
 * settings: it waits for its disk.
 *
 * <p>Arguments: windows and rows of a window.
 */
public final class PostgresFigures {
  private static final Instant FIRST_DAY = Instant.parse("2018-01-01T00:00:00Z");

  private final SinkRequest request;
  private final int windows;
  private final int terms;

  private PostgresFigures(SinkRequest request, int windows, int terms) {
    this.request = request;
    this.windows = windows;
    this.terms = terms;
  }

  public static void main(String[] arguments) throws IOException {
    int windows = Integer.parseInt(arguments[0]);
    int terms = Integer.parseInt(arguments[1]);
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      SinkRequest request =
          new SinkRequest(
              "postgres",
              "postgresql://postgres@localhost:" + server.getPort() + "/postgres",
              Map.of(
                  "schema", "figures",
                  "password_env", "PGPASSWORD",
                  "password_file", "none",
                  "tls", "disable",
                  "tls_root", "none",
                  "staging", "none"),
              WindowScheme.of("day", ZoneOffset.UTC));
      PostgresFigures figures = new PostgresFigures(request, windows, terms);
      figures.print("into an empty table", 0);
      figures.print("the same rows again", 0);
      figures.print("over a full table, every row another", 1);
    }
  }

  private void print(String what, int version) throws IOException {
    try (OpenSinks open = OpenSinks.prepare(List.of(request))) {
      FolderOutputs outputs = new FolderOutputs(open.sinks(), List.of("terms"), ZoneOffset.UTC);
      List<byte[]> parts = new ArrayList<>();
      try (TableOutput output = outputs.open("figures")) {
        for (int window = 0; window < windows; window++) {
          write(output, window, version);
        }
        parts.addAll(output.finish());
      }
      long start = System.nanoTime();
      outputs.commit(outputs.gather(List.of(Tables.TERMS), parts), files -> new byte[] {'{', '}'});
      double seconds = (System.nanoTime() - start) / 1e9;
      long rows = (long) windows * terms;
      System.out.printf(
          Locale.ROOT,
          "%-40s %,12d rows %8.2f s %,12.0f rows/s%n",
          what,
          rows,
          seconds,
          rows / seconds);
    }
  }

  private void write(TableOutput output, int window, int version) throws IOException {
    long start = FIRST_DAY.plus(Duration.ofDays(window)).toEpochMilli();
    long end = start + Duration.ofDays(1).toMillis();
    RowWriter rows = output.begin(Tables.TERMS, start, 0);
    for (int term = 0; term < terms; term++) {
      long count = 1L + terms / (term + 1) + version;
      rows.timestamp(start);
      rows.timestamp(end);
      rows.text("all");
      rows.text("all");
      rows.integer(1);
      // Letters alone, in the order of the numbers.
      rows.text(word(term));
      rows.integer(term + 1);
      rows.integer(count);
      rows.integer((count + 1) / 2);
      rows.integer((count + 2) / 3);
      rows.integer(400_000 + window);
      rows.integer(1000);
      rows.real(count / (400_000.0 + window));
      rows.real(count / 1000.0);
      rows.real(count / 1100.0);
      rows.real(count / 900.0);
      rows.real(count / (0.4 + window / 1e6));
      rows.real(count * Math.log(1000.0 / count) / 400_000);
      rows.endRow();
    }
    output.end();
  }

  private static String word(int number) {
    char[] letters = "aaaaaaaa".toCharArray();
    int left = number;
    for (int i = letters.length - 1; left > 0; i--) {
      letters[i] += (char) (left % 26);
      left /= 26;
    }
    return new String(letters);
  }
}
