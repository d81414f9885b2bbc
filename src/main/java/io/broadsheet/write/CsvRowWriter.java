package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** See {@link CsvFormat}. */
final class CsvRowWriter extends TextRowWriter {
  private final boolean excel;

  /** A line with nothing on it is no row to most readers. */
  private final boolean quotesEmpty;

  CsvRowWriter(Table table, ZoneId zone, OutputStream output, BitSet written, boolean excel) {
    super(table, zone, output, written, commas(written), isSingle(written) ? "\"\"" : "", "\n", "");
    this.excel = excel;
    this.quotesEmpty = isSingle(written);
  }

  private static List<String> commas(BitSet written) {
    List<String> before = new ArrayList<>(Collections.nCopies(written.length(), ","));
    before.set(written.nextSetBit(0), "");
    return before;
  }

  private static boolean isSingle(BitSet written) {
    return written.cardinality() == 1;
  }

  @Override
  boolean hasSpecialByte(long word) {
    return hasByte(word, ',') || hasByte(word, '"') || hasByte(word, '\n') || hasByte(word, '\r');
  }

  @Override
  void putText(byte[] utf8, int offset, int length) throws IOException {
    if (length == 0) {
      if (quotesEmpty) {
        put('"');
        put('"');
      }
      return;
    }
    boolean defused = excel && startsFormula(utf8, offset, length);
    boolean spaced = utf8[offset + length - 1] == ' ' || utf8[offset] == ' ';
    if (!defused && !spaced && length <= SHORT_TEXT && putIfPlain(utf8, offset, length)) {
      return;
    }
    boolean quoted = spaced || mustBeQuoted(utf8, offset, length);
    if (quoted) {
      put('"');
    }
    if (defused) {
      put('\'');
    }
    if (quoted) {
      putDoublingQuotes(utf8, offset, length);
      put('"');
    } else {
      put(utf8, offset, length);
    }
  }

  private static boolean mustBeQuoted(byte[] utf8, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte unit = utf8[i];
      if (unit == ',' || unit == '"' || unit == '\n' || unit == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean startsFormula(byte[] utf8, int offset, int length) {
    return switch (utf8[offset]) {
      case '=', '+', '-', '@', '\t', '\r', '\n', 0 -> true;
      // The full-width forms: U+FF0B, U+FF0D, U+FF1D, U+FF20.
      case (byte) 0xEF ->
          length >= 3
              && (utf8[offset + 1] == (byte) 0xBC
                  && (utf8[offset + 2] == (byte) 0x8B
                      || utf8[offset + 2] == (byte) 0x8D
                      || utf8[offset + 2] == (byte) 0x9D
                      || utf8[offset + 2] == (byte) 0xA0));
      default -> false;
    };
  }

  @Override
  void putTexts(List<String> values) throws IOException {
    StringBuilder joined = new StringBuilder();
    boolean first = true;
    for (String value : values) {
      if (!first) {
        joined.append('|');
      }
      first = false;
      for (int i = 0; i < value.length(); i++) {
        char unit = value.charAt(i);
        if (unit == '|' || unit == '\\') {
          joined.append('\\');
        }
        joined.append(unit);
      }
    }
    putText(joined.toString());
  }
}
