package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Reals;
import io.broadsheet.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EncodingRowWriterTest {
  private static final Table INTEGERS =
      new Table("t", "row", 1, List.of(Rows.column("c", ColumnType.INTEGER)));
  private static final Table REALS =
      new Table("t", "row", 1, List.of(Rows.column("c", ColumnType.REAL)));

  static List<RowFormat> formats() {
    return List.of(new CsvFormat(false), new CsvFormat(true), new JsonLinesFormat());
  }

  @Test
  void writesIntegersAsJavaDoes() throws IOException {
    List<Long> values = new ArrayList<>(List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE));
    for (long power = 1; power <= 1_000_000_000_000_000_000L / 10; power *= 10) {
      values.addAll(List.of(power, power - 1, power + 1, -power, 1 - power, power * 10 - 1));
    }
    for (long value = 0; value < 10_100; value++) {
      values.add(value);
    }
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      values.add(random.nextLong() >> random.nextInt(64));
    }
    StringBuilder expected = new StringBuilder("c\n");
    values.forEach(value -> expected.append(value).append('\n'));
    byte[] bytes =
        Rows.encode(
            new CsvFormat(false),
            INTEGERS,
            ZoneOffset.UTC,
            values.stream().map(List::<Object>of).toList());
    assertThat(new String(bytes, UTF_8), is(expected.toString()));
  }

  @Test
  void writesTheSameRealAlikeWhetherRememberedOrNot() throws IOException {
    long seed = 3;
    Random random = new Random(seed);
    double[] pool = new double[40_000];
    for (int i = 0; i < pool.length; i++) {
      pool[i] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100);
    }
    List<List<Object>> rows = new ArrayList<>();
    StringBuilder expected = new StringBuilder("c\n");
    byte[] text = new byte[32];
    for (int i = 0; i < 120_000; i++) {
      // Low numbers are drawn often and stay in the cache, high ones push each other out.
      double value = pool[random.nextInt(1 + random.nextInt(pool.length))];
      rows.add(List.of(value));
      expected.append(new String(text, 0, Reals.write(value, text, 0), UTF_8)).append('\n');
    }
    byte[] bytes = Rows.encode(new CsvFormat(false), REALS, ZoneOffset.UTC, rows);
    assertThat("seed " + seed, new String(bytes, UTF_8), is(expected.toString()));
  }

  @Test
  void writesBothZerosAlike() throws IOException {
    byte[] bytes =
        Rows.encode(
            new CsvFormat(false),
            REALS,
            ZoneOffset.UTC,
            List.of(List.of(0.0), List.of(-0.0), List.of(0.0)));
    assertThat(new String(bytes, UTF_8), is("c\n0\n0\n0\n"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void writesTheSameBytesAtOnceAndPieceByPiece(RowFormat format) throws IOException {
    long seed = 5;
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(
          List.of(
              Rows.hostileText(random),
              List.of(Rows.hostileText(random), Rows.hostileText(random)),
              random.nextLong(),
              random.nextDouble(),
              Instant.ofEpochMilli(random.nextInt())));
    }
    byte[] atOnce = Rows.encode(format, Rows.ALL_TYPES, ZoneOffset.UTC, rows);
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    pieces.write(format.header(Rows.ALL_TYPES));
    long size = pieces.size();
    EncodingRowWriter writer = format.writer(Rows.ALL_TYPES, ZoneOffset.UTC, pieces);
    for (List<Object> row : rows) {
      Rows.write(writer, row);
      if (random.nextInt(10) == 0) {
        writer.flush();
        assertThat("seed " + seed, writer.bytes(), is(pieces.size() - size));
      }
    }
    writer.flush();
    assertThat(writer.rows(), is(3000L));
    assertThat(
        "seed " + seed, new String(pieces.toByteArray(), UTF_8), is(new String(atOnce, UTF_8)));
  }

  /** Cells around and above the size of the buffer, plain and in need of escapes. */
  @ParameterizedTest
  @MethodSource("formats")
  void writesCellsOfAnySize(RowFormat format) throws IOException {
    for (int size :
        new int[] {1023, 1024, 1025, 65_535, 65_537, 131_000, 131_072, 131_080, 400_000}) {
      for (String unit : List.of("x", "\"", "漢", "\n")) {
        String text = unit.repeat(size / unit.getBytes(UTF_8).length);
        byte[] bytes =
            Rows.encode(
                format,
                Rows.ALL_TYPES,
                ZoneOffset.UTC,
                List.of(Arrays.asList(text, List.of(text, "y"), 1L, 0.5, null)));
        String inCell =
            format instanceof JsonLinesFormat
                ? text.replace("\"", "\\\"").replace("\n", "\\n")
                : text.replace("\"", "\"\"");
        String encoded = new String(bytes, UTF_8);
        int first = encoded.indexOf(inCell);
        assertThat(size + " " + unit, first, greaterThanOrEqualTo(0));
        assertThat(
            size + " " + unit,
            encoded.indexOf(inCell, first + inCell.length()),
            greaterThanOrEqualTo(0));
      }
    }
  }

  @Test
  void handsOverLargeChunks() throws IOException {
    List<Integer> chunks = new ArrayList<>();
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int value) {
            chunks.add(1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            chunks.add(length);
          }
        };
    EncodingRowWriter writer = new CsvFormat(false).writer(Rows.ALL_TYPES, ZoneOffset.UTC, output);
    for (int i = 0; i < 100_000; i++) {
      Rows.write(writer, Arrays.asList("word", List.of("a"), (long) i, 0.5, null));
    }
    assertThat(
        chunks.stream().mapToInt(Integer::intValue).min().orElse(0), greaterThanOrEqualTo(65_536));
  }

  @Test
  void holdsCallersToTheTable() throws IOException {
    Table table =
        new Table(
            "pair",
            "row",
            1,
            List.of(
                new Column("name", ColumnType.TEXT, false, "", ""),
                Rows.column("share", ColumnType.REAL)));
    List<RowFormat> all = new ArrayList<>(formats());
    all.addAll(List.of(new StagedFormat(), new ColumnFormat()));
    for (RowFormat format : all) {
      assertRefused(format, table, writer -> writer.integer(1), "column name");
      assertRefused(format, table, EncodingRowWriter::empty, "column name");
      assertRefused(format, table, writer -> writer.real(Double.NaN), "column name");
      assertRefused(format, table, EncodingRowWriter::endRow, "0 cells instead of 2");
      assertRefused(
          format,
          table,
          writer -> {
            writer.text("a");
            writer.real(1);
            writer.real(2);
          },
          "a row of 2 cells");
      assertRefused(
          format,
          table,
          writer -> {
            writer.text("a");
            writer.real(1);
            writer.empty();
          },
          "a row of 2 cells");
      assertRefused(
          format,
          table,
          writer -> {
            writer.text("a");
            writer.bytes();
          },
          "no end yet");
      EncodingRowWriter writer =
          format.writer(table, ZoneOffset.UTC, OutputStream.nullOutputStream());
      writer.text("a");
      assertThrows(IllegalArgumentException.class, () -> writer.real(Double.POSITIVE_INFINITY));
      assertThrows(IndexOutOfBoundsException.class, () -> writer.utf8(new byte[3], 2, 2));
    }
  }

  private interface RowStep {
    void apply(EncodingRowWriter writer) throws IOException;
  }

  private static void assertRefused(RowFormat format, Table table, RowStep step, String sentence) {
    EncodingRowWriter writer =
        format.writer(table, ZoneOffset.UTC, OutputStream.nullOutputStream());
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> step.apply(writer));
    assertThat(refusal.getMessage(), containsString("pair"));
    assertThat(refusal.getMessage(), containsString(sentence));
  }

  @Test
  void readsUtf8OnlyWithinItsBounds() throws IOException {
    // The neighbours of a cell within an arena must neither be written nor looked at.
    byte[] arena = "\"ab\",word,\nx".getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncodingRowWriter writer =
        new CsvFormat(false).writer(Rows.texts("t", 2), ZoneOffset.UTC, bytes);
    writer.utf8(arena, 1, 2);
    writer.utf8(arena, 5, 4);
    writer.endRow();
    writer.utf8(arena, 11, 1);
    writer.utf8(arena, 12, 0);
    writer.endRow();
    writer.flush();
    assertThat(bytes.toString(UTF_8), is("ab,word\nx,\n"));
  }
}
