package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * One table within a transaction: made or brought up to its definition, and then filled so that it
 * holds exactly the rows of a run.
 */
final class PostgresTable {
  private final Connection connection;
  private final Table table;
  private final String name;
  private final String staging;
  private final String keyName;
  private final String columns;

  PostgresTable(Connection connection, String schema, Table table) {
    this.connection = connection;
    this.table = table;
    this.name = SqlSchema.quoted(schema) + "." + SqlSchema.quoted(table.name());
    this.staging = "pg_temp." + SqlSchema.quoted("staged_" + table.name());
    this.keyName = SqlSchema.quoted(table.name() + "_key");
    this.columns = list(table.columns(), column -> SqlSchema.quoted(column.name()));
  }

  /** Replaces the table's content; what is the same stays as it is. */
  void replaceBy(TableRows rows, Replacement replacement) throws SQLException, IOException {
    boolean hasKey = define();
    boolean isWhole = replacement.isWhole() || !PartitionedFiles.hasWindows(table);
    if (!isWhole
        && replacement.staying().getOrDefault(table.name(), 0L) > 0
        && (!hasKey || isEmpty())) {
      throw new UserException(name + " is not as the run before left it: run with --full.");
    }
    if (!hasKey) {
      // New, or of another grain than before: its rows could not be told apart.
      execute("DELETE FROM " + name);
    }
    if (!hasKey || isEmpty()) {
      fill(rows);
    } else {
      merge(rows, isWhole ? "" : " AND " + in(windows(rows, replacement)));
    }
    if (!hasKey) {
      createKey();
    }
    requireValues();
  }

