package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.broadsheet.Runs.Ended;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Reals;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.write.PostgresServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same rows in every sink, from one run over the sample. */
class SinksTest {
  private static final String AS_OF = "--as-of=2025-07-14";

  /** How a cell without a value is shown. */
  private static final String NOTHING = "∅";

  @TempDir static Path folder;

  @BeforeAll
  static void run() {
    Ended ended =
        Runs.execute(
            "run",
            "pipelines/sample.yaml",
            AS_OF,
            "--set",
            "windows.zone=Asia/Kathmandu",
            "--set",
            "text.top_terms=20",
            "--set",
            "reports=" + Tables.ofReports().stream().map(Table::name).toList(),
            "--set",
            """
            output: [
              {jsonl: '%1$s/plain'}, {csv: '%1$s/plain'},
              {jsonl: {path: '%1$s/windows', partition: window, compress: zstd}},
              {jsonl: {path: '%1$s/shards', max_file: 20 kB, compress: gz}},
              {parquet: '%1$s/plain'}, {parquet: {path: '%1$s/windows', partition: window}},
              {duckdb: '%1$s/news.duckdb'},
              {bigquery-files: {path: '%1$s/bigquery', dataset: 'my-project:news'}},
              {postgres: {url: '%2$s', schema: sinks_test, tls: disable}}]\
            """
                .formatted(folder, PostgresServers.url())
                .replaceFirst("output: ", "output=")
                .replace("\n", " "));
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  @TestFactory
  List<DynamicTest> allSinksHoldTheSameRows() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Table table : Tables.ofReports()) {
      List<String> expected = jsonLines(folder.resolve("plain"), table);
      boolean isPartitioned = table.key().get(0).name().equals("window_start");
      String file = "tables/" + table.name();
      String shown = isPartitioned ? file + "/*/*.parquet" : file + ".parquet";
      tests.add(same("duckdb", table, expected, () -> duckDb(name(table), table)));
      tests.add(
          same(
              "parquet",
              table,
              expected,
              () -> duckDb("'" + folder + "/plain/" + file + ".parquet'", table)));
      tests.add(
          same(
              "parquet by window",
              table,
              expected,
              () ->
                  isPartitioned && expected.isEmpty()
                      ? files(folder.resolve("windows/" + file))
                      : duckDb("'" + folder + "/windows/" + shown + "'", table)));
      // PostgreSQL's texts cannot hold U+0000.
      List<String> withoutNul = expected.stream().map(row -> row.replace('\0', '\u001A')).toList();
      tests.add(same("postgres", table, withoutNul, () -> postgres(table)));
      tests.add(
          same(
              "jsonl by window, zstd",
              table,
              expected,
              () -> jsonLines(folder.resolve("windows"), table)));
      tests.add(
          same(
              "jsonl in shards, gz",
              table,
              expected,
              () -> jsonLines(folder.resolve("shards"), table)));
      tests.add(
          same(
              "bigquery-files",
              table,
              expected,
              () -> jsonLinesIn(folder.resolve("bigquery/bigquery/data/" + table.name()), table)));
    }
    return tests;
  }

  @Test
  void duckDbHasKeysCommentsAndViews() throws SQLException {
    try (Connection database = duckDb();
        Statement statement = database.createStatement()) {
      assertThat(
          first(
              statement,
              "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
                  + " AND table_name = 'terms'"),
          is("1"));
      assertThat(
          first(
              statement,
              "SELECT comment FROM duckdb_columns() WHERE table_name = 'terms' AND column_name ="
                  + " 'term'"),
          is("The normalised term."));
      assertThat(first(statement, "SELECT count(*) FROM top_terms"), is(not("0")));
      assertThat(first(statement, "SELECT count(*) FROM newest_outlets"), is(not("0")));
      assertThat(
          first(statement, "SELECT report->'counts'->>'read' FROM broadsheet_run"), is("122"));
    }
  }

  @Test
  void aRunAgainLeavesTheSameBytesOfParquetAndTouchesNoRowInPostgres() throws Exception {
    Path parquet = folder.resolve("again");
    String output =
        "output=[{parquet: '"
            + parquet
            + "'}, {postgres: {url: '"
            + PostgresServers.url()
            + "', schema: again_test, tls: disable}}]";
    String[] command = {
      "run", "pipelines/sample.yaml", AS_OF, "--set", "text.top_terms=20", "--set", output
    };
    assertThat(Runs.execute(command).exitCode(), is(0));
    byte[] first = Files.readAllBytes(parquet.resolve("tables/terms.parquet"));
    String before = versionsOfRows();

    String[] onFlink = Arrays.copyOf(command, command.length + 2);
    onFlink[command.length] = "--runner=FlinkRunner";
    onFlink[command.length + 1] = "--parallelism=3";
    Ended ended = Runs.execute(onFlink);

    assertThat(ended.err(), ended.exitCode(), is(0));
    byte[] second = Files.readAllBytes(parquet.resolve("tables/terms.parquet"));
    assertThat(Arrays.equals(first, second), is(true));
    assertThat(versionsOfRows(), is(before));
  }

  private static String versionsOfRows() throws SQLException {
    try (Connection database = PostgresServers.shared().getPostgresDatabase().getConnection();
        Statement statement = database.createStatement()) {
      return first(
          statement,
          "SELECT count(*) || ' rows, written by ' || count(DISTINCT xmin::text) || ', first '"
              + " || min(xmin::text) FROM again_test.terms");
    }
  }

  @Test
  void aSinkThatFailsNamesItselfAndLeavesTheOthersAlone() throws IOException {
    Path csv = folder.resolve("beside");
    Ended ended =
        Runs.execute(
            "run",
            "pipelines/sample.yaml",
            "--set",
            "output=[{postgres: {url: 'postgresql://nobody@localhost:1/none', tls: disable}},"
                + " {csv: '"
                + csv
                + "'}]");

    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("The sink postgres at postgresql://nobody@localhost:1"));
    assertThat(ended.err(), containsString("Written all the same: csv in " + csv));
    assertThat(Files.exists(csv.resolve("tables/terms.csv")), is(true));
  }

  @Test
  void aReaderOfTheOldDuckDbFileKeepsIt() throws Exception {
    Path file = folder.resolve("kept.duckdb");
    run(file, "text.top_terms=3");
    // Another process would open the file by itself; this one must not share what it has open.
    Path open = Files.createLink(folder.resolve("open.duckdb"), file);
    try (Connection old = DriverManager.getConnection("jdbc:duckdb:" + open);
        Statement statement = old.createStatement()) {
      String before = first(statement, "SELECT count(*) FROM terms");

      run(file, "text.top_terms=1");

      assertThat(first(statement, "SELECT count(*) FROM terms"), is(before));
      try (Connection current = DriverManager.getConnection("jdbc:duckdb:" + file);
          Statement other = current.createStatement()) {
        assertThat(first(other, "SELECT count(*) FROM terms"), is(not(before)));
      }
    }
  }

  private static void run(Path file, String set) {
    Ended ended =
        Runs.execute(
            "run",
            "pipelines/sample.yaml",
            "--set",
            set,
            "--set",
            "output=[{duckdb: '" + file + "'}]");
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  @Test
  void leavesAFileAloneThatIsNoDatabaseOfOurs() throws IOException {
    Path file = Files.writeString(folder.resolve("thesis.duckdb"), "years of work");
    Ended ended =
        Runs.execute("run", "pipelines/sample.yaml", "--set", "output=[{duckdb: '" + file + "'}]");

    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("thesis.duckdb"));
    assertThat(Files.readString(file), is("years of work"));
  }

  private interface Source {
    List<String> rows() throws Exception;
  }

  private static DynamicTest same(String sink, Table table, List<String> expected, Source source) {
    return DynamicTest.dynamicTest(
        table.name() + " in " + sink,
        () -> {
          List<String> actual = new ArrayList<>(source.rows());
          List<String> sorted = new ArrayList<>(expected);
          actual.sort(Comparator.naturalOrder());
          sorted.sort(Comparator.naturalOrder());
          for (int i = 0; i < Math.min(actual.size(), sorted.size()); i++) {
            assertThat("row " + i, actual.get(i), is(sorted.get(i)));
          }
          assertThat(actual.size(), is(sorted.size()));
        });
  }

  /** The files of a table in windows; one without rows has none. */
  private static List<String> files(Path table) throws IOException {
    if (!Files.exists(table)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(table)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private static String name(Table table) {
    return SqlSchema.quoted(table.name());
  }

  private static Connection duckDb() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("news.duckdb"));
  }

  private static List<String> duckDb(String from, Table table) throws SQLException {
    try (Connection database = duckDb()) {
      return select(database, from, table);
    }
  }

  /** DuckDB wrote them; here is what the reader finds that Spark, Beam and others use. */
  @Test
  void parquetsOwnReaderFindsTypesCompressionAndStatistics() throws IOException {
    Path file = folder.resolve("plain/tables/terms.parquet").toRealPath();
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (Column column : Tables.TERMS.columns()) {
        PrimitiveType type = schema.getType(column.name()).asPrimitiveType();
        switch (column.type()) {
          case TIMESTAMP ->
              assertThat(
                  type.getLogicalTypeAnnotation(),
                  is(
                      LogicalTypeAnnotation.timestampType(
                          true, LogicalTypeAnnotation.TimeUnit.MICROS)));
          case INTEGER -> assertThat(type.getPrimitiveTypeName(), is(PrimitiveTypeName.INT64));
          case REAL -> assertThat(type.getPrimitiveTypeName(), is(PrimitiveTypeName.DOUBLE));
          default ->
              assertThat(type.getLogicalTypeAnnotation(), is(LogicalTypeAnnotation.stringType()));
        }
      }
      assertThat(
          reader.getFooter().getFileMetaData().getKeyValueMetaData().get("broadsheet.key"),
          is("window_start,window_end,slice_type,slice,n,term"));
      assertThat(
          reader.getRecordCount(),
          is((long) jsonLines(folder.resolve("plain"), Tables.TERMS).size()));
      for (BlockMetaData group : reader.getRowGroups()) {
        for (ColumnChunkMetaData column : group.getColumns()) {
          assertThat(column.getCodec(), is(CompressionCodecName.ZSTD));
          assertThat(column.toString(), column.getStatistics().isNumNullsSet(), is(true));
          assertThat(
              column.toString(),
              column.getStatistics().hasNonNullValue()
                  || column.getStatistics().getNumNulls() == column.getValueCount(),
              is(true));
        }
      }
    }
  }

  private static List<String> postgres(Table table) throws SQLException {
    try (Connection database = PostgresServers.shared().getPostgresDatabase().getConnection()) {
      return select(database, "sinks_test." + name(table), table);
    }
  }

  private static List<String> select(Connection database, String from, Table table)
      throws SQLException {
    String columns =
        table.columns().stream()
            .map(column -> SqlSchema.quoted(column.name()))
            .collect(Collectors.joining(", "));
    List<String> rows = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + columns + " FROM " + from)) {
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= table.columns().size(); i++) {
          cells.add(cell(result, i, table.columns().get(i - 1)));
        }
        rows.add(String.join(" | ", cells));
      }
    }
    return rows;
  }

  private static String cell(ResultSet result, int column, Column definition) throws SQLException {
    if (definition.type() == ColumnType.TIMESTAMP) {
      OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
      return time == null ? NOTHING : time.toInstant().toString();
    }
    Object value = result.getObject(column);
    if (value == null) {
      return NOTHING;
    }
    return switch (definition.type()) {
      case REAL -> Reals.toString(result.getDouble(column));
      case TEXT_LIST -> Arrays.toString((Object[]) result.getArray(column).getArray());
      default -> String.valueOf(value);
    };
  }

  private static String first(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static List<String> jsonLines(Path out, Table table) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("tables"))) {
      Path found =
          files
              .filter(
                  file -> {
                    String name = file.getFileName().toString();
                    return name.startsWith(table.name() + ".jsonl") || name.equals(table.name());
                  })
              .max(Comparator.comparing(file -> file.toString().contains(".jsonl")))
              .orElseThrow();
      return jsonLinesIn(found, table);
    }
  }

  private static List<String> jsonLinesIn(Path fileOrFolder, Table table) throws IOException {
    List<String> rows = new ArrayList<>();
    TreeMap<String, Path> inOrder = new TreeMap<>();
    try (Stream<Path> files = Files.walk(fileOrFolder.toRealPath())) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(".jsonl"))
          .forEach(file -> inOrder.put(file.toString(), file));
    }
    ObjectMapper json = new ObjectMapper();
    for (Path file : inOrder.values()) {
      for (String line : text(file).lines().toList()) {
        JsonNode row = json.readTree(line);
        rows.add(
            table.columns().stream()
                .map(column -> cell(row.get(column.name()), column))
                .collect(Collectors.joining(" | ")));
      }
    }
    return rows;
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    InputStream in = new ByteArrayInputStream(bytes);
    if (file.toString().endsWith(".gz")) {
      in = new GZIPInputStream(in);
    } else if (file.toString().endsWith(".zst")) {
      in = new ZstdInputStream(in);
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String cell(JsonNode value, Column column) {
    if (value.isNull()) {
      return NOTHING;
    }
    return switch (column.type()) {
      case TIMESTAMP -> OffsetDateTime.parse(value.asText()).toInstant().toString();
      case REAL -> Reals.toString(value.asDouble());
      case TEXT_LIST -> {
        List<String> texts = new ArrayList<>();
        value.forEach(text -> texts.add(text.asText()));
        yield texts.toString();
      }
      default -> value.asText();
    };
  }
}
