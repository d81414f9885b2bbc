package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.ZoneId;

/**
 * A text encoding of tables in which rows can be encoded apart and their bytes concatenated: a file
 * is its {@link #header} and then any number of runs of rows.
 *
 * <p>What all formats share (law 3 of the design): UTF-8 with {@code \n}; unpaired surrogates of a
 * Java string become U+FFFD, everything else is kept to the byte; integers are plain; reals have at
 * most 12 significant digits, plain from 1e-6 to 1e15, and NaN is an empty cell; timestamps are ISO
 * 8601 in a given zone with its offset ({@code 2025-07-10T00:00:00+04:00}, {@code Z} for an offset
 * of zero), with milliseconds only where they are not zero. Two formats are equal if they encode
 * alike.
 */
public interface RowFormat extends Serializable {
  /** What a job spec calls it: {@code csv}, {@code jsonl}. */
  String name();

  /** The end of its files' names, without a dot. */
  String extension();

  /** Whether it wants rows of a table that the spec asks for. */
  default boolean takes(Table table) {
    return true;
  }

  /** Whether it wants rows of a table also where the spec does not ask for the table. */
  default boolean adds(Table table) {
    return false;
  }

  /** The bytes at the start of a file; none for some formats. */
  byte[] header(Table table);

  /**
   * A writer of rows, header left out.
   *
   * @param zone of the timestamps
   * @param output gets chunks of 64 KiB and more; the writer flushes it but does not close it
   */
  EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output);
}
