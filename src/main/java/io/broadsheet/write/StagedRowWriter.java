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
      put('"');
      putDoublingQuotes(utf8, offset, length);
      put('"');
    }
  }

  @Override
  void putTexts(List<String> values) throws IOException {
    putText(TextLists.json(values));
  }
}
