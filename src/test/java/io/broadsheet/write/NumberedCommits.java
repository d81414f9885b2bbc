package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.broadsheet.TestJvm;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An output whose versions are numbered, and whose content follows from the number, so that anyone
 * can tell whether it is whole. As a program it commits one version after the other until it is
 * killed.
 */
final class NumberedCommits {
  private static final List<Table> TABLES =
      List.of(Rows.texts("one", 2), Rows.texts("two", 2), Rows.texts("three", 2));
  private static final int WINDOWS = 5;

  private NumberedCommits() {}

  /**
   * Commits for ever to the folder that is named, or only takes it if {@code hold} is asked for; a
   * line on standard output says that it begins.
   */
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]);
    if (arguments[1].equals("hold")) {
      try (OutputFolder folder = OutputFolder.prepare(out)) {
        Files.writeString(folder.stage().resolve("left"), "by a crash");
        System.out.println("begin");
        // Nobody writes to it, so this waits for the end.
        System.in.read();
      }
      return;
    }
    // The first commits of a process mostly load classes; those to be killed are to do their work.
    for (int i = 0; i < 3; i++) {
      commitNext(out.resolveSibling("warm"));
    }
    System.out.println("begin");
    while (true) {
      commitNext(out);
    }
  }

  /** Takes the folder, commits the version behind the one it holds, and lets go. */
  static void commitNext(Path out) throws IOException {
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      int number = number(out).orElse(0) + 1;
      List<Part> parts = new ArrayList<>();
      for (Table table : TABLES) {
        for (int shard = 0; shard < 2; shard++) {
          parts.add(write(folder.stage(), table, number, shard));
        }
      }
      folder.commit(
          TABLES,
          List.of(new CsvFormat(false)),
          parts,
          files -> Map.of("run.json", Integer.toString(number).getBytes(UTF_8)));
    }
  }

  private static Part write(Path stage, Table table, int number, int shard) throws IOException {
    PartWriter writer =
        PartWriter.open(stage, new CsvFormat(false), table, ZoneOffset.UTC, "shard-" + shard);
    for (int window = 0; window < WINDOWS; window++) {
      RowWriter rows = writer.beginSegment(window, shard);
      for (int row = 0; row < rows(number); row++) {
        rows.text(table.name() + number);
        rows.text(window + "." + shard + "." + row);
        rows.endRow();
      }
      writer.endSegment();
    }
    return writer.close();
  }

  private static int rows(int number) {
    return 500 + 100 * (number % 7);
  }

  /** The number of the version that a folder shows; none if it shows nothing at all. */
  static Optional<Integer> number(Path out) throws IOException {
    try {
      return Optional.of(Integer.parseInt(Files.readString(out.resolve("run.json"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Compares all files of a version with what its number says.
   *
   * @return what is wrong; empty if nothing is
   * @throws NoSuchFileException if the version has been removed meanwhile, or lacks a file
   */
  static String trouble(Path version) throws IOException {
    int number = Integer.parseInt(Files.readString(version.resolve("run.json")));
    if (Files.size(version.resolve("_SUCCESS")) != 0) {
      return "something in _SUCCESS";
    }
    for (Table table : TABLES) {
      String content = Files.readString(version.resolve("tables/" + table.name() + ".csv"));
      if (!content.equals(expected(table, number))) {
        return "table " + table.name() + " is not that of version " + number;
      }
    }
    List<String> names =
        DurableFiles.list(version.resolve("tables")).stream()
            .map(file -> file.getFileName().toString())
            .toList();
    return names.equals(List.of("one.csv", "three.csv", "two.csv")) ? "" : "tables " + names;
  }

  private static String expected(Table table, int number) {
    StringBuilder content = new StringBuilder("c0,c1\n");
    for (int window = 0; window < WINDOWS; window++) {
      for (int shard = 0; shard < 2; shard++) {
        for (int row = 0; row < rows(number); row++) {
          content.append(table.name()).append(number).append(',');
          content.append(window).append('.').append(shard).append('.').append(row).append('\n');
        }
      }
    }
    return content.toString();
  }

  /** Starts this program in a process of its own. */
  static Process start(Path out, String work) {
    try {
      return new ProcessBuilder(
              TestJvm.java(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xmx256m",
              "-cp",
              TestJvm.classPath(),
              NumberedCommits.class.getName(),
              out.toString(),
              work)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
