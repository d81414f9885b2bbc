package io.broadsheet.table;

import java.util.List;

/**
 * The definition of one report table.
 *
 * @param name in {@code snake_case}; also the name of its file or relation
 * @param grain what one row stands for
 * @param keyColumns how many of the leading columns identify a row; rows are sorted by them, in
 *     code-point order, an empty cell first
 * @param columns in the order of the header
 */
public record Table(String name, String grain, int keyColumns, List<Column> columns) {

  public Table {
    columns = List.copyOf(columns);
    if (keyColumns < 1 || keyColumns > columns.size()) {
      throw new IllegalArgumentException(name + ": no " + keyColumns + " key columns");
    }
  }

  /** The columns that identify a row. */
  public List<Column> key() {
    return columns.subList(0, keyColumns);
  }
}
