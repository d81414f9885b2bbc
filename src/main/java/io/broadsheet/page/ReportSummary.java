package io.broadsheet.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the first screen of a report says, for whatever shows it in words.
 *
 * @param windows their starts, ascending, those without articles between others included
 * @param articles of each window
 */
record ReportSummary(
    RunFacts run,
    List<Finding> findings,
    String every,
    List<String> windows,
    List<Long> articles,
    Ranking outlets,
    Ranking topics,
    Ranking languages) {

  /**
   * The foremost of some names.
   *
   * @param total how many names there are
   * @param of what the counts are parts of
   */
  record Ranking(long total, long of, List<Count> first) {}

  /** How many articles are of a name. */
  record Count(String name, long articles) {}

  private static final int FOREMOST = 10;

  static ReportSummary of(ReportData data, RunFacts run, List<Finding> findings) {
    Map<Long, Long> windows = new HashMap<>();
    data.coverage()
        .cells()
        .forEach((place, counts) -> windows.merge(place.window(), counts[0], Long::sum));
    return new ReportSummary(
        run,
        findings,
        data.scheme().every(),
        data.windows().stream().map(data.scheme()::format).toList(),
        data.windows().stream().map(start -> windows.getOrDefault(start, 0L)).toList(),
        ranking(data, "outlets", place -> new int[] {place.outlet()}),
        ranking(
            data,
            "topics",
            place -> data.coverage().topics(place).stream().mapToInt(Integer::intValue).toArray()),
        ranking(data, "languages", place -> new int[] {place.language()}));
  }

  /** What was read: {@code 104 articles of 7 outlets in 7 languages, 2025-06-30 to 2025-07-13}. */
  String lede() {
    if (run.counted() == 0) {
      return "No article could be counted";
    }
    String lede =
        count(run.counted(), "article")
            + " of "
            + count(outlets.total(), "outlet")
            + " in "
            + count(languages.total(), "language");
    if (!windows.isEmpty()) {
      lede += ", " + Markdown.window(windows.get(0));
      if (windows.size() > 1) {
        lede += " to " + Markdown.window(windows.get(windows.size() - 1));
      }
    }
    return lede + ", by " + every;
  }

  private static String count(long count, String word) {
    return Markdown.count(count) + " " + word + (count == 1 ? "" : "s");
  }

  private interface Names {
    int[] of(Coverage.Place place);
  }

  private static Ranking ranking(ReportData data, String dictionary, Names numbers) {
    Map<Integer, Long> counts = new HashMap<>();
    data.coverage()
        .cells()
        .forEach(
            (place, cell) -> {
              for (int number : numbers.of(place)) {
                counts.merge(number, cell[0], Long::sum);
              }
            });
    List<String> names = data.dictionaries().named(dictionary).values();
    List<Count> first =
        counts.entrySet().stream()
            .map(count -> new Count(names.get(count.getKey()), count.getValue()))
            .sorted(Comparator.comparingLong(Count::articles).reversed().thenComparing(Count::name))
            .limit(FOREMOST)
            .toList();
    return new Ranking(counts.size(), data.datedArticles(), first);
  }
}
