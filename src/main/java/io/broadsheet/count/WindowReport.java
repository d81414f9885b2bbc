package io.broadsheet.count;

import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;

/**
 * Makes the rows of one table for one window. A new report of windows is a table definition, an
 * implementation of this, and a line in {@link WindowReports}.
 */
interface WindowReport {

  /** The table whose rows this makes. */
  Table table();

  /** Writes the window's rows in the order of the table's key. */
  void write(WindowArticles window, RowWriter rows) throws IOException;
}
