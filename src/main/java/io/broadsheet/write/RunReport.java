package io.broadsheet.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.broadsheet.count.Outcome;
import io.broadsheet.count.Tally;
import io.broadsheet.table.CodePointOrder;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code run.json}: what was asked for, what was read, what was written and how long it took. The
 * only output in which the clock may show.
 *
 * @param about what is known when the run starts, by name, in order: the spec, versions, options
 * @param scheme names the windows
 * @param started when the run started, in epoch milliseconds
 */
public record RunReport(Map<String, Serializable> about, WindowScheme scheme, long started)
    implements Serializable {
  private static final int FOREMOST = 10;

  public RunReport {
    about = new LinkedHashMap<>(about);
  }

  byte[] toJson(CommitReports.Ending ending, List<TableFile> tables) {
    Map<String, Object> report = new LinkedHashMap<>(about);
    Tally tally = ending.tally;
    long now = System.currentTimeMillis();
    report.put("started", Instant.ofEpochMilli(started).toString());
    report.put("finished", Instant.ofEpochMilli(now).toString());
    report.put("seconds", (now - started) / 1e3);
    report.put(
        "counts",
        inOrder(
            "read", ending.read(),
            "counted", tally.counted(),
            "duplicates", tally.duplicates(),
            "rejected", ending.rejections.size(),
            "undated", tally.undated(),
            "late", ending.late));
    if (ending.inFlight != null) {
      report.put("in_flight", ending.inFlight);
    }
    report.put("found", found(ending));
    report.put("inputs", each(ending.files, RunReport::input));
    report.put("tables", each(tables, RunReport::table));
    try {
      return (new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(report)
              + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run report of plain values can be written", e);
    }
  }

  /** The foremost of everything, for the summary on the terminal. */
  private Map<String, Object> found(CommitReports.Ending ending) {
    Map<String, Long> outlets = new TreeMap<>(CodePointOrder.INSTANCE);
    ending
        .tally
        .articlesByOutletAndStatus()
        .forEach(
            (outlet, statuses) -> {
              long dated =
                  statuses.entrySet().stream()
                      .filter(status -> status.getKey().isDated())
                      .mapToLong(Map.Entry::getValue)
                      .sum();
              if (dated > 0) {
                outlets.put(outlet, dated);
              }
            });
    Map<String, Long> windows = new TreeMap<>();
    ending
        .tally
        .articlesByWindow()
        .forEach((start, articles) -> windows.put(scheme.format(start), articles));
    Map<String, Long> reasons = new TreeMap<>();
    ending.rejections.forEach(
        rejection -> reasons.merge(rejection.reason().label(), 1L, Long::sum));
    Map<String, Long> terms = new LinkedHashMap<>();
    Tally.Foremost foremost = ending.tally.foremost();
    foremost.terms().forEach(term -> terms.put(term.getKey(), term.getValue()));
    return inOrder(
        "windows", foremost(windows),
        "outlets", foremost(outlets),
        "topics", foremost(ending.tally.articlesByTopic()),
        "largest_window", terms.isEmpty() ? "" : scheme.format(foremost.windowStart()),
        "terms_of_largest_window", foremost(terms),
        "rejects", foremost(reasons));
  }

  private static Map<String, Object> foremost(Map<String, Long> counts) {
    Map<String, Long> first = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(FOREMOST)
        .forEach(count -> first.put(count.getKey(), count.getValue()));
    return inOrder("total", counts.size(), "foremost", first);
  }

  private static Map<String, Object> input(Outcome.FileRead file) {
    return inOrder(
        "file", file.name(),
        "format", file.format(),
        "bytes", file.bytes(),
        "from_byte", file.start(),
        "sha256", file.sha256(),
        "articles", file.articles(),
        "rejected", file.rejected(),
        "skipped", file.skipped());
  }

  private static Map<String, Object> table(TableFile file) {
    return inOrder(
        "table", file.table(),
        "file", file.file(),
        "rows", file.rows(),
        "bytes", file.bytes());
  }

  private static <T> List<Map<String, Object>> each(
      List<T> values, Function<T, Map<String, Object>> toMap) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (T value : values) {
      maps.add(toMap.apply(value));
    }
    return maps;
  }

  private static Map<String, Object> inOrder(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
