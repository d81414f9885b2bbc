package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnChoice;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Comma-separated values as in RFC 4180, with a header line and {@code \n} at line ends.
 *
 * <p>A cell is quoted where it must be: around a comma, a quote, CR or LF, or with a space at
 * either end, which many readers would trim. A cell without a value and an empty text are both an
 * empty cell. A list is one cell, its texts joined with {@code |}; a {@code |} or {@code \} within
 * a text is escaped with {@code \}.
 *
 * @param columns which columns are written
 * @param excel true for files that people open in a spreadsheet: the file starts with a byte order
 *     mark, from which Excel knows UTF-8, and a cell of a text column that starts with a character
 *     from which spreadsheets take it for a formula gets an apostrophe before it. These are {@code
 *     = + - @}, their full-width forms, tab, CR, LF and NUL (OWASP ASVS 1.2.10, CWE-1236). Such a
 *     file no longer holds the exact texts
 */
public record CsvFormat(ColumnChoice columns, boolean excel) implements RowFormat {
  private static final long serialVersionUID = 1;

  /** All columns. */
  public CsvFormat(boolean excel) {
    this(ColumnChoice.ALL, excel);
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public byte[] header(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (excel) {
      bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    List<Column> names =
        table.columns().stream()
            .map(column -> new Column(column.name(), ColumnType.TEXT, false, "", ""))
            .toList();
    Table line = new Table(table.name(), "header", 1, names);
    // The header holds no timestamp, so any zone will do.
    EncodingRowWriter writer =
        new CsvRowWriter(line, ZoneOffset.UTC, bytes, columns.of(table), excel);
    try {
      for (Column column : names) {
        writer.text(column.name());
      }
      writer.endRow();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output) {
    return new CsvRowWriter(table, zone, output, columns.of(table), excel);
  }
}
