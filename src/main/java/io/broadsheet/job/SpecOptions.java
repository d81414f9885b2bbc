package io.broadsheet.job;

import io.broadsheet.job.JobSpec.Overriding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that change what a spec says. */
final class SpecOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a key of the spec, such as windows.every=week. A number reaches into a list:"
              + " input.0.files='news/**'. May be repeated.")
  private final List<String> sets = new ArrayList<>();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "The run's \"now\", which decides what lies in the future: an instant, or a date meaning"
              + " its start in the spec's zone. Default: the clock.")
  private String asOf;

  Overriding overriding(Optional<String> days, boolean isFull, Clock clock) {
    return new Overriding(sets, Optional.ofNullable(asOf), days, isFull, clock);
  }

  Overriding overriding(Clock clock) {
    return new Overriding(sets, Optional.ofNullable(asOf), clock);
  }
}
