package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * DuckDB in this process, which turns staged rows into its own tables or into Parquet with all
 * processors. Its memory is its own, outside the heap, and bounded; beyond that it writes to the
 * scratch folder.
 */
final class DuckDb implements AutoCloseable {
  private final Path scratch;
  private final Connection connection;

  private DuckDb(Path scratch, Connection connection) {
    this.scratch = scratch;
    this.connection = connection;
  }

  /**
   * Opens a database.
   *
   * @param file made if it does not exist; an empty text for one in memory
   * @param scratch takes rows on their way and what does not fit into memory
   * @param memory in bytes
   */
  static DuckDb open(String file, Path scratch, long memory) {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", (memory >> 20) + "MiB");
    settings.setProperty("temp_directory", scratch.resolve("spilled").toString());
    // Nothing is ever fetched from a network.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    try {
      return new DuckDb(scratch, DriverManager.getConnection("jdbc:duckdb:" + file, settings));
    } catch (SQLException e) {
      throw trouble("open " + (file.isEmpty() ? "DuckDB" : file), e);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Uses rows that stand in one file for the time of the call. */
  interface Use {
    /**
     * Uses the rows.
     *
     * @param select a query that gives the rows with the table's columns, in the table's order
     */
    void of(String select) throws SQLException, IOException;
  }

  /** Makes a file of staged rows and lets a query read it. */
  void withRows(TableRows rows, Use use) throws SQLException, IOException {
    Path file = Files.createTempFile(scratch, rows.table().name() + "-", ".rows");
    try {
      ColumnFile.write(rows, file);
      use.of(select(rows.table(), file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String select(Table table, Path file) {
    return table.columns().stream()
        .map(
            column ->
                column.type() == ColumnType.TEXT_LIST
                    ? "CAST(CAST(" + name(column) + " AS JSON) AS VARCHAR[]) AS " + name(column)
                    : name(column))
        .collect(
            Collectors.joining(
                ", ", "SELECT ", " FROM read_parquet(" + SqlSchema.literal(file.toString()) + ")"));
  }

  private static String name(Column column) {
    return SqlSchema.quoted(column.name());
  }

  static UserException trouble(String doing, SQLException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return new UserException("Cannot " + doing + ": " + said, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw trouble("close DuckDB", e);
    }
  }
}
