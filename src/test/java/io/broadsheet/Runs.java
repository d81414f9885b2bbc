package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.job.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs of the command in this process. */
final class Runs {
  private Runs() {}

  /**
   * What a run said and how it ended.
   *
   * @param out standard output
   * @param err standard error
   */
  record Ended(int exitCode, String out, String err) {}

  /** Carries out a command line. */
  static Ended execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, 80);
    int exitCode = Broadsheet.execute(terminal, arguments);
    return new Ended(exitCode, out.toString(), err.toString());
  }

  /** Runs a spec into a folder as CSV and returns its tables. */
  static SortedMap<String, String> tables(Path out, String spec, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("run", spec, "--debug"));
    all.add("--set");
    all.add("output=[{csv: '" + out + "'}]");
    all.addAll(List.of(arguments));
    Ended ended = execute(all.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
    return files(out.resolve("tables"));
  }

  /**
   * Runs the sample's spec over other files, for outlets and terms alone, and returns its tables.
   */
  static SortedMap<String, String> tablesOf(String files, Path out, String... options)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--as-of=2025-07-14",
                "--set",
                "input=[{files: '" + files + "'}]",
                "--set",
                "reports=[outlets, terms]",
                "--set",
                "stories.find=false",
                "--set",
                "copies.find=false"));
    all.addAll(List.of(options));
    return tables(out, "pipelines/sample.yaml", all.toArray(String[]::new));
  }

  /** Deletes a folder and all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The files of a folder by name. */
  static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        files.put(entry.getFileName().toString(), Files.readString(entry, StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
