package io.broadsheet.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.broadsheet.page.ReportData.TableTaker;
import io.broadsheet.table.Column;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportDataTest {
  private static final long DAY = Instant.parse("2025-07-07T00:00:00Z").toEpochMilli();

  private final ReportData data = new ReportData(WindowScheme.of("day", ZoneOffset.UTC));

  private static Object[] row(Table table, Map<String, Object> cells) {
    return table.columns().stream().map(Column::name).map(cells::get).toArray();
  }

  private void shows(Table table, Map<String, Object> cells) {
    data.begin(table, 1).take(row(table, cells));
  }

  private double weight(Table table, TableTaker taker, Map<String, Object> cells) {
    Object[] row = row(table, cells);
    return taker.weigh(column -> row[column], 0);
  }

  private double line(TableTaker contexts, String term, long line) {
    return weight(
        Tables.CONTEXTS, contexts, Map.of("window_start", DAY, "term", term, "line", line));
  }

  @Test
  void linesOfTermsThatStandOutComeBeforeThoseOfCommonOnesAndFirstLinesBeforeSecond() {
    shows(
        Tables.TERMS,
        Map.of(
            "window_start",
            DAY,
            "slice_type",
            "all",
            "slice",
            "all",
            "n",
            1L,
            "term",
            "common",
            "doc_count",
            60L,
            "total_terms",
            9_000L,
            "total_docs",
            90L));
    shows(Tables.TRENDS, Map.of("window_start", DAY, "n", 1L, "term", "newt", "z", 9.0));
    TableTaker contexts = data.begin(Tables.CONTEXTS, 4);
    assertThat(line(contexts, "newt", 1), greaterThan(line(contexts, "common", 1)));
    assertThat(line(contexts, "common", 1), greaterThan(line(contexts, "rare", 1)));
    assertThat(line(contexts, "newt", 2), lessThan(line(contexts, "newt", 1)));
  }

  @Test
  void articlesThatSomethingLeadsToComeFirstAndOnlyTheirTermsAreShown() {
    shows(
        Tables.CONTEXTS,
        Map.of("window_start", DAY, "term", "newt", "line", 1L, "article_id", "b"));
    TableTaker articles = data.begin(Tables.ARTICLES, 2);
    assertThat(article(articles, "b"), greaterThan(article(articles, "a")));
    articles.take(row(Tables.ARTICLES, Map.of("article_id", "b")));
    TableTaker links = data.begin(Tables.TERM_ARTICLES, 2);
    assertThat(Double.isNaN(link(links, "a")), is(true));
    assertThat(Double.isNaN(link(links, "b")), is(false));
  }

  private double article(TableTaker articles, String id) {
    return weight(
        Tables.ARTICLES,
        articles,
        Map.of(
            "window_start",
            DAY,
            "article_id",
            id,
            "outlet",
            "A",
            "topics",
            List.of(),
            "language",
            "en",
            "words",
            5L));
  }

  private double link(TableTaker links, String id) {
    return weight(
        Tables.TERM_ARTICLES, links, Map.of("window_start", DAY, "term", "newt", "article_id", id));
  }

  @Test
  void tablesThatDependOnOthersBeginBehindThem() {
    assertThat(ReportData.order(Tables.TRENDS), is(0));
    assertThat(ReportData.order(Tables.CONTEXTS), lessThan(ReportData.order(Tables.ARTICLES)));
    assertThat(ReportData.order(Tables.ARTICLES), lessThan(ReportData.order(Tables.TERM_ARTICLES)));
  }
}
