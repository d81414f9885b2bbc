package io.broadsheet.job;

import io.broadsheet.job.JobSpec.Overriding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Specs for tests, read at a fixed time. */
final class Specs {
  static final Instant NOW = Instant.parse("2025-07-14T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private Specs() {}

  static Overriding sets(String... sets) {
    return new Overriding(List.of(sets), Optional.empty(), CLOCK);
  }

  static Overriding asOf(String time) {
    return new Overriding(List.of(), Optional.of(time), CLOCK);
  }

  static Job read(String yaml, String... sets) {
    return JobSpec.parse("pipelines/daily.yaml", yaml, sets(sets));
  }

  /** What is said about a wrong spec. */
  static String mistakes(String yaml, String... sets) {
    try {
      read(yaml, sets);
    } catch (SpecException e) {
      return e.getMessage();
    }
    throw new AssertionError("accepted:\n" + yaml + String.join("\n", sets));
  }

  /** A spec with an input and the given further lines. */
  static String with(String... lines) {
    return "input: [ { files: a } ]\n" + String.join("\n", lines) + "\n";
  }
}
