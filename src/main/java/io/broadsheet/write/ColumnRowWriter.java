package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Reals;
import io.broadsheet.table.Table;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/**
 * See {@link ColumnFormat}. A block is the number of its rows, the length of each column's page,
 * both as big-endian integers of 32 bits, and the pages. Memory: one block, at most some 8 bytes
 * for each number and {@link #BLOCK_TEXT} of texts, twice over, and one row.
 */
final class ColumnRowWriter implements EncodingRowWriter {
  /** A quarter of a row group of DuckDB. */
  static final int BLOCK_ROWS = 30_720;

  private static final int BLOCK_TEXT = 4 << 20;

  private static final int REMEMBERED_BITS = 12;

  private final Table table;
  private final ColumnType[] types;
  private final ColumnBuffer[] columns;
  private final DataOutputStream output;

  private int column;
  private int row;
  private int textBytes;
  private long rows;
  private long written;
  private byte[] scratch = new byte[4 << 10];

  /** In which rows of the block some cells have stood. */
  private final long[] keys = new long[1 << REMEMBERED_BITS];

  private final int[] rowsOfKeys = new int[1 << REMEMBERED_BITS];

  /** The first column and the one behind the last, and the generation; 0 for nothing. */
  private final long[] owners = new long[1 << REMEMBERED_BITS];

  private long generation = 1;

  ColumnRowWriter(Table table, OutputStream output) {
    this.table = table;
    this.types = table.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    this.columns = table.columns().stream().map(ColumnBuffer::new).toArray(ColumnBuffer[]::new);
    this.output = new DataOutputStream(output);
  }

  @Override
  public void text(String value) {
    requireType(ColumnType.TEXT);
    putText(value);
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireType(ColumnType.TEXT);
    putText(bytes, offset, length);
  }

  @Override
  public void texts(List<String> values) {
    requireType(ColumnType.TEXT_LIST);
    putText(TextLists.json(values));
  }

  @Override
  public void integer(long value) {
    requireType(ColumnType.INTEGER);
    columns[column++].put(row, value);
  }

  @Override
  public void real(double value) {
    requireType(ColumnType.REAL);
    if (Double.isNaN(value)) {
      empty();
      return;
    }
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(place() + " cannot be infinite");
    }
    columns[column++].put(row, Double.doubleToRawLongBits(Reals.rounded(value)));
  }

  @Override
  public void timestamp(long epochMillis) {
    requireType(ColumnType.TIMESTAMP);
    columns[column++].put(row, Math.multiplyExact(epochMillis, 1000L));
  }

  @Override
  public void empty() {
    if (column >= types.length || !table.columns().get(column).isOptional()) {
      throw new IllegalStateException(place() + " cannot be empty");
    }
    if (types[column] == ColumnType.TEXT_LIST) {
      // A list without a value is a list without texts, in every target.
      putText(TextLists.json(List.of()));
    } else {
      columns[column++].putAbsent(row);
    }
  }

  @Override
  public void repeated(long key, Cells cells) throws IOException {
    int slot =
        (int) (((key * 31 + column) * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - REMEMBERED_BITS));
    long owner = generation << 32 | (long) column << 16;
    if (keys[slot] == key && owners[slot] >>> 16 == owner >>> 16) {
      int end = (int) owners[slot] & 0xFFFF;
      for (; column < end; column++) {
        textBytes += columns[column].repeat(rowsOfKeys[slot], row);
      }
      return;
    }
    cells.writeTo(this);
    keys[slot] = key;
    rowsOfKeys[slot] = row;
    owners[slot] = owner | column;
  }

  @Override
  public void forget() {
    generation++;
  }

  @Override
  public void endRow() throws IOException {
    if (column != types.length) {
      throw new IllegalStateException(
          table.name() + ": a row of " + column + " cells instead of " + types.length);
    }
    column = 0;
    row++;
    rows++;
    if (row == BLOCK_ROWS || textBytes >= BLOCK_TEXT) {
      endBlock();
    }
  }

  @Override
  public void endRun() throws IOException {
    if (row > 0) {
      endBlock();
    }
  }

  private void endBlock() throws IOException {
    output.writeInt(row);
    for (ColumnBuffer buffer : columns) {
      output.writeInt(buffer.encode(row));
    }
    written += Integer.BYTES * (1L + columns.length);
    for (ColumnBuffer buffer : columns) {
      written += buffer.writePage(output);
    }
    row = 0;
    textBytes = 0;
    forget();
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long bytes() {
    if (column != 0) {
      throw new IllegalStateException(table.name() + ": a row has no end yet");
    }
    return written;
  }

  @Override
  public void flush() throws IOException {
    endRun();
    output.flush();
  }

  private void putText(String value) {
    int most = Math.multiplyExact(value.length(), Utf8.MAX_BYTES_PER_CHAR);
    byte[] encoded = most <= scratch.length ? scratch : new byte[most];
    putText(encoded, 0, Utf8.encode(value, encoded, 0));
  }

  private void putText(byte[] utf8, int offset, int length) {
    columns[column++].put(row, utf8, offset, length);
    textBytes += length;
  }

  private void requireType(ColumnType type) {
    if (column >= types.length || types[column] != type) {
      throw new IllegalStateException(place() + " cannot take a cell of type " + type);
    }
  }

  private String place() {
    return column < types.length
        ? table.name() + ": column " + table.columns().get(column).name()
        : table.name() + ": a row of " + types.length + " cells";
  }
}
