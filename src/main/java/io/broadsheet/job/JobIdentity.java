package io.broadsheet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.broadsheet.state.Manifest.Identity;
import io.broadsheet.table.Tables;
import java.util.List;

/** Tells whether what an earlier run read can be used again. */
final class JobIdentity {
  /** Raised when files are read otherwise than before, or packed otherwise. */
  private static final int READING = 4;

  private static final List<String> READING_SECTIONS =
      List.of("input", "windows", "copies", "stories", "outlets", "limits");

  /** What changes no table. */
  private static final List<String> BESIDE_TABLES =
      List.of("metrics", "on_failure", "max_rejected", "state");

  /** What is said about text that does not matter before it is counted. */
  private static final List<String> LISTING_OF_TEXT =
      List.of(
          "ngrams",
          "stop_words",
          "add_stop_words",
          "remove_stop_words",
          "min_term_count",
          "top_terms",
          "slices");

  private JobIdentity() {}

  /**
   * The identity of a job.
   *
   * @param spec in force, as JSON
   */
  static Identity of(String spec) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      JsonNode root = mapper.readTree(spec);
      ObjectNode job = mapper.createObjectNode();
      root.get("input").forEach(input -> job.withArray("files").add(input.get("files")));
      job.set("every", root.get("windows").get("every"));
      job.set("zone", root.get("windows").get("zone"));
      ObjectNode reading = mapper.createObjectNode();
      READING_SECTIONS.forEach(name -> reading.set(name, root.get(name).deepCopy()));
      ((ObjectNode) reading.get("windows")).remove(List.of("allowed_lateness", "keep"));
      ObjectNode text = root.get("text").deepCopy();
      text.remove(LISTING_OF_TEXT);
      reading.set("text", text);
      // Whether blocks hold texts as they were written.
      root.get("reports").forEach(table -> addIfContexts(table.asText(), reading));
      root.get("reports").forEach(table -> addIfTrends(table.asText(), root, reading));
      reading.put("version", Version.text() + " " + READING);
      ObjectNode tables = ((ObjectNode) root).remove(BESIDE_TABLES);
      tables.put("version", Version.text() + " " + READING);
      return new Identity(job.toString(), reading.toString(), tables.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec in force is JSON", e);
    }
  }

  /** Reading counts terms of several words where trends follow them, unless all are listed. */
  private static void addIfTrends(String table, JsonNode root, ObjectNode reading) {
    JsonNode text = root.get("text");
    if (List.of(Tables.TRENDS.name(), Tables.BURSTS.name()).contains(table)
        && text.get("ngrams").asInt() > 1) {
      reading.put("sketched", text.get("ngrams") + " of " + text.get("top_terms"));
    }
  }

  private static void addIfContexts(String table, ObjectNode reading) {
    if (table.equals(Tables.CONTEXTS.name())) {
      reading.put("bodies", true);
    }
  }
}
