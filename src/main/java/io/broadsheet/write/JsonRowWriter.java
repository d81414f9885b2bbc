package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** See {@link JsonLinesFormat}. */
final class JsonRowWriter extends TextRowWriter {
  private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  JsonRowWriter(Table table, ZoneId zone, OutputStream output, BitSet written) {
    super(table, zone, output, written, keys(table, written), "null", "}\n", "\"");
  }

  /** What stands before each cell: its column's name, and a brace or comma before that. */
  private static List<String> keys(Table table, BitSet written) {
    List<String> keys = new ArrayList<>();
    String before = "{\"";
    for (int i = 0; i < written.length(); i++) {
      keys.add(before + table.columns().get(i).name() + "\":");
      if (written.get(i)) {
        before = ",\"";
      }
    }
    return keys;
  }

  @Override
  boolean hasSpecialByte(long word) {
    return hasByteBelow(word, ' ') || hasByte(word, '"') || hasByte(word, '\\');
  }

  @Override
  void putText(byte[] utf8, int offset, int length) throws IOException {
    put('"');
    if (length > SHORT_TEXT || !putIfPlain(utf8, offset, length)) {
      putEscaped(utf8, offset, length);
    }
    put('"');
  }

  private void putEscaped(byte[] utf8, int offset, int length) throws IOException {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      byte unit = utf8[i];
      if (unit == '"' || unit == '\\' || (unit >= 0 && unit < ' ')) {
        put(utf8, start, i - start);
        putEscape(unit);
        start = i + 1;
      }
    }
    put(utf8, start, end - start);
  }

  private void putEscape(byte unit) throws IOException {
    put('\\');
    switch (unit) {
      case '"', '\\' -> put(unit);
      case '\b' -> put('b');
      case '\f' -> put('f');
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        put('u');
        put('0');
        put('0');
        put(HEXADECIMAL[unit >> 4]);
        put(HEXADECIMAL[unit & 0xF]);
      }
    }
  }

  @Override
  void putTexts(List<String> values) throws IOException {
    put('[');
    boolean first = true;
    for (String value : values) {
      if (!first) {
        put(',');
      }
      first = false;
      putText(value);
    }
    put(']');
  }
}
