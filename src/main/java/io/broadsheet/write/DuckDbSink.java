package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.table.Column;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import io.broadsheet.table.Views;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A DuckDB file. Its new content is built in a file beside it, which takes its place with one
 * rename: who has the old file open goes on reading it, who opens it then reads the new one.
 *
 * @param file an absolute path
 * @param stage for parts, and where the new file is built; on the same file system
 * @param memory of DuckDB, in bytes
 */
public record DuckDbSink(String file, String stage, long memory) implements Sink {
  private static final long serialVersionUID = 1;

  /** Holds run.json; a file without it is not ours to replace. */
  private static final String MARK = "broadsheet_run";

  @Override
  public String name() {
    return "duckdb in " + file;
  }

  @Override
  public String target() {
    return file;
  }

  @Override
  public List<RowFormat> formats() {
    return List.of(new ColumnFormat());
  }

  /**
   * Refuses a file in the place of ours that we did not make.
   *
   * @throws UserException naming it
   */
  static void requireOurs(Path file, Path scratch, long memory) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean isOurs = false;
    if (Files.isRegularFile(file)) {
      try (DuckDb database = DuckDb.open("", scratch, memory)) {
        database.execute("ATTACH " + SqlSchema.literal(file.toString()) + " AS old (READ_ONLY)");
        isOurs =
            database.number(
                    "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'old'"
                        + " AND table_name = '"
                        + MARK
                        + "'")
                > 0;
      } catch (SQLException e) {
        throw DuckDb.trouble("replace " + file, e);
      }
    }
    if (!isOurs) {
      throw new UserException(
          "Cannot write to " + file + ": it is not a file that Broadsheet made; name another.");
    }
  }

  @Override
  public void commit(RunTables tables, Function<List<TableFile>, byte[]> report) {
    Path target = Path.of(file);
    // Of this attempt alone: one that was given up may still be at work beside it.
    Path built = Path.of(stage, "new-" + UUID.randomUUID() + ".duckdb");
    try {
      try (DuckDb database = DuckDb.open(built.toString(), Path.of(stage), memory)) {
        List<TableFile> files = new ArrayList<>();
        List<Table> written = new ArrayList<>();
        for (TableRows rows : tables.in(new ColumnFormat())) {
          fill(database, rows);
          written.add(rows.table());
          files.add(
              new TableFile(
                  rows.table().name(), "duckdb", target.getFileName().toString(), rows.rows(), 0));
        }
        for (Views.View view : Views.over(written)) {
          database.execute("CREATE VIEW " + view.name() + " AS " + view.query());
          database.execute(
              "COMMENT ON VIEW " + view.name() + " IS " + SqlSchema.literal(view.meaning()));
        }
        String json = new String(report.apply(List.copyOf(files)), StandardCharsets.UTF_8);
        database.execute(
            "CREATE TABLE " + MARK + " AS SELECT " + SqlSchema.literal(json) + "::JSON AS report");
        database.execute(
            "COMMENT ON TABLE " + MARK + " IS 'The run that made this file: its run.json.'");
        database.execute("CHECKPOINT");
      }
      try (FileChannel channel = FileChannel.open(built, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(built, target, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.forceFolder(target.getParent());
    } catch (SQLException e) {
      throw DuckDb.trouble("write " + file, e);
    } catch (IOException e) {
      throw FileTrouble.with("write", target, e);
    }
  }

  private static void fill(DuckDb database, TableRows rows) throws SQLException, IOException {
    Table table = rows.table();
    String name = SqlSchema.quoted(table.name());
    database.withRows(rows, select -> database.execute("CREATE TABLE " + name + " AS " + select));
    long found = database.number("SELECT count(*) FROM " + name);
    if (found != rows.rows()) {
      throw new IllegalStateException(
          table.name() + ": " + rows.rows() + " rows were written and " + found + " arrived");
    }
    for (Column column : table.columns()) {
      if (!SqlSchema.isNullable(column)) {
        database.execute(
            "ALTER TABLE "
                + name
                + " ALTER COLUMN "
                + SqlSchema.quoted(column.name())
                + " SET NOT NULL");
      }
    }
    for (String comment : SqlSchema.comments(table, name)) {
      database.execute(comment);
    }
    // Keys last: an index over rows that are there is built by all processors at once.
    String columns = " (" + SqlSchema.keyColumns(table) + ")";
    database.execute(
        SqlSchema.hasPrimaryKey(table)
            ? "ALTER TABLE " + name + " ADD PRIMARY KEY" + columns
            : "CREATE UNIQUE INDEX "
                + SqlSchema.quoted(table.name() + "_key")
                + " ON "
                + name
                + columns);
  }
}
