package io.broadsheet;

import io.broadsheet.job.Commands;
import io.broadsheet.job.FormatTeller.Finding;
import io.broadsheet.job.Job;
import io.broadsheet.job.Progress;
import io.broadsheet.job.RunSummary;
import io.broadsheet.job.Terminal;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptions;

/** The main class. */
public final class Broadsheet {
  private Broadsheet() {}

  public static void main(String[] arguments) {
    System.exit(execute(Terminal.ofProcess(), arguments));
  }

  /** Carries out a command line and returns the exit code. */
  static int execute(Terminal terminal, String... arguments) {
    return new Commands(terminal, Broadsheet::run, Broadsheet::tellFormats, Clock.systemUTC())
        .execute(arguments);
  }

  private static RunSummary run(Job job, PipelineOptions options, Progress progress) {
    throw new UnsupportedOperationException("the pipeline is not built yet");
  }

  private static void tellFormats(List<String> inputs, Consumer<Finding> findings) {
    throw new UnsupportedOperationException("the formats are not built yet");
  }
}
