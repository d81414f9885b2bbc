package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import io.broadsheet.table.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.postgresql.PGProperty;

/**
 * Tables in a schema of PostgreSQL, 15 or newer. A commit is one transaction over all of them:
 * readers see the old rows until all the new are there, and a failure leaves the old. Rows that are
 * as they were are not touched.
 *
 * <p>The role needs {@code CONNECT} and {@code TEMPORARY} on the database and a schema that it owns
 * or may create in, nothing else.
 *
 * @param server where and as whom; it holds no password
 * @param schema the schema's name
 * @param stage for parts
 */
public record PostgresSink(PostgresServer server, String schema, String stage) implements Sink {
  private static final long serialVersionUID = 1;

  /** Holds run.json. */
  private static final String RUN = "broadsheet_run";

  /** <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">SQLSTATE</a>. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  @Override
  public String name() {
    return "postgres at " + target();
  }

  @Override
  public String target() {
    return server + ", schema " + schema;
  }

  @Override
  public List<RowFormat> formats() {
    return List.of(new StagedFormat());
  }

  @Override
  public boolean replacesWindows() {
    return true;
  }

  /** What can't be asked now is said by the commit. */
  @Override
  public String heldState() {
    try (Connection connection = connect()) {
      return state(connection);
    } catch (SQLException e) {
      return "";
    }
  }

  private String state(Connection connection) throws SQLException {
    String run = SqlSchema.quoted(schema) + "." + RUN;
    try (PreparedStatement find = connection.prepareStatement("SELECT to_regclass(?) IS NULL")) {
      find.setString(1, run);
      try (ResultSet result = find.executeQuery()) {
        result.next();
        if (result.getBoolean(1)) {
          return "";
        }
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT report->>'state' FROM " + run)) {
      return result.next() && result.getString(1) != null ? result.getString(1) : "";
    }
  }

  @Override
  public void commit(RunTables tables, Function<List<TableFile>, byte[]> report) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      // Whatever is thrown, closing the connection ends the transaction without a trace.
      takeSchema(connection);
      if (!tables.replacement().isWhole() && !tables.replacement().fits(state(connection))) {
        throw new UserException(
            "Cannot write to " + target() + ": another run has changed it meanwhile; run again.");
      }
      List<TableFile> files = new ArrayList<>();
      List<Table> written = new ArrayList<>();
      for (TableRows rows : tables.in(new StagedFormat())) {
        new PostgresTable(connection, schema, rows.table()).replaceBy(rows, tables.replacement());
        written.add(rows.table());
        files.add(
            new TableFile(
                rows.table().name(),
                "postgres",
                schema + "." + rows.table().name(),
                rows.rows() + tables.replacement().staying().getOrDefault(rows.table().name(), 0L),
                0));
      }
      for (Views.View view : Views.over(written)) {
        execute(connection, "CREATE OR REPLACE VIEW " + view.name() + " AS " + view.query());
        execute(
            connection,
            "COMMENT ON VIEW " + view.name() + " IS " + SqlSchema.literal(view.meaning()));
      }
      keepReport(connection, report.apply(List.copyOf(files)));
      connection.commit();
    } catch (SQLException e) {
      throw trouble(e);
    } catch (IOException e) {
      throw e.getCause() instanceof SQLException cause
          ? trouble(cause)
          : new UserException(
              "Cannot write to " + target() + ": " + FileTrouble.reason(e) + ".", e);
    }
  }

  private Connection connect() throws SQLException {
    Properties settings = new Properties();
    PGProperty.USER.set(settings, server.user());
    PGProperty.SSL_MODE.set(settings, server.tls());
    PGProperty.APPLICATION_NAME.set(settings, "broadsheet");
    PGProperty.CONNECT_TIMEOUT.set(settings, 30);
    PGProperty.TCP_KEEP_ALIVE.set(settings, true);
    if (!server.tlsRoot().isEmpty()) {
      PGProperty.SSL_ROOT_CERT.set(settings, server.tlsRoot());
    }
    String password = server.password();
    if (!password.isEmpty()) {
      PGProperty.PASSWORD.set(settings, password);
    }
    return DriverManager.getConnection(server.jdbcUrl(), settings);
  }

  /** Makes the schema if there is none, and keeps other runs out of it until the end. */
  private void takeSchema(Connection connection) throws SQLException {
    // The server notices that a run was killed only so often, and holds the lock until then.
    execute(connection, "SET LOCAL client_connection_check_interval = '1s'");
    execute(connection, "SET LOCAL lock_timeout = '10s'");
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, "broadsheet " + schema);
      lock.execute();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new UserException(
            "Cannot write to " + target() + ": another run is writing there; wait for it.", e);
      }
      throw e;
    }
    execute(connection, "SET LOCAL lock_timeout = DEFAULT");
    // Whatever the server is used to: a run that is done is on its disk.
    execute(connection, "SET LOCAL synchronous_commit = on");
    try (PreparedStatement find =
        connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
      find.setString(1, schema);
      try (ResultSet result = find.executeQuery()) {
        if (!result.next()) {
          execute(connection, "CREATE SCHEMA " + SqlSchema.quoted(schema));
        }
      }
    }
    // Whatever the role's settings are: names mean our tables, dates mean what they say.
    execute(connection, "SET LOCAL search_path = " + SqlSchema.quoted(schema) + ", pg_temp");
    execute(connection, "SET LOCAL datestyle = 'ISO'");
    execute(connection, "SET LOCAL work_mem = '256MB'");
  }

  private void keepReport(Connection connection, byte[] json) throws SQLException {
    execute(connection, "CREATE TABLE IF NOT EXISTS " + RUN + " (report JSON NOT NULL)");
    execute(connection, "DELETE FROM " + RUN);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + RUN + " VALUES (?::JSON)")) {
      insert.setString(1, new String(json, StandardCharsets.UTF_8));
      insert.executeUpdate();
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private UserException trouble(SQLException e) {
    String said = reason(e);
    String ending = said.endsWith(".") ? "" : ".";
    return new UserException("Cannot write to " + target() + ": " + said + ending, e);
  }

  private static String reason(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return "the server's certificate is signed by none of the authorities in tls_root";
      }
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
