package io.broadsheet.table;

import java.io.IOException;
import java.util.List;

/**
 * Takes the cells of a table's rows, in the order of its columns. Every sink has one; a report
 * writes to it without knowing which.
 */
public interface RowWriter {
  /**
   * Where to write the next row, of which it is said how much it matters. What shows only the
   * foremost rows of a table passes over others, and their cells then cost nothing. A table says so
   * of each row or of none.
   *
   * @param group the slice or the outlet that the row belongs to
   * @param score the larger, the more it matters in its table
   * @return this writer, another for this row alone, or {@link NoRow#INSTANCE}
   */
  default RowWriter row(String group, double score) {
    return this;
  }

  void text(String value) throws IOException;

  /** The same as {@link #text} for text that is already encoded. */
  void utf8(byte[] bytes, int offset, int length) throws IOException;

  void texts(List<String> values) throws IOException;

  void integer(long value) throws IOException;

  /** NaN is an undefined number: an empty cell. */
  void real(double value) throws IOException;

  void timestamp(long epochMillis) throws IOException;

  /** A cell without a value. */
  void empty() throws IOException;

  void endRow() throws IOException;

  /** Writes some neighbouring cells of a row. */
  @FunctionalInterface
  interface Cells {
    void writeTo(RowWriter row) throws IOException;
  }

  /**
   * Writes cells that are likely to stand in many rows, such as what follows from a small count. A
   * writer may remember what they look like instead of asking for them again.
   *
   * @param key the same for the same cells at the same column, until {@link #forget}
   */
  default void repeated(long key, Cells cells) throws IOException {
    cells.writeTo(this);
  }

  /** From here on the keys of {@link #repeated} stand for other cells. */
  default void forget() {}
}
