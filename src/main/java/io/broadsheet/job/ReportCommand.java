package io.broadsheet.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
    name = "report",
    sortOptions = false,
    description = "Makes the default report of some files; no spec is needed.",
    footer = {
      "",
      "Beam's own options are passed on, such as --runner=FlinkRunner --parallelism=2.",
      "",
      "  broadsheet report news/ --out=out/news --open",
      "  broadsheet report 'news/**/*.json' --out=out/news --set windows.every=week"
    })
final class ReportCommand implements Callable<Integer> {
  private final JobExecution execution;
  private final Clock clock;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, or globs in quotes.")
  private List<String> inputs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder that the page and the tables are written to.")
  private String folder;

  @Option(names = "--open", description = "Opens the page of the report in a browser at the end.")
  private boolean isToBeOpened;

  @Mixin private SpecOptions specOptions;
  @Mixin private RunOptions runOptions;
  @Unmatched private final List<String> beamArguments = new ArrayList<>();

  ReportCommand(JobExecution execution, Clock clock) {
    this.execution = execution;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    BeamOptions.begin();
    Job job = JobSpec.report(inputs, folder, specOptions.overriding(clock));
    int exitCode = execution.execute(job, runOptions.beam(job, beamArguments));
    if (isToBeOpened) {
      Browser.open(Path.of(folder, "index.html"));
    }
    return exitCode;
  }
}
