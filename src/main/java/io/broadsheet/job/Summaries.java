package io.broadsheet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.job.RunSummary.Line;
import io.broadsheet.job.RunSummary.Reconciliation;
import io.broadsheet.job.RunSummary.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from a run's {@code run.json} what the terminal shows of it. */
public final class Summaries {
  private Summaries() {}

  /**
   * The summary of a run that has just ended.
   *
   * @param file its {@code run.json}
   * @param screen the plain-text twin of its page, if it made one
   * @param written the targets of all its sinks
   */
  public static RunSummary of(Path file, Optional<Path> screen, List<String> written) {
    try {
      JsonNode report = new ObjectMapper().readTree(file.toFile());
      JsonNode counts = report.get("counts");
      JsonNode found = report.get("found");
      List<Section> sections = new ArrayList<>();
      sections.add(section("windows", found.get("windows")));
      sections.add(section("outlets", found.get("outlets")));
      sections.add(section("topics", found.get("topics")));
      String largest = found.get("largest_window").asText();
      if (!largest.isEmpty()) {
        sections.add(section("terms of " + largest, found.get("terms_of_largest_window")));
      }
      sections.add(section("rejects", found.get("rejects")));
      return new RunSummary(
          new Reconciliation(
              counts.get("read").asLong(),
              counts.get("counted").asLong(),
              counts.get("duplicates").asLong(),
              counts.get("rejected").asLong(),
              counts.get("undated").asLong(),
              counts.get("late").asLong()),
          sections,
          screen.isPresent() ? Files.readString(screen.get()) : "",
          written,
          RunMetrics.figures(report));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Section section(String title, JsonNode section) {
    List<Line> lines = new ArrayList<>();
    section
        .get("foremost")
        .properties()
        .forEach(count -> lines.add(new Line(count.getKey(), count.getValue().asLong())));
    return new Section(title, section.get("total").asLong(), lines);
  }
}
