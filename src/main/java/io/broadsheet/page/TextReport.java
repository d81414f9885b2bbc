package io.broadsheet.page;

import io.broadsheet.page.ReportSummary.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The first screen of the page for a terminal: at most 24 lines of 80 columns. */
final class TextReport {
  private static final int COLUMNS = 80;
  private static final int NAME_COLUMNS = 24;
  private static final int FOREMOST = 5;
  private static final int MOST_BARS = 60;
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int LONGEST_FINDING = 220;

  private TextReport() {}

  static String of(ReportSummary summary) {
    RunFacts run = summary.run();
    StringBuilder screen = new StringBuilder();
    screen.append(
        Columns.paragraph("", Columns.printable(run.job()) + ": " + summary.lede(), COLUMNS));
    screen.append(
        String.format(
            Locale.ROOT,
            "%,d read = %,d counted + %,d duplicates + %,d rejected + %,d undated + %,d late\n\n",
            run.read(),
            run.counted(),
            run.duplicates(),
            run.rejected(),
            run.undated(),
            run.late()));
    for (Finding finding : summary.findings()) {
      String sentence = Columns.cut(Columns.printable(finding.toText()), LONGEST_FINDING);
      screen.append(Columns.paragraph("- ", sentence, COLUMNS));
    }
    screen.append('\n');
    if (summary.windows().size() > 1) {
      screen.append(overTime(summary));
    }
    append(screen, "outlets   ", summary.outlets());
    append(screen, "topics    ", summary.topics());
    append(screen, "languages ", summary.languages());
    return screen.toString();
  }

  private static void append(StringBuilder screen, String label, Ranking ranking) {
    if (ranking.total() == 0) {
      return;
    }
    List<String> names = new ArrayList<>();
    ranking.first().stream()
        .limit(FOREMOST)
        .forEach(
            count ->
                names.add(
                    Columns.cut(Columns.printable(count.name()), NAME_COLUMNS)
                        + " "
                        + Markdown.count(count.articles())));
    if (ranking.total() > FOREMOST) {
      names.add("and " + Markdown.count(ranking.total() - FOREMOST) + " more");
    }
    screen.append(Columns.paragraph(label, String.join(", ", names), COLUMNS));
  }

  /** Bars of articles; where there are more windows than room, a bar is several of them. */
  private static String overTime(ReportSummary summary) {
    List<Long> articles = summary.articles();
    int together = (articles.size() + MOST_BARS - 1) / MOST_BARS;
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < articles.size(); i += together) {
      List<Long> some = articles.subList(i, Math.min(articles.size(), i + together));
      sums.add(some.stream().mapToLong(Long::longValue).sum());
    }
    long most = Math.max(1, Collections.max(sums));
    StringBuilder bars = new StringBuilder("articles  ");
    for (long sum : sums) {
      bars.append(
          sum == 0
              ? ' '
              : BARS.charAt((int) Math.min(BARS.length() - 1, sum * BARS.length() / most)));
    }
    long largest = Collections.max(articles);
    return bars.append('\n')
        .append(
            Columns.paragraph(
                "          ",
                "at most "
                    + Markdown.count(largest)
                    + ", "
                    + Markdown.window(summary.windows().get(articles.indexOf(largest)))
                    + (together > 1 ? "; a bar is " + together + " windows" : ""),
                COLUMNS))
        .toString();
  }
}
