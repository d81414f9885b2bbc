package io.broadsheet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of a run, as Prometheus' text format and as JSON have them. */
final class RunMetrics {
  private static final String PREFIX = "broadsheet_";

  private static final Map<String, String> HELP =
      Map.ofEntries(
          Map.entry("success", "1 if the last run ended with exit code 0, else 0."),
          Map.entry("exit_code", "The exit code of the last run."),
          Map.entry("finished_timestamp_seconds", "When the last run ended."),
          Map.entry("duration_seconds", "How long the last run took."),
          Map.entry("articles", "Articles and rejects of all runs, by what became of them."),
          Map.entry("rejects", "Rejected records of all runs, by reason."),
          Map.entry("run_articles_read", "Articles that the last run read."),
          Map.entry("run_rejected", "Records that the last run rejected."),
          Map.entry("run_articles_outside", "Articles that the last run left outside --for."),
          Map.entry("run_files_read", "Files that the last run read."),
          Map.entry("run_files_already_counted", "Files that the last run need not read again."),
          Map.entry("run_bytes_read", "Bytes that the last run read."),
          Map.entry("run_windows_made", "Windows that the last run made first."),
          Map.entry("run_windows_restated", "Windows of earlier runs that the last run changed."),
          Map.entry(
              "newest_article_lag_seconds",
              "From the publication of the newest article to the end of the last run."));

  private RunMetrics() {}

  /**
   * One figure.
   *
   * @param name without prefix
   * @param label a name, of which {@code of} is the value; empty for none
   * @param of article text never stands in it
   */
  record Figure(String name, String label, String of, double value) {
    static Figure of(String name, double value) {
      return new Figure(name, "", "", value);
    }
  }

  /** The figures that a {@code run.json} tells. */
  static List<Figure> figures(JsonNode report) {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> count : report.get("counts").properties()) {
      if (!count.getKey().equals("read")) {
        figures.add(new Figure("articles", "became", count.getKey(), count.getValue().asDouble()));
      }
    }
    for (Map.Entry<String, JsonNode> reason :
        report.get("found").get("rejects").get("foremost").properties()) {
      figures.add(new Figure("rejects", "reason", reason.getKey(), reason.getValue().asDouble()));
    }
    if (report.has("this_run")) {
      for (Map.Entry<String, JsonNode> figure : report.get("this_run").properties()) {
        if (HELP.containsKey("run_" + figure.getKey())) {
          figures.add(Figure.of("run_" + figure.getKey(), figure.getValue().asDouble()));
        }
      }
    }
    String newest = report.get("found").get("newest_article").asText();
    if (!newest.isEmpty()) {
      Instant finished = Instant.parse(report.get("finished").asText());
      long lag = finished.getEpochSecond() - OffsetDateTime.parse(newest).toEpochSecond();
      figures.add(Figure.of("newest_article_lag_seconds", (double) lag));
    }
    return figures;
  }

  /** Prometheus' text format, for the textfile collector. */
  static String prometheus(String job, List<Figure> figures) {
    StringBuilder text = new StringBuilder();
    Set<String> explained = new HashSet<>();
    for (Figure figure : figures) {
      String name = PREFIX + figure.name();
      if (explained.add(name)) {
        text.append("# HELP ").append(name).append(' ').append(HELP.get(figure.name()));
        text.append("\n# TYPE ").append(name).append(" gauge\n");
      }
      text.append(name).append("{job_name=\"").append(escaped(job)).append('"');
      if (!figure.label().isEmpty()) {
        text.append(',').append(figure.label()).append("=\"").append(escaped(figure.of()));
        text.append('"');
      }
      text.append("} ").append(number(figure.value())).append('\n');
    }
    return text.toString();
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** One object; what has a label is an object in it. */
  static String json(String job, List<Figure> figures) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode().put("job", job);
    for (Figure figure : figures) {
      ObjectNode place = figure.label().isEmpty() ? root : root.withObject("/" + figure.name());
      String name = figure.label().isEmpty() ? figure.name() : figure.of();
      if (figure.value() == Math.rint(figure.value())) {
        place.put(name, (long) figure.value());
      } else {
        place.put(name, figure.value());
      }
    }
    try {
      return mapper.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written", e);
    }
  }
}
