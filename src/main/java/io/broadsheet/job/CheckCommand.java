package io.broadsheet.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    sortOptions = false,
    description = "Validates a job spec and says in a line what it would do.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "SPEC", description = "The job spec, a YAML file.")
  private Path file;

  @Mixin private SpecOptions specOptions;

  CheckCommand(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Job job = JobSpec.read(file, specOptions.overriding(clock));
    terminal
        .out()
        .println(
            file
                + " is valid: job "
                + job.name()
                + " reads "
                + job.inputs().stream().map(Job.Input::files).collect(Collectors.joining(", "))
                + " and writes tables by "
                + job.windows().every()
                + " in "
                + job.windows().zone()
                + " as "
                + job.outputs().stream()
                    .map(output -> output.kind() + " to " + output.path())
                    .collect(Collectors.joining(", ")));
    return Commands.DONE;
  }
}
