package io.broadsheet.page;

import io.broadsheet.table.Column;
import io.broadsheet.table.Table;
import java.util.Map;

/**
 * Which tables a page shows, and how many rows of each it has room for, so that a year of days, 50
 * outlets and 200 terms stays well under 3 MB. What follows from articles (shares of outlets and
 * topics, languages) is counted from them and needs no rows.
 */
public final class PageBudgets {
  /** The bands of a table, each with a budget of its own: terms of all articles, and of slices. */
  public static final int BANDS = 2;

  private static final long[] SMALL = {5_000, 0};

  private static final Map<String, long[]> ROWS =
      Map.ofEntries(
          Map.entry("articles", new long[] {4_000, 0}),
          Map.entry("terms", new long[] {75_000, 25_000}),
          Map.entry("keyness", new long[] {3_000, 0}),
          Map.entry("trends", new long[] {4_000, 0}),
          Map.entry("bursts", SMALL),
          Map.entry("contexts", new long[] {3_000, 0}),
          Map.entry("term_articles", new long[] {30_000, 0}),
          Map.entry("copies", new long[] {4_000, 0}),
          Map.entry("copy_flows", SMALL),
          Map.entry("stories", new long[] {2_000, 0}),
          Map.entry("dates", SMALL),
          Map.entry("rejects", new long[] {500, 0}));

  private PageBudgets() {}

  /** Whether a page shows rows of a table. */
  public static boolean shows(Table table) {
    return ROWS.containsKey(table.name());
  }

  /** Whether a page has any use for a column's cells. */
  public static boolean shows(Column column) {
    return TableData.shows(column);
  }

  /** The rows that are shown of each band of a table. */
  public static long[] of(Table table) {
    return ROWS.get(table.name()).clone();
  }
}
