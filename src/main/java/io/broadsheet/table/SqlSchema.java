package io.broadsheet.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Definitions of tables as statements that DuckDB and PostgreSQL both take. Each is one statement,
 * without a semicolon. Names are quoted, so a column may have a name that means something in SQL.
 */
public final class SqlSchema {
  private SqlSchema() {}

  /**
   * {@code CREATE TABLE}, without a key.
   *
   * @param name the table's quoted name, with its schema if it needs one
   */
  public static String createTable(Table table, String name) {
    return table.columns().stream()
        .map(SqlSchema::definition)
        .collect(Collectors.joining(",\n  ", "CREATE TABLE " + name + " (\n  ", "\n)"));
  }

  /** A column as it stands in {@code CREATE TABLE}. */
  private static String definition(Column column) {
    return quoted(column.name())
        + " "
        + type(column.type())
        + (isNullable(column) ? "" : " NOT NULL");
  }

  /** Whether cells may be {@code NULL}; a list without a value is an empty list instead. */
  public static boolean isNullable(Column column) {
    return column.isOptional() && column.type() != ColumnType.TEXT_LIST;
  }

  /** Whether the key's columns always have values, which a primary key demands. */
  public static boolean hasPrimaryKey(Table table) {
    return table.key().stream().noneMatch(SqlSchema::isNullable);
  }

  /** The quoted names of the key's columns, with commas between. */
  public static String keyColumns(Table table) {
    return table.key().stream()
        .map(column -> quoted(column.name()))
        .collect(Collectors.joining(", "));
  }

  /** Comments on the table and each of its columns. */
  public static List<String> comments(Table table, String name) {
    List<String> comments = new ArrayList<>();
    String grain = "One row for each " + table.grain() + ".";
    comments.add("COMMENT ON TABLE " + name + " IS " + literal(grain));
    for (Column column : table.columns()) {
      String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
      comments.add(
          "COMMENT ON COLUMN "
              + name
              + "."
              + quoted(column.name())
              + " IS "
              + literal(column.meaning() + unit));
    }
    return comments;
  }

  /** The type of a column. */
  public static String type(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case TEXT_LIST -> "VARCHAR[]";
      case INTEGER -> "BIGINT";
      case REAL -> "DOUBLE PRECISION";
      case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
    };
  }

  /** A name in double quotes. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in single quotes. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
