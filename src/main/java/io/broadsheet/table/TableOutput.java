package io.broadsheet.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Where one worker's finished rows go: segments, each one table's rows of one window. What is
 * written becomes visible only when the whole run is committed.
 */
public interface TableOutput extends AutoCloseable {

  /** The window of rows that belong to none; sorts before every other. */
  long NO_WINDOW = Long.MIN_VALUE;

  /**
   * Starts a segment. The rows written until {@link #end} are the table's rows of that window;
   * where a window has several segments they follow each other by {@code order}. Segments of
   * several tables may be open at once.
   */
  RowWriter begin(Table table, long windowStart, int order) throws IOException;

  /** Ends all segments that are open. */
  void end() throws IOException;

  /** Keeps what was written, and returns what the commit needs to know of it. */
  List<byte[]> finish() throws IOException;

  /** Discards what was written unless it was finished. */
  @Override
  void close() throws IOException;

  /** Opens outputs on workers. */
  interface Factory extends Serializable {

    /**
     * Opens an output.
     *
     * @param part a name that is the same when the same work is done again: it then replaces what
     *     was written before
     */
    TableOutput open(String part) throws IOException;
  }
}
