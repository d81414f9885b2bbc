package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import blue.strategic.parquet.ParquetReader;
import io.broadsheet.Runs.Ended;
import io.broadsheet.write.PostgresServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The specs of sinks, each run with its own sinks, only elsewhere. */
class PipelinesTest {
  @TempDir private Path folder;

  @Test
  void dailyWritesFilesAndADatabase() throws Exception {
    run(
        "daily",
        "output.0.csv.path=" + folder.resolve("out"),
        "output.1.jsonl=" + folder.resolve("out"),
        "output.2.duckdb=" + folder.resolve("daily.duckdb"));

    assertThat(
        Files.readString(folder.resolve("out/tables/outlets.csv")), containsString("\uFEFFwindow"));
    assertThat(Files.exists(folder.resolve("out/tables/outlets.jsonl")), is(true));
    try (Connection database =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("daily.duckdb"))) {
      assertThat(count(database, "newest_outlets"), greaterThan(0));
    }
  }

  @Test
  void archiveWritesParquetThatParquetsOwnReaderReads() throws IOException {
    run("archive", "output.0.parquet.path=" + folder.resolve("out"));

    Path july = folder.resolve("out/tables/outlets/window=2025-07-01/part-00000.parquet");
    try (Stream<String[]> rows = ParquetReader.streamContentToStrings(july.toFile())) {
      assertThat(rows.toList().size(), greaterThan(3));
    }
    var metadata = ParquetReader.readMetadata(july.toFile());
    assertThat(
        metadata.getFileMetaData().getKeyValueMetaData().get("broadsheet.grain"),
        is("window × outlet"));
    var outlet = metadata.getBlocks().get(0).getColumns().get(2);
    assertThat(outlet.getCodec().name(), is("ZSTD"));
    assertThat(outlet.getStatistics().hasNonNullValue(), is(true));
    assertThat(
        metadata.getFileMetaData().getSchema().getType("window_start").toString(),
        containsString("TIMESTAMP(MICROS,true)"));
  }

  @Test
  void postgresMakesItsSchemaAndMigratesATableOfBefore() throws Exception {
    try (Connection database = PostgresServers.shared().getPostgresDatabase().getConnection();
        Statement statement = database.createStatement()) {
      statement.execute("CREATE SCHEMA broadsheet");
      statement.execute(
          "CREATE TABLE broadsheet.outlets (window_start TIMESTAMPTZ NOT NULL, outlet TEXT,"
              + " former TEXT NOT NULL)");
      statement.execute("INSERT INTO broadsheet.outlets VALUES (now(), 'x', 'y')");
    }
    List<String> settings =
        List.of(
            "output.0.postgres.url=" + PostgresServers.url(),
            "output.0.postgres.tls=disable",
            "state=" + folder.resolve("state"));
    run("postgres", settings.toArray(String[]::new));

    try (Connection database = PostgresServers.shared().getPostgresDatabase().getConnection();
        Statement statement = database.createStatement()) {
      int outlets = count(database, "broadsheet.outlets");
      assertThat(outlets, greaterThan(3));
      assertThat(count(database, "broadsheet.newest_outlets"), greaterThan(0));

      // What is gone comes back, what is changed is mended, what is too much goes.
      statement.execute("DELETE FROM broadsheet.outlets WHERE outlet = 'Radio Merrow'");
      statement.execute("UPDATE broadsheet.outlets SET articles = 99");
      statement.execute("UPDATE broadsheet.articles SET topics = '{a,b}'");
      statement.execute(
          "UPDATE broadsheet.reconciliation SET window_start = now() WHERE window_start IS NULL");
      run("postgres", settings.toArray(String[]::new));

      assertThat(count(database, "broadsheet.outlets"), is(outlets));
      assertThat(count(database, "broadsheet.outlets WHERE articles = 99"), is(0));
      assertThat(count(database, "broadsheet.articles WHERE topics = '{a,b}'"), is(0));
      assertThat(count(database, "broadsheet.reconciliation WHERE window_start IS NULL"), is(1));
    }
  }

  @Test
  void bigQueryFilesComeWithAScriptThatReplacesPartitions() throws Exception {
    run("bigquery-files", "output.0.bigquery-files.path=" + folder.resolve("out"));
    Path calls = folder.resolve("calls");
    Path standIn =
        Files.writeString(
            folder.resolve("bq"), "#!/bin/sh\nfor a; do printf '%s\\n' \"$a\"; done >>" + calls);
    Files.setPosixFilePermissions(standIn, PosixFilePermissions.fromString("rwxr-xr-x"));

    load();
    List<String> first = Files.readAllLines(calls);
    load();

    assertThat(first, hasItem("my-project:news.outlets$20250710"));
    assertThat(first, hasItem("my-project:news.articles$__NULL__"));
    assertThat(first, hasItem("my-project:news.rejects"));
    assertThat(first, hasItem("--time_partitioning_type=DAY"));
    List<String> both = new ArrayList<>(first);
    both.addAll(first);
    assertThat(Files.readAllLines(calls), is(both));
    Path bigQuery = folder.resolve("out/bigquery").toRealPath();
    assertThat(
        first.stream()
            .filter(word -> word.matches("(data|schema)/.*"))
            .map(file -> Files.exists(bigQuery.resolve(file)))
            .toList(),
        everyItem(is(true)));
  }

  private void load() throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(folder.resolve("out/bigquery/load.sh").toString(), "my-project:news")
            .redirectErrorStream(true);
    script.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    Process process = script.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, process.waitFor(), is(0));
  }

  private static void run(String spec, String... sets) {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "pipelines/" + spec + ".yaml", "--as-of=2025-07-14", "--debug"));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    Ended ended = Runs.execute(arguments.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static int count(Connection database, String from) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
      result.next();
      return result.getInt(1);
    }
  }
}
