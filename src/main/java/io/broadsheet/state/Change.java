package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.Comparator;

/**
 * A cell of a table that a later run made otherwise.
 *
 * @param run the "now" of that run, in epoch milliseconds
 * @param table its name
 * @param window the start of the row's window
 * @param key the row's other key cells, in one text
 * @param column its name
 * @param before the cell as it was; null if it was empty or there was no such row
 * @param after the cell as it is; null if it is empty or there is no such row
 */
public record Change(
    long run, String table, long window, String key, String column, String before, String after) {

  /** By all that tells changes apart; texts in code-point order, as their bytes are. */
  public static Comparator<Change> inOrder(Comparator<String> texts) {
    return Comparator.comparingLong(Change::run)
        .thenComparing(Change::table, texts)
        .thenComparingLong(Change::window)
        .thenComparing(Change::key, texts)
        .thenComparing(Change::column, texts);
  }

  void writeTo(ByteWriter out) {
    out.writeSigned(run);
    out.writeText(table);
    out.writeSigned(window);
    out.writeText(key);
    out.writeText(column);
    writeCell(before, out);
    writeCell(after, out);
  }

  static Change readFrom(ByteReader in) {
    return new Change(
        in.readSigned(),
        in.readText(),
        in.readSigned(),
        in.readText(),
        in.readText(),
        readCell(in),
        readCell(in));
  }

  private static void writeCell(String cell, ByteWriter out) {
    out.writeByte(cell == null ? 0 : 1);
    if (cell != null) {
      out.writeText(cell);
    }
  }

  private static String readCell(ByteReader in) {
    return in.readByte() == 0 ? null : in.readText();
  }
}
