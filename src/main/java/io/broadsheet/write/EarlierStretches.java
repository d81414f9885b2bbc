package io.broadsheet.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.article.FileTrouble;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run that goes in stretches did in those before the present one, as {@code run.json} tells:
 * so the present one can tell of all of them.
 *
 * @param days that the whole run was asked for; empty if it does not go in stretches
 * @param started when the whole run did, in epoch milliseconds; 0 if this is its first stretch
 * @param filesRead their names
 * @param figures of {@code this_run} that are numbers, by name
 */
public record EarlierStretches(
    String days, long started, Set<String> filesRead, Map<String, Long> figures)
    implements Serializable {
  public EarlierStretches {
    filesRead = new TreeSet<>(filesRead);
    figures = new TreeMap<>(figures);
  }

  /** There are none. */
  public static EarlierStretches none(String days) {
    return new EarlierStretches(days, 0, Set.of(), Map.of());
  }

  /** Those up to the one of which a {@code run.json} tells. */
  public EarlierStretches upTo(Path report) {
    try {
      JsonNode told = new ObjectMapper().readTree(report.toFile());
      Set<String> read = new TreeSet<>(filesRead);
      for (JsonNode input : told.get("inputs")) {
        if (input.get("read").asBoolean()) {
          read.add(input.get("file").asText());
        }
      }
      Map<String, Long> sums = new TreeMap<>();
      for (Map.Entry<String, JsonNode> figure : told.get("this_run").properties()) {
        if (figure.getValue().isNumber()) {
          sums.put(figure.getKey(), figure.getValue().asLong());
        }
      }
      long began = Instant.parse(told.get("started").asText()).toEpochMilli();
      return new EarlierStretches(days, began, read, sums);
    } catch (IOException e) {
      throw FileTrouble.with("read", report, e);
    }
  }

  /** A figure that adds up. */
  long and(String figure, long more) {
    return figures.getOrDefault(figure, 0L) + more;
  }

  /** A figure to which what the earlier stretches did does not belong. */
  long without(long all, String... done) {
    long left = all;
    for (String figure : done) {
      left -= figures.getOrDefault(figure, 0L);
    }
    return Math.max(0, left);
  }
}
