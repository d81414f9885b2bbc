package io.broadsheet.page;

import java.util.Map;

/**
 * How many rows of a table a page has room for, so that a year of days, 50 outlets and 200 terms
 * stays well under 3 MB. The largest rows are kept, and the page says how many were not.
 */
public final class PageBudgets {
  private static final Map<String, long[]> ROWS =
      Map.ofEntries(
          Map.entry("articles", new long[] {4_000, 0}),
          // Terms of all articles, and terms of slices.
          Map.entry("terms", new long[] {75_000, 40_000}),
          Map.entry("keyness", new long[] {3_000, 0}),
          Map.entry("trends", new long[] {4_000, 0}),
          Map.entry("contexts", new long[] {3_000, 0}),
          Map.entry("term_articles", new long[] {30_000, 0}),
          Map.entry("copies", new long[] {4_000, 0}),
          Map.entry("stories", new long[] {2_000, 0}),
          Map.entry("rejects", new long[] {500, 0}));

  private static final long[] OTHERS = {5_000, 0};

  private PageBudgets() {}

  /** The rows that are shown of each band of a table. */
  public static long[] of(String table) {
    return ROWS.getOrDefault(table, OTHERS).clone();
  }
}
