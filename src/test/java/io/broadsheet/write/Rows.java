package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables and rows for tests; a row is a list of cells, null for a cell without a value. */
final class Rows {
  /** A column of every type, all optional. */
  static final Table ALL_TYPES =
      new Table(
          "all_types",
          "row",
          1,
          List.of(
              column("words", ColumnType.TEXT),
              column("tags", ColumnType.TEXT_LIST),
              column("number", ColumnType.INTEGER),
              column("ratio", ColumnType.REAL),
              column("moment", ColumnType.TIMESTAMP)));

  /** Characters that some format or reader has trouble with. */
  private static final List<String> PIECES =
      List.of(
          ",", "\"", "\n", "\r", "\t", " ", "=", "+", "-", "@", "'", "|", "\\", "#", ";", "a", "b",
          "word", "\u0000", "\u0001", "\u001f", "\u007f", "\u0085", "é", "漢", "😀", "\ud800",
          "\udc00", "\u202e", "\u2028", "\ufeff", "\ufffe", "＝", "{", "}", "[", "]", ":", "null",
          "NaN");

  private Rows() {}

  /** Each line with its end. */
  static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  static Column column(String name, ColumnType type) {
    return new Column(name, type, true, "", "For tests.");
  }

  static Table texts(String name, int columns) {
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      all.add(column("c" + i, ColumnType.TEXT));
    }
    return new Table(name, "row", 1, all);
  }

  static byte[] encode(RowFormat format, Table table, ZoneId zone, List<List<Object>> rows)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(format.header(table));
    EncodingRowWriter writer = format.writer(table, zone, bytes);
    for (List<Object> row : rows) {
      write(writer, row);
    }
    writer.flush();
    return bytes.toByteArray();
  }

  static void write(RowWriter writer, List<Object> row) throws IOException {
    for (Object cell : row) {
      if (cell == null) {
        writer.empty();
      } else if (cell instanceof String text) {
        writer.text(text);
      } else if (cell instanceof byte[] text) {
        writer.utf8(text, 0, text.length);
      } else if (cell instanceof List<?> texts) {
        writer.texts(texts.stream().map(String.class::cast).toList());
      } else if (cell instanceof Long integer) {
        writer.integer(integer);
      } else if (cell instanceof Double real) {
        writer.real(real);
      } else {
        writer.timestamp(((Instant) cell).toEpochMilli());
      }
    }
    writer.endRow();
  }

  /** A text of any length from 0, most often short, full of trouble. */
  static String hostileText(Random random) {
    int pieces = random.nextInt(20) == 0 ? random.nextInt(3000) : random.nextInt(12);
    boolean calm = random.nextInt(3) == 0;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(calm ? "calm" : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** What a reader sees: an unpaired surrogate has become U+FFFD. */
  static String asRead(String text) {
    StringBuilder read = new StringBuilder();
    text.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .forEach(read::appendCodePoint);
    return read.toString();
  }
}
