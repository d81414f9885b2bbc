package io.broadsheet.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first screen of the page for mail and chat. */
final class MarkdownReport {
  private static final int FOREMOST = 10;

  private MarkdownReport() {}

  static String of(ReportData data, RunFacts run, List<Finding> findings) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(Markdown.escape(run.job())).append("\n\n");
    List<Long> windows = data.windows();
    page.append(Markdown.count(run.counted()))
        .append(run.counted() == 1 ? " article" : " articles");
    if (!windows.isEmpty()) {
      page.append(" from ").append(Markdown.window(data.scheme().format(windows.get(0))));
      long last = data.scheme().end(windows.get(windows.size() - 1));
      page.append(" up to ").append(Markdown.window(data.scheme().format(last)));
      page.append(" (not included)");
    }
    page.append(", by ").append(data.scheme().every()).append(".\n\n");
    for (Finding finding : findings) {
      page.append("- ").append(finding.toMarkdown()).append('\n');
    }
    page.append("\n| read | = counted | + duplicates | + rejected | + undated | + late |\n");
    page.append("|---:|---:|---:|---:|---:|---:|\n|");
    for (long count :
        new long[] {
          run.read(), run.counted(), run.duplicates(), run.rejected(), run.undated(), run.late()
        }) {
      page.append(' ').append(Markdown.count(count)).append(" |");
    }
    page.append("\n");
    Map<Integer, Long> outlets = new HashMap<>();
    Map<Integer, Long> languages = new HashMap<>();
    data.coverage()
        .cells()
        .forEach(
            (place, counts) -> {
              outlets.merge(place.outlet(), counts[0], Long::sum);
              languages.merge(place.language(), counts[0], Long::sum);
            });
    append(page, "Outlet", outlets, data.dictionaries().named("outlets").values(), data);
    append(page, "Language", languages, data.dictionaries().named("languages").values(), data);
    page.append("\nMade ").append(run.finished());
    page.append(". The page index.html and the tables are beside this file.\n");
    return page.toString();
  }

  private static void append(
      StringBuilder page,
      String title,
      Map<Integer, Long> counts,
      List<String> names,
      ReportData data) {
    if (counts.isEmpty()) {
      return;
    }
    page.append("\n| ").append(title).append(" | articles | of ");
    page.append(Markdown.count(data.datedArticles())).append(" |\n|---|---:|---:|\n");
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Long>comparingByValue()
                .reversed()
                .thenComparing(Comparator.comparing(count -> names.get(count.getKey()))))
        .limit(FOREMOST)
        .forEach(
            count -> {
              page.append("| ").append(Markdown.escape(names.get(count.getKey())));
              page.append(" | ").append(Markdown.count(count.getValue())).append(" | ");
              page.append(Markdown.share((double) count.getValue() / data.datedArticles()));
              page.append(" |\n");
            });
    if (counts.size() > FOREMOST) {
      page.append("| and ")
          .append(Markdown.count(counts.size() - FOREMOST))
          .append(" more | | |\n");
    }
  }
}
