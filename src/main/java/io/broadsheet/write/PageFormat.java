package io.broadsheet.write;

import io.broadsheet.page.PageBudgets;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.OutputStream;
import java.time.ZoneId;

/**
 * Rows on their way into a page: compact, and only those that a page could show. Which those are is
 * decided here, where a row is written, because a page shows a small part of the largest tables.
 */
record PageFormat() implements RowFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "page";
  }

  @Override
  public String extension() {
    return "page";
  }

  /** The page leads from each count of a term to its articles. */
  @Override
  public boolean adds(Table table) {
    return table.equals(Tables.TERM_ARTICLES);
  }

  @Override
  public boolean takes(Table table) {
    return PageBudgets.shows(table);
  }

  /** Nothing: readers know the table. */
  @Override
  public byte[] header(Table table) {
    return new byte[0];
  }

  @Override
  public EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output) {
    return new PageRowWriter(table, output);
  }
}
