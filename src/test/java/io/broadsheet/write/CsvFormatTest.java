package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.broadsheet.table.ColumnChoice;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvFormatTest {
  private static final RowFormat EXACT = new CsvFormat(false);
  private static final RowFormat EXCEL = new CsvFormat(true);

  @Test
  void writesEveryTypeAsTheDesignSays() throws IOException {
    byte[] bytes =
        Rows.encode(
            EXACT,
            Rows.ALL_TYPES,
            ZoneId.of("Asia/Dubai"),
            List.of(
                Arrays.asList(
                    "plain",
                    List.of("one", "two"),
                    42L,
                    0.25,
                    Instant.parse("2025-07-09T20:00:00Z")),
                Arrays.asList(
                    "b".getBytes(UTF_8),
                    List.of("a|b", "c\\d", ""),
                    -7L,
                    1234567.890125,
                    Instant.parse("2025-07-09T20:00:00.050Z")),
                Arrays.asList(null, null, null, null, null),
                Arrays.asList("", List.of(), 0L, Double.NaN, Instant.EPOCH)));
    assertThat(
        new String(bytes, UTF_8),
        is(
            """
            words,tags,number,ratio,moment
            plain,one|two,42,0.25,2025-07-10T00:00:00+04:00
            b,a\\|b|c\\\\d|,-7,1234567.89012,2025-07-10T00:00:00.050+04:00
            ,,,,
            ,,0,,1970-01-01T04:00:00+04:00
            """));
  }

  @Test
  void quotesOnlyWhereItMust() throws IOException {
    List<List<Object>> rows =
        List.of(
            List.of("a,b", "say \"yes\"", "two\nlines", "carriage\rreturn"),
            List.of(" before", "behind ", "in side", "tab\there"),
            List.of("\"", ",", " ", "'"),
            List.of("=1+1", "@x", "#", "a;b|c"),
            List.of("nul\0nul", "\u202Ebidi\u202C", "😀 漢字", "\u2028\uFEFF\u0085"),
            List.of("\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db"));
    assertThat(
        new String(Rows.encode(EXACT, Rows.texts("t", 4), ZoneOffset.UTC, rows), UTF_8),
        is(
            Rows.lines(
                "c0,c1,c2,c3",
                "\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\"carriage\rreturn\"",
                "\" before\",\"behind \",in side,tab\there",
                "\"\"\"\",\",\",\" \",'",
                "=1+1,@x,#,a;b|c",
                "nul\0nul,\u202Ebidi\u202C,😀 漢字,\u2028\uFEFF\u0085",
                "\uFFFD,\uFFFD,\uFFFD\uFFFD,a\uFFFDb")));
  }

  @Test
  void defusesFormulasForExcel() throws IOException {
    List<List<Object>> rows =
        List.of(
            List.of("=1+1", "+1", "-1", "@x"),
            List.of("\tx", "\rx", "\nx", "\0x"),
            List.of("＝1", "＋1", "－1", "＠1"),
            List.of("=\"a\"", "= ", "a=1", " =1"),
            List.of("ｱ", "'", "", "1-2"));
    assertThat(
        new String(Rows.encode(EXCEL, Rows.texts("t", 4), ZoneOffset.UTC, rows), UTF_8),
        is(
            Rows.lines(
                "\uFEFFc0,c1,c2,c3",
                "'=1+1,'+1,'-1,'@x",
                "'\tx,\"'\rx\",\"'\nx\",'\0x",
                "'＝1,'＋1,'－1,'＠1",
                "\"'=\"\"a\"\"\",\"'= \",a=1,\" =1\"",
                "ｱ,',,1-2")));
  }

  @Test
  void leavesNumbersAloneForExcelButDefusesLists() throws IOException {
    byte[] bytes =
        Rows.encode(
            EXCEL,
            Rows.ALL_TYPES,
            ZoneOffset.UTC,
            List.of(Arrays.asList("x", List.of("=1", "=2"), -1L, -0.5, null)));
    assertThat(
        new String(bytes, UTF_8), is("\uFEFFwords,tags,number,ratio,moment\nx,'=1|=2,-1,-0.5,\n"));
  }

  @Test
  void writesTheChosenColumnsInTheOrderOfTheTable() throws IOException {
    ColumnChoice chosen = new ColumnChoice(Set.of("all_types.ratio", "all_types.tags", "other.x"));
    byte[] bytes =
        Rows.encode(
            new CsvFormat(chosen, false),
            Rows.ALL_TYPES,
            ZoneOffset.UTC,
            List.of(
                Arrays.asList("a", List.of("b", "c"), 1L, 0.5, Instant.EPOCH),
                Arrays.asList("d", List.of(), 2L, null, null)));
    assertThat(new String(bytes, UTF_8), is("tags,ratio\nb|c,0.5\n,\n"));
    assertThat(
        new String(
            Rows.encode(
                new CsvFormat(new ColumnChoice(Set.of("all_types.words")), false),
                Rows.ALL_TYPES,
                ZoneOffset.UTC,
                List.of(Arrays.asList(null, List.of("b"), 1L, 0.5, null))),
            UTF_8),
        is("words\n\"\"\n"));
  }

  @Test
  void remembersRepeatedCellsByTheirPlaceInTheTable() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncodingRowWriter rows =
        new CsvFormat(new ColumnChoice(Set.of("t.c1", "t.c3")), false)
            .writer(Rows.texts("t", 4), ZoneOffset.UTC, bytes);
    for (int i = 0; i < 3; i++) {
      rows.repeated(7, cells -> cells.text("left out"));
      rows.repeated(
          7,
          cells -> {
            cells.text("one");
            cells.text("left out");
          });
      rows.text("end");
      rows.endRow();
    }
    rows.flush();
    assertThat(bytes.toString(UTF_8), is("one,end\none,end\none,end\n"));
  }

  @Test
  void keepsTheRowsOfATableOfOneColumn() throws IOException {
    byte[] bytes =
        Rows.encode(
            EXACT,
            Rows.texts("t", 1),
            ZoneOffset.UTC,
            List.of(List.of("a"), Arrays.asList((Object) null), List.of("")));
    assertThat(new String(bytes, UTF_8), is("c0\na\n\"\"\n\"\"\n"));
  }

  @Test
  void headsEveryTableWithItsColumns() {
    for (Table table : Tables.all()) {
      String header = new String(EXACT.header(table), UTF_8);
      assertThat(
          header,
          is(
              String.join(",", table.columns().stream().map(column -> column.name()).toList())
                  + "\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2025-07-10T00:00:00Z, 2025-07-10T00:00:00Z",
    "UTC, 2025-07-10T00:00:00.007Z, 2025-07-10T00:00:00.007Z",
    "Europe/London, 2025-01-10T00:00:00Z, 2025-01-10T00:00:00Z",
    "Asia/Kathmandu, 2025-07-10T00:00:00Z, 2025-07-10T05:45:00+05:45",
    "America/St_Johns, 1903-07-10T00:00:00Z, 1903-07-09T20:29:08-03:30:52",
    "America/New_York, 1969-12-31T23:59:59.999Z, 1969-12-31T18:59:59.999-05:00",
  })
  void writesTimestampsWithTheZonesOffset(String zone, String instant, String expected)
      throws IOException {
    Table table = new Table("t", "row", 1, List.of(Rows.column("c", ColumnType.TIMESTAMP)));
    byte[] bytes =
        Rows.encode(EXACT, table, ZoneId.of(zone), List.of(List.of(Instant.parse(instant))));
    assertThat(new String(bytes, UTF_8), is("c\n" + expected + "\n"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isReadBackByAnotherReader(long seed) throws IOException {
    Random random = new Random(seed);
    Table table = Rows.texts("t", 3);
    List<List<String>> expected = new ArrayList<>();
    byte[] bytes = Rows.encode(EXACT, table, ZoneOffset.UTC, hostileRows(random, 2000, expected));
    List<List<String>> actual = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .maxBufferSize(1 << 20)
            .ofCsvRecord(new StringReader(new String(bytes, UTF_8)))) {
      for (CsvRecord line : reader) {
        actual.add(line.getFields());
      }
    }
    assertThat("header", actual.remove(0), is(List.of("c0", "c1", "c2")));
    assertSameCells(seed, actual, expected);
  }

  @Test
  void isReadBackByDuckDb(@TempDir Path folder) throws IOException, SQLException {
    long seed = 11;
    Random random = new Random(seed);
    List<List<String>> expected = new ArrayList<>();
    Path file = folder.resolve("hostile.csv");
    Files.write(
        file,
        Rows.encode(
            EXACT, Rows.texts("t", 3), ZoneOffset.UTC, hostileRows(random, 2000, expected)));
    List<List<String>> actual = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(c0, ''), coalesce(c1, ''), coalesce(c2, '') from read_csv('"
                    + file
                    + "', header = true, all_varchar = true, delim = ',', quote = '\"',"
                    + " escape = '\"', auto_detect = false, parallel = false,"
                    + " columns = {'c0': 'varchar', 'c1': 'varchar', 'c2': 'varchar'})")) {
      while (rows.next()) {
        actual.add(List.of(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    assertSameCells(seed, actual, expected);
  }

  @Test
  void givesDuckDbTheTypesOfTheTable(@TempDir Path folder) throws IOException, SQLException {
    Path file = folder.resolve("typed.csv");
    Files.write(
        file,
        Rows.encode(
            EXACT,
            Rows.ALL_TYPES,
            ZoneId.of("Asia/Kathmandu"),
            List.of(
                Arrays.asList(
                    "a",
                    List.of("x", "y"),
                    Long.MIN_VALUE,
                    1.5e-9,
                    Instant.parse("2025-07-10T00:00:00Z")),
                Arrays.asList("b", List.of(), Long.MAX_VALUE, 2.5e17, null))));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select number, ratio, epoch_ms(moment), typeof(number), typeof(ratio),"
                    + " typeof(moment) from read_csv('"
                    + file
                    + "') order by words")) {
      assertThat(rows.next(), is(true));
      assertThat(rows.getLong(1), is(Long.MIN_VALUE));
      assertThat(rows.getDouble(2), is(1.5e-9));
      assertThat(rows.getLong(3), is(Instant.parse("2025-07-10T00:00:00Z").toEpochMilli()));
      assertThat(rows.getString(4), is("BIGINT"));
      assertThat(rows.getString(5), is("DOUBLE"));
      assertThat(rows.getString(6), is("TIMESTAMP WITH TIME ZONE"));
      assertThat(rows.next(), is(true));
      assertThat(rows.getLong(1), is(Long.MAX_VALUE));
      assertThat(rows.getDouble(2), is(2.5e17));
      assertThat(rows.getObject(3), equalTo(null));
    }
  }

  private static List<List<Object>> hostileRows(
      Random random, int count, List<List<String>> expected) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String first = Rows.hostileText(random);
      String second = Rows.asRead(Rows.hostileText(random));
      String third = Rows.hostileText(random);
      // The same text must come out the same whether it was encoded before or not.
      rows.add(List.of(first, second.getBytes(UTF_8), third));
      expected.add(List.of(Rows.asRead(first), second, Rows.asRead(third)));
    }
    return rows;
  }

  private static void assertSameCells(
      long seed, List<List<String>> actual, List<List<String>> expected) {
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      assertThat("seed " + seed + ", row " + i, actual.get(i), is(expected.get(i)));
    }
    assertThat("seed " + seed, actual.size(), is(expected.size()));
  }
}
