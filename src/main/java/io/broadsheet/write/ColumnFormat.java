package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.OutputStream;
import java.time.ZoneId;

/**
 * Rows on their way into DuckDB: blocks of up to {@link ColumnRowWriter#BLOCK_ROWS} rows, each
 * column's values together, encoded as pages of Parquet, of which {@link ColumnFile} makes whole
 * files. Numbers are not made into text and back; a real is what readers of the text formats get.
 */
public record ColumnFormat() implements RowFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public String extension() {
    return "columns";
  }

  /** Nothing: blocks do not stand alone. */
  @Override
  public byte[] header(Table table) {
    return new byte[0];
  }

  @Override
  public EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output) {
    return new ColumnRowWriter(table, output);
  }
}
