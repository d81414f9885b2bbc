package io.broadsheet.job;

import io.broadsheet.article.UserException;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.InputFiles;
import io.broadsheet.state.Manifest.MadeWindow;
import io.broadsheet.state.PackedFile;
import io.broadsheet.state.StateFolder;
import io.broadsheet.state.StateStatus;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    sortOptions = false,
    description =
        "Shows which windows a job's output holds, when they were made and of what, and what the"
            + " next run would do. Changes nothing.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "SPEC", description = "The job spec, a YAML file.")
  private Path file;

  @Option(names = "--files", description = "Lists the files of each window, too.")
  private boolean showsFiles;

  @Mixin private SpecOptions specOptions;

  StatusCommand(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Job job = JobSpec.read(file, specOptions.overriding(clock));
    PrintWriter out = terminal.out();
    if (job.isStream()) {
      print(job.name(), StreamState.of(job), out);
      return Commands.DONE;
    }
    Optional<Path> folder = job.stateFolder();
    if (folder.isEmpty()) {
      out.println("Job " + job.name() + " remembers nothing: its spec says state: none.");
      return Commands.DONE;
    }
    Optional<StateStatus> status =
        Files.isDirectory(folder.get())
            ? StateStatus.of(StateFolder.at(folder.get()), job.request(filesOf(job), ""))
            : Optional.empty();
    if (status.isEmpty()) {
      out.println("Job " + job.name() + " has not run yet: nothing in " + folder.get() + ".");
      return Commands.DONE;
    }
    print(job, status.get(), out);
    return Commands.DONE;
  }

  private static List<InputFile> filesOf(Job job) {
    try {
      return InputFiles.listAny(job.filePatterns());
    } catch (UserException e) {
      return List.of(); // an inbox that is empty now is a status, too
    }
  }

  private static void print(String job, StreamState state, PrintWriter out) {
    Optional<Path> newest = state.newest();
    if (newest.isEmpty()) {
      out.println(
          "Job " + job + " is a stream that has not run yet: nothing in " + state.folder() + ".");
      return;
    }
    out.println(
        "Job "
            + job
            + " is a stream. Its last checkpoint, from which the next start goes on, is of "
            + StreamState.completed(newest.get())
            + ".");
    out.println(
        "Tables panes and reconciliation in "
            + state.folder().getParent()
            + " tell its windows, its run.json what it has read.");
  }

  private void print(Job job, StateStatus status, PrintWriter out) {
    out.println(line("window", "articles", "published", "made", "files", "is"));
    for (Map.Entry<Long, MadeWindow> window : status.held().windows().entrySet()) {
      List<PackedFile> files =
          status.held().packs().stream()
              .flatMap(pack -> pack.files().stream())
              .filter(packed -> packed.windows().containsKey(window.getKey()))
              .toList();
      out.println(
          line(
              job.windows().format(window.getKey()),
              Long.toString(window.getValue().articles()),
              instant(window.getValue().published()),
              instant(window.getValue().made()),
              Integer.toString(files.size()),
              status.stale().contains(window.getKey()) ? "stale" : "up to date"));
      if (showsFiles) {
        for (PackedFile packed : files) {
          out.println(
              "    "
                  + packed.windows().get(window.getKey())
                  + " articles of "
                  + Printable.of(packed.file().name())
                  + ", "
                  + packed.file().bytes()
                  + " bytes"
                  + (packed.sha256().isEmpty() ? "" : ", sha256 " + packed.sha256()));
        }
      }
    }
    list("The next run reads", status.toRead(), out);
    list("Counted, and gone since", status.gone(), out);
    if (status.isAnotherJobs()) {
      out.println("The spec has other inputs or windows now: the next run starts afresh.");
    }
  }

  private static void list(String title, List<String> files, PrintWriter out) {
    out.println(title + ": " + (files.isEmpty() ? "nothing" : files.size() + " files"));
    files.forEach(name -> out.println("    " + Printable.of(name)));
  }

  private static String instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static String line(
      String window, String articles, String published, String made, String files, String state) {
    return String.format(
        Locale.ROOT,
        "%-26s %10s  %-24s  %-24s %7s  %s",
        window,
        articles,
        published,
        made,
        files,
        state);
  }
}
