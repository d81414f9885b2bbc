package io.broadsheet.page;

import io.broadsheet.page.ReportSummary.Count;
import io.broadsheet.page.ReportSummary.Ranking;
import java.util.List;

/** The first screen of the page for mail and chat. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(ReportSummary summary) {
    RunFacts run = summary.run();
    StringBuilder page = new StringBuilder();
    page.append("# ").append(Markdown.escape(run.job())).append("\n\n");
    page.append(summary.lede()).append(".\n\n");
    for (Finding finding : summary.findings()) {
      page.append("- ").append(finding.toMarkdown()).append('\n');
    }
    page.append("\n| read | = counted | + duplicates | + rejected | + undated | + late |\n");
    page.append("|---:|---:|---:|---:|---:|---:|\n|");
    for (long count :
        List.of(
            run.read(),
            run.counted(),
            run.duplicates(),
            run.rejected(),
            run.undated(),
            run.late())) {
      page.append(' ').append(Markdown.count(count)).append(" |");
    }
    page.append("\n");
    append(page, "Outlet", summary.outlets());
    append(page, "Topic", summary.topics());
    append(page, "Language", summary.languages());
    page.append("\nMade ").append(run.finished());
    page.append(". The page index.html and the tables are beside this file.\n");
    return page.toString();
  }

  private static void append(StringBuilder page, String title, Ranking ranking) {
    if (ranking.total() == 0) {
      return;
    }
    page.append("\n| ").append(title).append(" | articles | of ");
    page.append(Markdown.count(ranking.of())).append(" |\n|---|---:|---:|\n");
    for (Count count : ranking.first()) {
      page.append("| ").append(Markdown.escape(count.name()));
      page.append(" | ").append(Markdown.count(count.articles())).append(" | ");
      page.append(Markdown.share((double) count.articles() / ranking.of()));
      page.append(" |\n");
    }
    if (ranking.total() > ranking.first().size()) {
      page.append("| and ")
          .append(Markdown.count(ranking.total() - ranking.first().size()))
          .append(" more | | |\n");
    }
  }
}
