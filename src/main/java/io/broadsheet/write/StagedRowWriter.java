package io.broadsheet.write;

import io.broadsheet.table.ColumnChoice;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** See {@link StagedFormat}. */
final class StagedRowWriter extends TextRowWriter {
  /** Readers that start in the middle of a file look for a row's end within about this. */
  private static final int LONG_ROW = 256 << 10;

  private boolean hasLineBreaks;

  StagedRowWriter(Table table, ZoneId zone, OutputStream output) {
    super(
        table,
        zone,
        output,
        ColumnChoice.ALL.of(table),
        commas(table.columns().size()),
        "",
        "\n",
        "");
  }

  private static List<String> commas(int columns) {
    List<String> before = new ArrayList<>(Collections.nCopies(columns, ","));
    before.set(0, "");
    return before;
  }

  @Override
  public long longestRow() {
    return hasLineBreaks || largestRow() > LONG_ROW ? largestRow() : 0;
  }

  @Override
  boolean hasSpecialByte(long word) {
    return hasByte(word, ',') || hasByte(word, '"') || hasByte(word, '\n') || hasByte(word, '\r');
  }

  @Override
  void putText(byte[] utf8, int offset, int length) throws IOException {
    // A lone \. ends the data of some versions of COPY, and trimming readers eat spaces.
    boolean isPlain =
        length > 0
            && length <= SHORT_TEXT
            && utf8[offset] > ' '
            && utf8[offset] != '\\'
            && utf8[offset + length - 1] != ' '
            && putIfPlain(utf8, offset, length);
    if (!isPlain) {
      putQuoted(utf8, offset, length);
    }
  }

  private void putQuoted(byte[] utf8, int offset, int length) throws IOException {
    put('"');
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (utf8[i] == '"') {
        put(utf8, start, i + 1 - start);
        start = i;
      }
      hasLineBreaks |= utf8[i] == '\n' || utf8[i] == '\r';
    }
    put(utf8, start, end - start);
    put('"');
  }

  @Override
  void putTexts(List<String> values) throws IOException {
    StringBuilder json = new StringBuilder("[");
    for (String value : values) {
      json.append(json.length() == 1 ? "\"" : ",\"");
      for (int i = 0; i < value.length(); i++) {
        char unit = value.charAt(i);
        if (unit == '"' || unit == '\\') {
          json.append('\\').append(unit);
        } else if (unit == 0) {
          // No database has it in the text of its JSON.
          json.append('\uFFFD');
        } else if (unit < ' ') {
          json.append("\\u00").append((char) ('0' + (unit >> 4)));
          json.append(Character.forDigit(unit & 0xF, 16));
        } else {
          json.append(unit);
        }
      }
      json.append('"');
    }
    putText(json.append(']').toString());
  }
}
