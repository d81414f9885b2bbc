package io.broadsheet.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of commands that run a pipeline; what is none of ours is Beam's. */
final class RunOptions {
  @Option(names = "--verbose", description = "Shows what Beam and Flink log.")
  private boolean isVerbose;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /**
   * Sets up logging and reads Beam's options. Comes before anything that logs.
   *
   * @param beam the arguments that are none of ours
   * @throws SpecException with a sentence about the first that is wrong
   */
  PipelineOptions beam(Job job, List<String> beam) {
    if (isVerbose) {
      LogLevels.showAll();
    }
    List<String> arguments = new ArrayList<>(beam);
    if (isOpen("runner", beam) && (job.isStream() || Runners.isHosted())) {
      arguments.add("--runner=" + FlinkRunner.class.getSimpleName());
    }
    PipelineOptions options =
        BeamOptions.parse(arguments, List.copyOf(command.optionsMap().keySet()));
    if (isOpen("jobName", beam)) {
      options.setJobName(job.name());
    }
    if (job.isStream() && !Runners.isFlink(options)) {
      throw new SpecException(
          "a stream needs a runner that keeps its state: leave out --runner, or name FlinkRunner");
    }
    return options;
  }

  private static boolean isOpen(String option, List<String> beam) {
    return beam.stream().noneMatch(argument -> argument.startsWith("--" + option + "="));
  }
}
