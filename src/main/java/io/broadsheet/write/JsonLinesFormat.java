package io.broadsheet.write;

import io.broadsheet.table.ColumnChoice;
import io.broadsheet.table.Table;
import java.io.OutputStream;
import java.time.ZoneId;

/**
 * One JSON object (RFC 8259) a line, its keys the column names in the table's order, every key on
 * every line.
 *
 * <p>Reals have the same digits as in CSV; timestamps are strings; lists are arrays, empty ones
 * where there is no value; any other cell without a value is {@code null}. Only what the RFC
 * demands is escaped: quote, backslash and control characters below U+0020.
 *
 * @param columns which columns are written
 */
public record JsonLinesFormat(ColumnChoice columns) implements RowFormat {
  private static final long serialVersionUID = 1;

  /** All columns. */
  public JsonLinesFormat() {
    this(ColumnChoice.ALL);
  }

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String extension() {
    return "jsonl";
  }

  /** Nothing: the keys are on every line. */
  @Override
  public byte[] header(Table table) {
    return new byte[0];
  }

  @Override
  public EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output) {
    return new JsonRowWriter(table, zone, output, columns.of(table));
  }
}
