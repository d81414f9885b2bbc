package io.broadsheet.count;

import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;

/**
 * Makes the rows of one table of terms, slice by slice. All tables of terms are written together,
 * so that a slice is counted once.
 */
interface SliceReport {

  /** The table whose rows this makes. */
  Table table();

  /** Writes the rows of a window's slice and n, in the order of the table's key. */
  void write(SliceTerms slice, RowWriter rows) throws IOException;
}