  /**
   * Makes the table, or adds the columns that it lacks.
   *
   * @return whether it has its key already
   */
  private boolean define() throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
                + " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped"
                + " ORDER BY attnum")) {
      find.setString(1, name);
      try (ResultSet found = find.executeQuery()) {
        while (found.next()) {
          types.put(found.getString(1), found.getString(2));
          if (found.getBoolean(3)) {
            required.add(found.getString(1));
          }
        }
      }
    }
    if (types.isEmpty()) {
      execute(SqlSchema.createTable(table, name));
      comment();
      return false;
    }
    boolean isChanged = false;
    for (Column column : table.columns()) {
      String type = types.remove(column.name());
      String quoted = SqlSchema.quoted(column.name());
      if (type == null) {
        execute(
            "ALTER TABLE " + name + " ADD COLUMN " + quoted + " " + SqlSchema.type(column.type()));
        isChanged = true;
      } else if (!isSame(type, column.type())) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "column %s of %s is of type %s and should be %s: drop or rename the table.",
                column.name(),
                name,
                type,
                SqlSchema.type(column.type())));
      } else if (SqlSchema.isNullable(column) && required.contains(column.name())) {
        allowNull(column.name());
      }
    }
    for (String formerColumn : types.keySet()) {
      if (required.contains(formerColumn)) {
        allowNull(formerColumn);
      }
    }
    if (isChanged) {
      comment();
    }
    return hasKey();
  }

  private void allowNull(String column) throws SQLException {
    // A primary key keeps its columns from it, so an old one goes first.
    if (!hasKey()) {
      dropKey();
    }
    execute("ALTER TABLE " + name + " ALTER COLUMN " + SqlSchema.quoted(column) + " DROP NOT NULL");
  }

  private static boolean isSame(String found, ColumnType type) {
    String wanted =
        SqlSchema.type(type).toLowerCase(Locale.ROOT).replace("varchar", "character varying");
    return found.equals(wanted) || found.equals(wanted.replace("character varying", "text"));
  }

  private void comment() throws SQLException {
    execute(String.join("; ", SqlSchema.comments(table, name)));
  }

  /** Whether the index of the key is there, over the columns that the definition says. */
  private boolean hasKey() throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT string_agg(a.attname, ',' ORDER BY k.place)"
                + " FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS"
                + " k (attnum, place) JOIN pg_attribute a"
                + " ON a.attrelid = i.indrelid AND a.attnum = k.attnum"
                + " WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indisprimary = ?"
                + " GROUP BY i.indexrelid")) {
      find.setString(1, name);
      find.setBoolean(2, SqlSchema.hasPrimaryKey(table));
      try (ResultSet found = find.executeQuery()) {
        String wanted = table.key().stream().map(Column::name).collect(Collectors.joining(","));
        while (found.next()) {
          if (found.getString(1).equals(wanted)) {
            return true;
          }
        }
        return false;
      }
    }
  }

  private void createKey() throws SQLException {
    dropKey();
    String key = " (" + SqlSchema.keyColumns(table) + ")";
    execute(
        SqlSchema.hasPrimaryKey(table)
            ? "ALTER TABLE " + name + " ADD CONSTRAINT " + keyName + " PRIMARY KEY" + key
            : "CREATE UNIQUE INDEX " + keyName + " ON " + name + key + " NULLS NOT DISTINCT");
  }

  private void dropKey() throws SQLException {
    execute("ALTER TABLE " + name + " DROP CONSTRAINT IF EXISTS " + keyName);
    execute("DROP INDEX IF EXISTS " + keyName);
  }

  private boolean isEmpty() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM " + name + ")")) {
      result.next();
      return result.getBoolean(1);
    }
  }

  private void fill(TableRows rows) throws SQLException, IOException {
    if (hasLists()) {
      stage(rows);
      execute("INSERT INTO " + name + " (" + columns + ") SELECT " + columns + " FROM " + staging);
    } else {
      copy(rows, name);
    }
  }

  /**
   * Deletes rows that are gone or changed, then inserts those that are new or changed. Both are
   * joins by hash; {@code ON CONFLICT} would look up row after row.
   */
  private void merge(TableRows rows, String scope) throws SQLException, IOException {
    stage(rows);
    execute("ANALYZE " + staging);
    List<Column> values = table.columns().subList(table.keyColumns(), table.columns().size());
    String sameValues =
        values.isEmpty()
            ? ""
            : " AND ROW("
                + list(values, column -> "t." + SqlSchema.quoted(column.name()))
                + ") IS NOT DISTINCT FROM ROW("
                + list(values, column -> "s." + SqlSchema.quoted(column.name()))
                + ")";
    execute(
        String.format(
            Locale.ROOT,
            "DELETE FROM %s t WHERE NOT EXISTS (SELECT FROM %s s WHERE %s%s)%s",
            name,
            staging,
            sameKey(),
            sameValues,
            scope));
    execute(
        String.format(
            Locale.ROOT,
            "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s s"
                + " WHERE NOT EXISTS (SELECT FROM %1$s t WHERE %4$s%5$s)",
            name,
            columns,
            staging,
            sameKey(),
            scope));
    execute("DROP TABLE " + staging);
  }

  private static Set<Long> windows(TableRows rows, Replacement replacement) {
    Set<Long> windows = new TreeSet<>(replacement.windows().starts());
    windows.addAll(rows.rowsByWindow().keySet());
    return windows;
  }

  /** The rows of t in some windows; the key's index finds them. */
  private static String in(Set<Long> windows) {
    String instants =
        windows.stream()
            .filter(start -> start != Part.NO_WINDOW)
            .map(start -> "to_timestamp(" + BigDecimal.valueOf(start, 3).toPlainString() + ")")
            .collect(Collectors.joining(", "));
    String some = "t.window_start = ANY (ARRAY[" + instants + "]::TIMESTAMPTZ[])";
    return windows.contains(Part.NO_WINDOW) ? "(" + some + " OR t.window_start IS NULL)" : some;
  }

  /** Equality of the keys of s and t in a form that can be hashed, which no {@code OR} can. */
  private String sameKey() {
    return table.key().stream()
        .map(
            column -> {
              String quoted = SqlSchema.quoted(column.name());
              if (!SqlSchema.isNullable(column)) {
                return "t." + quoted + " = s." + quoted;
              }
              String none = ", " + noValue(column.type()) + ")";
              return "coalesce(t." + quoted + none + " = coalesce(s." + quoted + none;
            })
        .collect(Collectors.joining(" AND "));
  }

  /** Stands for no value; no cell that has one holds it. */
  private static String noValue(ColumnType type) {
    return switch (type) {
      case TEXT -> "E'\\x01\\x02'";
      case TEXT_LIST -> "ARRAY[NULL]::VARCHAR[]";
      case INTEGER -> "-9223372036854775808";
      case REAL, TIMESTAMP -> "'-infinity'";
    };
  }

  private boolean hasLists() {
    return table.columns().stream().anyMatch(column -> column.type() == ColumnType.TEXT_LIST);
  }

  /** Brings the rows into a table of this transaction. */
  private void stage(TableRows rows) throws SQLException, IOException {
    String raw = "pg_temp." + SqlSchema.quoted("raw_" + table.name());
    String target = hasLists() ? raw : staging;
    execute(
        "CREATE TEMPORARY TABLE "
            + target.substring(target.indexOf('.') + 1)
            + " ("
            + list(
                table.columns(),
                column ->
                    SqlSchema.quoted(column.name())
                        + " "
                        + (column.type() == ColumnType.TEXT_LIST
                            ? "VARCHAR"
                            : SqlSchema.type(column.type())))
            + ") ON COMMIT DROP");
    copy(rows, target);
    if (hasLists()) {
      execute(
          "CREATE TEMPORARY TABLE "
              + staging.substring(staging.indexOf('.') + 1)
              + " ON COMMIT DROP AS SELECT "
              + list(table.columns(), PostgresTable::unpacked)
              + " FROM "
              + raw);
      execute("DROP TABLE " + raw);
    }
  }

  private static String unpacked(Column column) {
    String quoted = SqlSchema.quoted(column.name());
    return column.type() == ColumnType.TEXT_LIST
        ? "ARRAY(SELECT e FROM jsonb_array_elements_text("
            + quoted
            + "::JSONB) WITH ORDINALITY AS l (e, place) ORDER BY place)::VARCHAR[] AS "
            + quoted
        : quoted;
  }

  private void copy(TableRows rows, String target) throws SQLException, IOException {
    String sql = "COPY " + target + " (" + columns + ") FROM STDIN (FORMAT csv)";
    try (OutputStream out =
        new WithoutNul(new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql))) {
      rows.writeTo(out);
    }
  }

  /** Columns that came later had no values until the rows were replaced. */
  private void requireValues() throws SQLException {
    String clauses =
        table.columns().stream()
            .filter(column -> !SqlSchema.isNullable(column))
            .map(column -> "ALTER COLUMN " + SqlSchema.quoted(column.name()) + " SET NOT NULL")
            .collect(Collectors.joining(", "));
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnotnull"
                + " AND attnum > 0 AND NOT attisdropped")) {
      find.setString(1, name);
      try (ResultSet found = find.executeQuery()) {
        found.next();
        long wanted =
            table.columns().stream().filter(column -> !SqlSchema.isNullable(column)).count();
        if (found.getLong(1) < wanted) {
          execute("ALTER TABLE " + name + " " + clauses);
        }
      }
    }
  }

  private static String list(List<Column> columns, Function<Column, String> each) {
    return columns.stream().map(each).collect(Collectors.joining(", "));
  }

  private void execute(String sql) throws SQLException {
    PostgresSink.execute(connection, sql);
  }

  /** PostgreSQL's texts cannot hold U+0000; they get U+001A, the substitute, for it. */
  private static final class WithoutNul extends FilterOutputStream {
    WithoutNul(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] == 0) {
          bytes[i] = 0x1A;
        }
      }
      out.write(bytes, offset, length);
    }
  }
}
