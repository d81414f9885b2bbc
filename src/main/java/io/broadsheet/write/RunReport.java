package io.broadsheet.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.broadsheet.count.Outcome;
import io.broadsheet.count.Tally;
import io.broadsheet.state.Pack;
import io.broadsheet.state.PackedFile;
import io.broadsheet.state.RunPlan;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.CodePointOrder;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * {@code run.json}: what was asked for, what was read, what was written and how long it took. The
 * only output in which the clock may show.
 *
 * @param about what is known when the run starts, by name, in order: the spec, versions, options
 * @param scheme names the windows
 * @param started when the run started, in epoch milliseconds
 * @param known files that were counted by earlier runs; null if nothing is remembered of them
 * @param earlier what this run did before, if it goes in stretches
 */
public record RunReport(
    Map<String, Serializable> about,
    WindowScheme scheme,
    long started,
    RunPlan.Known known,
    EarlierStretches earlier)
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
    if (ending.state != null) {
      report.put("state", ending.state);
    }
    if (known != null) {
      report.put("this_run", thisRun(ending));
    }
    report.put("found", found(ending));
    Set<String> read = new HashSet<>(earlier.filesRead());
    ending.packs.forEach(pack -> pack.files().forEach(file -> read.add(file.file().name())));
    report.put(
        "inputs",
        each(ending.files, file -> input(file, known == null || read.contains(file.name()))));
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

  /**
   * What this run alone read, did not need to read, and left out; the tables hold all runs' files.
   */
  private Map<String, Object> thisRun(CommitReports.Ending ending) {
    List<PackedFile> read = ending.packs.stream().flatMap(pack -> pack.files().stream()).toList();
    Map<String, Long> windows = new LinkedHashMap<>();
    SortedMap<Long, Long> outside = new TreeMap<>();
    for (Pack pack : ending.packs) {
      pack.outside().forEach((start, articles) -> outside.merge(start, articles, Long::sum));
    }
    outside.forEach((start, articles) -> windows.put(scheme.format(start), articles));
    long filesRead = read.stream().map(file -> file.file().name()).distinct().count();
    long staying =
        ending.staying.keySet().stream().filter(start -> start != WindowSet.NO_WINDOW).count();
    return inOrder(
        "files_read", earlier.and("files_read", filesRead),
        "articles_read", earlier.and("articles_read", sum(read, PackedFile::articles)),
        "rejected", earlier.and("rejected", sum(read, PackedFile::rejected)),
        "bytes_read", earlier.and("bytes_read", sum(read, PackedFile::length)),
        // All stretches are of one moment, by which these are counted.
        "windows_made", ending.windows.made(),
        "windows_restated", ending.windows.restated(),
        "windows_left_as_they_were", earlier.without(staying, "windows_made", "windows_restated"),
        "files_already_counted", earlier.without(known.files(), "files_read"),
        "articles_already_counted", earlier.without(known.articles(), "articles_read"),
        "articles_outside", sum(read, PackedFile::outside) + ending.leftOut,
        "articles_no_longer_kept", ending.tally.expired(),
        "windows_outside", foremost(windows));
  }

  private static long sum(List<PackedFile> files, ToLongFunction<PackedFile> figure) {
    return files.stream().mapToLong(figure).sum();
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
        "newest_article",
            ending.tally.newest() == Long.MIN_VALUE ? "" : scheme.format(ending.tally.newest()),
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

  private static Map<String, Object> input(Outcome.FileRead file, boolean isRead) {
    return inOrder(
        "file", file.name(),
        "format", file.format(),
        "bytes", file.bytes(),
        "from_byte", file.start(),
        "sha256", file.sha256(),
        "articles", file.articles(),
        "rejected", file.rejected(),
        "skipped", file.skipped(),
        "read", isRead);
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
