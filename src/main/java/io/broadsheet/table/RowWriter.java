package io.broadsheet.table;

import java.io.IOException;
import java.util.List;

/**
 * Takes the cells of a table's rows, in the order of its columns. Every sink has one; a report
 * writes to it without knowing which.
 */
public interface RowWriter {
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
}
