package io.broadsheet.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of the rows of a table that a page shows. */
final class Cells {
  private final TableData table;
  private final Map<String, ColumnData> columns = new HashMap<>();

  Cells(TableData table) {
    this.table = table;
    table.columns().forEach(column -> columns.put(column.column().name(), column));
  }

  int rows() {
    return table.rows();
  }

  boolean has(String... names) {
    return columns.keySet().containsAll(List.of(names));
  }

  /** The number, or the number in the dictionary; {@link ColumnData#NONE} for an empty cell. */
  long number(String column, int row) {
    return columns.get(column).number(row);
  }

  /** The text; null for an empty cell. */
  String text(String column, int row) {
    return columns.get(column).text(row);
  }

  /** The real number; NaN for an empty cell. */
  double real(String column, int row) {
    return columns.get(column).real(row);
  }
}
