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
   * How many bytes those rows take, whether they are still in the buffer or not; rows behind the
   * last {@link #endRun} may be left out.
   *
   * @throws IllegalStateException in the middle of a row
   */
  long bytes();

  /** Ends rows that stand together: between them and those that follow others may be put. */
  default void endRun() throws IOException {}

  /** Hands all bytes to the stream and flushes it. */
  @Override
  void flush() throws IOException;
}
