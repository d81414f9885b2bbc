package io.broadsheet.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.table.Column;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  private static final long JULY_7 = Instant.parse("2025-07-07T00:00:00Z").toEpochMilli();
  private static final RunFacts RUN = new RunFacts("daily", "", 100, 97, 1, 1, 1, 0);

  private final ReportData data = new ReportData(WindowScheme.of("day", ZoneOffset.UTC));

  /** The cells that are named; of the others whole numbers are 0 and the rest is empty. */
  private static Object[] row(Table table, Map<String, Object> cells) {
    List<Object> row = new ArrayList<>();
    for (Column column : table.columns()) {
      Object empty =
          switch (column.type()) {
            case INTEGER -> 0L;
            case TEXT_LIST -> List.of();
            default -> null;
          };
      row.add(cells.getOrDefault(column.name(), empty));
    }
    return row.toArray();
  }

  @SafeVarargs
  private void table(Table table, Map<String, Object>... rows) {
    ReportData.TableTaker taker = data.begin(table, rows.length);
    for (Map<String, Object> cells : rows) {
      taker.take(row(table, cells));
    }
  }

  private List<String> sentences() {
    return Findings.of(data, RUN).stream().map(Finding::toMarkdown).toList();
  }

  private static Map<String, Object> trend(String term, long before, double z) {
    return Map.of(
        "window_start",
        JULY_7,
        "n",
        1L,
        "term",
        term,
        "doc_count",
        5L,
        "total_docs",
        40L,
        "baseline_windows",
        7L,
        "baseline_count",
        before,
        "baseline_docs",
        448L,
        "z",
        z);
  }

  private static Map<String, Object> listed(String outlet, String term, long articles) {
    return Map.of(
        "window_start",
        JULY_7,
        "slice_type",
        "outlet",
        "slice",
        outlet,
        "n",
        1L,
        "term",
        term,
        "doc_count",
        articles);
  }

  @Test
  void saysHowFarATermExceedsItsShareBefore() {
    table(Tables.TRENDS, trend("consular", 4, 5), trend("weather", 40, 1));
    assertThat(
        sentences().get(0),
        is(
            "On 2025-07-07, *consular* appeared in 5 of 40 articles: 14 times the share of the 7"
                + " days before (4 of 448)."));
  }

  @Test
  void givesNoRatioToNothing() {
    table(Tables.TRENDS, trend("consular", 0, 5));
    assertThat(
        sentences().get(0),
        is(
            "On 2025-07-07, *consular* appeared in 5 of 40 articles; in the 7 days before, in none"
                + " of 448."));
  }

  @Test
  void prefersATermOfSeveralOutletsAndNamesTheirNumberOnlyIfAllAreKnown() {
    table(Tables.TRENDS, trend("byline", 0, 9), trend("consular", 0, 5), trend("partly", 0, 4));
    table(
        Tables.TERMS,
        listed("A", "byline", 5),
        listed("A", "consular", 2),
        listed("B", "consular", 3));
    assertThat(
        sentences().get(0),
        is(
            "On 2025-07-07, *consular* appeared in 5 of 40 articles, in 2 outlets; in the 7 days"
                + " before, in none of 448."));
  }

  @Test
  void tellsOfTheStoryOfMostOutlets() {
    table(
        Tables.STORIES,
        story("Long but alone", 9, 1, "2025-07-01", "2025-07-04"),
        story("Wide *and* told", 4, 3, "2025-07-02", "2025-07-03"),
        story("Longer", 5, 2, "2025-07-01", "2025-07-01"));
    assertThat(
        sentences().get(0),
        is(
            "The most widely told story was *Wide \\*and\\* told*: 4 articles in 3 outlets from"
                + " 2025-07-02 to 2025-07-03."));
  }

  private static Map<String, Object> story(
      String headline, long articles, long outlets, String first, String last) {
    return Map.of(
        "story_id",
        headline,
        "headline",
        headline,
        "articles",
        articles,
        "outlets",
        outlets,
        "first_published",
        Instant.parse(first + "T10:00:00Z").toEpochMilli(),
        "last_published",
        Instant.parse(last + "T10:00:00Z").toEpochMilli());
  }

  @Test
  void countsCopiesOfOtherOutletsOnly() {
    table(Tables.COPY_FLOWS, flow("Wire", "A", 3), flow("A", "A", 50), flow("B", "C", 1));
    assertThat(
        sentences().get(0),
        is(
            "4 of 98 articles print a text that another outlet ran first; 3 of them came from"
                + " Wire."));
  }

  private static Map<String, Object> flow(String from, String to, long articles) {
    return Map.of("from_outlet", from, "to_outlet", to, "articles", articles);
  }

  @Test
  void doesNotSayHowOftenMoreThanNever() {
    table(Tables.KEYNESS, key("never", 0), key("seldom", 2));
    assertThat(
        sentences().get(0),
        is("On 2025-07-07, A used *never* 12 times in 4 articles, the other outlets not once."));
  }

  private static Map<String, Object> key(String term, long others) {
    return Map.of(
        "window_start",
        JULY_7,
        "slice_type",
        "outlet",
        "slice",
        "A",
        "term",
        term,
        "target_count",
        12L,
        "target_total",
        100L,
        "reference_count",
        others,
        "reference_total",
        1000L,
        "doc_count",
        4L,
        "log_odds_z",
        5.0 - others);
  }

  @Test
  void saysWhatIsInNoCountWhereNothingElseIsFound() {
    assertThat(
        sentences(),
        is(
            List.of(
                "3 of 100 records are in no count: 1 without a usable date, 1 that could not be"
                    + " read, 1 read twice.")));
  }
}
