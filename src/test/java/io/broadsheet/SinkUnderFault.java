package io.broadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.broadsheet.table.SqlSchema;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sink whose runs are disturbed, as its readers see it. */
interface SinkUnderFault {

  /** Its items of a spec's {@code output}, with commas between. */
  String output();

  /**
   * All that a reader finds, by name: digests of files without run.json, or of all rows of tables.
   * Empty before the first run.
   */
  SortedMap<String, String> content() throws Exception;

  /** Whether a run is making the new content just now. */
  boolean isCommitting() throws Exception;

  /** What a run that has ended should not have left. */
  List<String> leftovers() throws IOException;

  /** Removes all content, as if there had been no run. */
  void clear() throws Exception;

  /**
   * Sinks of files in a folder.
   *
   * @param items as in a spec, with {@code %s} for the folder
   */
  record Folder(String items, Path out) implements SinkUnderFault {
    private static final int LONG_LINE = 1000;

    @Override
    public String output() {
      return items.replace("%s", out.toString());
    }

    @Override
    public SortedMap<String, String> content() throws IOException {
      SortedMap<String, String> content = new TreeMap<>();
      if (!Files.exists(out.resolve("_SUCCESS"))) {
        return content;
      }
      Path version = out.resolve(".current").toRealPath();
      try (Stream<Path> files = Files.walk(version)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = version.relativize(file).toString();
          if (name.startsWith(".")) {
            continue; // Not for readers.
          }
          // A reader comes by the links beside it.
          byte[] seen = Files.readAllBytes(out.resolve(name));
          switch (name) {
            case "run.json" -> {}
            case "index.html", "report.md" -> content.put(name, digest(withoutClock(seen)));
            default -> content.put(name, digest(seen));
          }
        }
      }
      return content;
    }

    /** A page says when it was made; of one whose data are packed only the end can be compared. */
    private static byte[] withoutClock(byte[] page) {
      return new String(page, UTF_8)
          .lines()
          .filter(line -> !line.startsWith("Made "))
          .filter(line -> line.length() < LONG_LINE)
          .collect(Collectors.joining("\n"))
          .getBytes(UTF_8);
    }

    /** A commit fills a version in the run's staging folder, which then comes to hold. */
    @Override
    public boolean isCommitting() throws IOException {
      for (String run : names(out.resolve(".staging"))) {
        if (names(out.resolve(".staging").resolve(run)).stream()
            .anyMatch(name -> name.startsWith("version-"))) {
          return true;
        }
      }
      return newestVersion() > heldVersion();
    }

    private int newestVersion() throws IOException {
      int newest = 0;
      for (String name : names(out.resolve(".versions"))) {
        newest = Math.max(newest, Integer.parseInt(name));
      }
      return newest;
    }

    private int heldVersion() throws IOException {
      try {
        return Integer.parseInt(
            Files.readSymbolicLink(out.resolve(".current")).getFileName().toString());
      } catch (NoSuchFileException e) {
        return 0;
      }
    }

    @Override
    public List<String> leftovers() throws IOException {
      List<String> left = new ArrayList<>(names(out.resolve(".staging")));
      if (newestVersion() > heldVersion()) {
        left.add("version " + newestVersion());
      }
      return left;
    }

    @Override
    public void clear() throws IOException {
      try (Stream<Path> entries = Files.walk(out)) {
        for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(entry);
        }
      }
    }
  }

  /** A DuckDB file. */
  record DuckDbFile(Path file) implements SinkUnderFault {
    @Override
    public String output() {
      return "{duckdb: {path: '" + file + "', memory: 256 MiB}}";
    }

    @Override
    public SortedMap<String, String> content() throws SQLException {
      if (!Files.exists(file)) {
        return new TreeMap<>();
      }
      Properties readOnly = new Properties();
      readOnly.setProperty("duckdb.read_only", "true");
      try (Connection database = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly)) {
        return tables(database, "main");
      }
    }

    @Override
    public boolean isCommitting() throws IOException {
      Path work = file.resolveSibling("." + file.getFileName() + ".work");
      for (String run : names(work)) {
        if (names(work.resolve(run)).stream().anyMatch(name -> name.endsWith(".duckdb"))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public List<String> leftovers() throws IOException {
      List<String> left =
          new ArrayList<>(names(file.resolveSibling("." + file.getFileName() + ".work")));
      left.remove(".lock");
      return left;
    }

    @Override
    public void clear() throws IOException {
      Files.delete(file);
    }
  }

  /**
   * A schema of PostgreSQL.
   *
   * @param port of the server on this machine
   * @param schema its name
   * @param staging a folder of its own for parts
   */
  record PostgresSchema(int port, String schema, Path staging) implements SinkUnderFault {
    @Override
    public String output() {
      return "{postgres: {url: 'postgresql://postgres@localhost:%d/postgres', schema: %s, tls: disable, staging: '%s'}}"
          .formatted(port, schema, staging);
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(
          "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
    }

    @Override
    public SortedMap<String, String> content() throws SQLException {
      try (Connection database = connect()) {
        return tables(database, schema);
      }
    }

    @Override
    public boolean isCommitting() throws SQLException {
      try (Connection database = connect();
          Statement statement = database.createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'broadsheet'"
                      + " AND xact_start IS NOT NULL")) {
        result.next();
        return result.getInt(1) > 0;
      }
    }

    /** What a killed run left there lies in a folder of its own, which is not looked for. */
    @Override
    public List<String> leftovers() {
      return List.of();
    }

    @Override
    public void clear() throws SQLException {
      try (Connection database = connect();
          Statement statement = database.createStatement()) {
        statement.execute("DROP SCHEMA " + SqlSchema.quoted(schema) + " CASCADE");
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    // Unlike a list, it does not mind entries that go away meanwhile.
    Files.walkFileTree(
        folder,
        Set.of(),
        1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) {
            names.add(entry.getFileName().toString());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path entry, IOException trouble) {
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }

  private static SortedMap<String, String> tables(Connection database, String schema)
      throws SQLException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Statement statement = database.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet result =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
                  + " AND table_name <> 'broadsheet_run' AND table_schema = "
                  + SqlSchema.literal(schema))) {
        while (result.next()) {
          names.add(result.getString(1));
        }
      }
      for (String name : names) {
        try (ResultSet result =
            statement.executeQuery(
                "SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(row, '; ' ORDER BY row)),"
                    + " '') FROM (SELECT CAST(t AS VARCHAR) AS row FROM "
                    + SqlSchema.quoted(schema)
                    + "."
                    + SqlSchema.quoted(name)
                    + " t) AS rows")) {
          result.next();
          content.put(name, result.getString(1));
        }
      }
    }
    return content;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
