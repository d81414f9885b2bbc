package io.broadsheet.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
    name = "run",
    sortOptions = false,
    description = "Runs a job spec.",
    footer = {
      "",
      "Beam's own options are passed on: --runner=FlinkRunner --parallelism=2 (in this process),"
          + " or",
      "--runner=FlinkRunner --flinkMaster=host:8081 (a cluster). The default is the DirectRunner.",
      "",
      "  broadsheet run pipelines/sample.yaml",
      "  broadsheet run pipelines/sample.yaml --set windows.every=week --as-of=2025-07-20"
    })
final class RunCommand implements Callable<Integer> {
  private final JobExecution execution;
  private final Clock clock;

  @Parameters(paramLabel = "SPEC", description = "The job spec, a YAML file.")
  private Path file;

  @Option(
      names = "--for",
      paramLabel = "DAYS",
      description =
          "Makes and replaces the windows of these days only: "
              + DaySpan.FORMS
              + ". {yyyy}, {MM} and {dd} in an input's files stand for the same days.")
  private String days;

  @Option(
      names = "--full",
      description = "Reads everything again, whatever earlier runs have counted.")
  private boolean isFull;

  @Mixin private SpecOptions specOptions;
  @Mixin private RunOptions runOptions;
  @Unmatched private final List<String> beamArguments = new ArrayList<>();

  RunCommand(JobExecution execution, Clock clock) {
    this.execution = execution;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    BeamOptions.begin();
    Job job = JobSpec.read(file, specOptions.overriding(Optional.ofNullable(days), isFull, clock));
    if (job.isStream() && (days != null || isFull)) {
      throw new SpecException(
          "--for and --full are for batches, and an input of this job is watched");
    }
    return execution.execute(job, runOptions.beam(job, beamArguments));
  }
}
