package io.broadsheet;

import io.broadsheet.SinkUnderFault.PostgresSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running PostgreSQL, to be stopped and started again. */
final class PostgresProcess {
  private static final long DEADLINE_SECONDS = 120;

  private final PostgresSchema schema;
  private final Path data;
  private final ProcessHandle process;
  private final List<String> command;

  private PostgresProcess(
      PostgresSchema schema, Path data, ProcessHandle process, List<String> command) {
    this.schema = schema;
    this.data = data;
    this.process = process;
    this.command = command;
  }

  /** The server of a schema. */
  static PostgresProcess of(PostgresSchema schema) throws SQLException, IOException {
    try (Connection database = schema.connect();
        Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery("SHOW data_directory")) {
      result.next();
      Path data = Path.of(result.getString(1));
      long id = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      ProcessHandle process = ProcessHandle.of(id).orElseThrow();
      List<String> command = new ArrayList<>();
      if (ProcessHandle.current().info().user().orElse("").equals("root")) {
        // PostgreSQL refuses to be run by root, so it is nobody in a namespace of its own.
        command.addAll(List.of("unshare", "-U"));
      }
      Path proc = Path.of("/proc", Long.toString(id));
      command.add(Files.readSymbolicLink(proc.resolve("exe")).toString());
      String[] words = Files.readString(proc.resolve("cmdline")).split("\0");
      command.addAll(List.of(words).subList(1, words.length));
      return new PostgresProcess(schema, data, process, command);
    }
  }

  /** Ends it as a crash would, and waits until it has. */
  void stopAtOnce() throws Exception {
    if (new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor() != 0) {
      throw new IllegalStateException("PostgreSQL does not run");
    }
    process.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** Starts it again, and waits until it serves. */
  void start() throws IOException, SQLException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("again.log").toFile()))
        .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!isServing()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(Files.readString(data.resolve("again.log")));
      }
      Thread.onSpinWait();
    }
  }

  private boolean isServing() {
    try (Connection database = schema.connect()) {
      return database.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
