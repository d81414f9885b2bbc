package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Reals;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnFileTest {
  private static final Table TABLE =
      new Table(
          "numbers",
          "row",
          1,
          List.of(
              new Column("id", ColumnType.INTEGER, false, "", "For tests."),
              Rows.column("words", ColumnType.TEXT),
              Rows.column("number", ColumnType.INTEGER),
              Rows.column("ratio", ColumnType.REAL),
              Rows.column("moment", ColumnType.TIMESTAMP),
              new Column("kind", ColumnType.TEXT, false, "", "For tests.")));

  @TempDir private Path folder;

  /** One row alone, several blocks in one segment, and many small segments. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 70_000})
  void holdsEveryCellOfItsRows(int count) throws Exception {
    long seed = 11L + count;
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (long id = 0; id < count; id++) {
      // Stretches in which a column has one value, none, or texts of one length.
      boolean isCalm = id / 35_000 % 2 == 1;
      rows.add(
          Arrays.asList(
              id,
              isCalm ? "word" : orNothing(random, Rows.hostileText(random)),
              isCalm ? (Long) 7L : orNothing(random, (Long) random.nextLong()),
              isCalm ? null : orNothing(random, (Double) real(random)),
              isCalm ? null : Instant.ofEpochMilli(random.nextInt()),
              "all"));
    }
    int segment = count == 1000 ? 10 : count;
    Path file = write(rows, segment, 3);
    int at = 0;
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
      while (found.next()) {
        assertThat("seed " + seed + ", row " + at, cells(found), is(asRead(rows.get(at++))));
      }
    }
    assertThat(at, is(count));
  }

  @Test
  void isTheSameFileWhoeverWroteTheParts() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (long id = 0; id < 5000; id++) {
      rows.add(Arrays.asList(id, "w" + id, null, id / 8.0, Instant.EPOCH, "all"));
    }
    byte[] one = Files.readAllBytes(write(rows, 500, 1));
    byte[] several = Files.readAllBytes(write(rows, 500, 4));
    assertThat(Arrays.equals(one, several), is(true));
  }

  @Test
  void repeatsCellsOfRowsBefore() throws Exception {
    PartWriter part = PartWriter.open(folder, new ColumnFormat(), TABLE, ZoneOffset.UTC, "repeats");
    RowWriter rows = part.beginSegment(Part.NO_WINDOW, 0);
    for (int row = 0; row < 40_000; row++) {
      long key = row % 3;
      rows.integer(row);
      rows.repeated(
          key,
          cells -> {
            cells.text("text " + key);
            if (key == 0) {
              cells.empty();
            } else {
              cells.integer(key);
            }
            cells.real(key / 3.0);
          });
      rows.timestamp(0);
      rows.text("all");
      rows.endRow();
    }
    part.endSegment();
    TableRows.Builder table = new TableRows.Builder(TABLE, new ColumnFormat());
    table.add(folder, part.close());
    Path file = folder.resolve("repeats.parquet");
    ColumnFile.write(table.build(), file);
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement();
        ResultSet wrong =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (words <> 'text ' || id % 3 OR number IS DISTINCT"
                    + " FROM nullif(id % 3, 0) OR ratio <> round((id % 3) / 3, 12))"
                    + " FROM read_parquet('"
                    + file
                    + "')")) {
      wrong.next();
      assertThat(wrong.getLong(1), is(40_000L));
      assertThat(wrong.getLong(2), is(0L));
    }
  }

  private Path write(List<List<Object>> rows, int segment, int parts) throws IOException {
    List<PartWriter> writers = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      writers.add(
          PartWriter.open(
              folder,
              new ColumnFormat(),
              TABLE,
              ZoneOffset.UTC,
              parts + "-" + part + "-" + segment));
    }
    for (int start = 0, order = 0; start < rows.size(); start += segment, order++) {
      PartWriter writer = writers.get(order % parts);
      RowWriter to = writer.beginSegment(order, 0);
      for (List<Object> row : rows.subList(start, Math.min(rows.size(), start + segment))) {
        Rows.write(to, row);
      }
      writer.endSegment();
    }
    TableRows.Builder table = new TableRows.Builder(TABLE, new ColumnFormat());
    for (PartWriter writer : writers) {
      table.add(folder, writer.close());
    }
    Path file = folder.resolve(parts + "-" + segment + ".parquet");
    ColumnFile.write(table.build(), file);
    return file;
  }

  private static <T> T orNothing(Random random, T value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private static double real(Random random) {
    return Math.scalb(random.nextDouble() - 0.5, random.nextInt(120) - 60);
  }

  private static List<String> asRead(List<Object> row) {
    List<String> cells = new ArrayList<>();
    for (Object cell : row) {
      cells.add(
          cell instanceof String text
              ? Rows.asRead(text)
              // The double that readers of a text make of it.
              : cell instanceof Double real
                  ? String.valueOf(Double.parseDouble(Reals.toString(real)))
                  : String.valueOf(cell));
    }
    return cells;
  }

  private static List<String> cells(ResultSet found) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int column = 1; column <= TABLE.columns().size(); column++) {
      if (TABLE.columns().get(column - 1).type() == ColumnType.TIMESTAMP) {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        cells.add(time == null ? "null" : time.toInstant().toString());
      } else {
        Object value = found.getObject(column);
        cells.add(value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(value));
      }
    }
    return cells;
  }
}
