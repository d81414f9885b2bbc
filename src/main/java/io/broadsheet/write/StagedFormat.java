package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Rows on their way into a database: comma-separated values without a header in which nothing is
 * lost. A cell without a value is empty, an empty text is {@code ""}; a list is a JSON array;
 * timestamps are in UTC, whatever the spec's zone. PostgreSQL's {@code COPY} reads it with its
 * default quoting.
 */
public record StagedFormat() implements RowFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "staged";
  }

  @Override
  public String extension() {
    return "staged";
  }

  /** Nothing: readers know the table. */
  @Override
  public byte[] header(Table table) {
    return new byte[0];
  }

  @Override
  public EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output) {
    return new StagedRowWriter(table, ZoneOffset.UTC, output);
  }
}
