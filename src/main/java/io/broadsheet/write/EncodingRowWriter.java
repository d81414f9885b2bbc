package io.broadsheet.write;

import io.broadsheet.table.RowWriter;
import java.io.Flushable;
import java.io.IOException;

/**
 * Encodes rows to a stream. It buffers; its memory is constant but for a cell larger than that
 * buffer.
 *
 * <p>It holds callers to the table's definition: a cell of another type than its column's, no value
 * in a column that always has one, a row too short or too long is an {@link IllegalStateException};
 * an infinite number is an {@link IllegalArgumentException}. A {@code utf8} cell must be valid
 * UTF-8, which is not checked.
 */
public interface EncodingRowWriter extends RowWriter, Flushable {
  /** How many rows were ended. */
  long rows();

  /**
   * How many bytes those rows take, whether they are still in the buffer or not.
   *
   * @throws IllegalStateException in the middle of a row
   */
  long bytes();

  /**
   * What a reader of the rows must be ready for: 0 if each is one line of moderate length, so that
   * rows can be found from the middle of a file; else the length of the longest in bytes. Formats
   * that only others read do not tell.
   */
  default long longestRow() {
    return 0;
  }

  /** Hands all bytes to the stream and flushes it. */
  @Override
  void flush() throws IOException;
}
