package io.broadsheet.table;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Questions that people ask of the tables first, as views for databases. */
public final class Views {

  /**
   * One view.
   *
   * @param name in {@code snake_case}
   * @param meaning one sentence
   * @param tables the tables that must be there for it
   * @param query a {@code SELECT} that DuckDB and PostgreSQL both take
   */
  public record View(String name, String meaning, Set<String> tables, String query) {
    public View {
      tables = Set.copyOf(tables);
    }
  }

  private static final List<View> ALL =
      List.of(
          new View(
              "top_terms",
              "The twenty foremost terms of each window, all articles together.",
              Set.of("terms"),
              """
              SELECT window_start, "rank", term, term_count, doc_count, rate_per_million, tf_idf
              FROM terms
              WHERE slice_type = 'all' AND n = 1 AND "rank" <= 20
              ORDER BY window_start, "rank\""""),
          new View(
              "newest_terms",
              "The foremost terms of the newest window.",
              Set.of("terms"),
              """
              SELECT window_start, slice_type, slice, n, "rank", term, term_count, doc_count
              FROM terms
              WHERE window_start = (SELECT max(window_start) FROM terms)
              ORDER BY slice_type, slice, n, "rank\""""),
          new View(
              "newest_outlets",
              "Who published how much in the newest window.",
              Set.of("outlets"),
              """
              SELECT window_start, outlet, articles, total_articles, share, share_low, share_high
              FROM outlets
              WHERE window_start = (SELECT max(window_start) FROM outlets)
              ORDER BY articles DESC, outlet"""),
          new View(
              "articles_per_window",
              "How many articles each window has.",
              Set.of("reconciliation"),
              """
              SELECT window_start, window_end, counted, duplicates
              FROM reconciliation
              WHERE window_start IS NOT NULL
              ORDER BY window_start"""),
          new View(
              "undated_articles",
              "Articles that are in no window, and why.",
              Set.of("articles"),
              """
              SELECT article_id, outlet, date_status, title, url, source
              FROM articles
              WHERE window_start IS NULL
              ORDER BY date_status, outlet, article_id"""));

  private Views() {}

  /** The views that can be made of some tables. */
  public static List<View> over(Collection<Table> tables) {
    List<String> names = tables.stream().map(Table::name).toList();
    return ALL.stream().filter(view -> names.containsAll(view.tables())).toList();
  }
}
