package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * What the text formats have in common: a buffer, numbers and timestamps, and the bytes around the
 * cells. A format adds how it escapes text.
 *
 * <p>Written for tens of millions of rows, so it works on one byte array, stores whole words, and
 * remembers texts that repeat.
 */
abstract class TextRowWriter implements EncodingRowWriter {
  private static final VarHandle HALF_WORDS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BUFFER_SIZE = 128 << 10;

  /** A text up to this length is tried with {@link #putIfPlain}. */
  static final int SHORT_TEXT = 1024;

  /** Above this a scratch array is given back after its cell. */
  private static final int KEPT_SCRATCH = 64 << 10;

  /** The four digits of 0 to 9999, with leading zeros, the first in the lowest byte. */
  private static final int[] FOUR_DIGITS = fourDigits();

  private static final byte[] SMALLEST_INTEGER =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  private final String table;
  private final Column[] columns;
  private final ColumnType[] types;
  private final boolean[] isWritten;
  private final PaddedBytes[] beforeCells;
  private final PaddedBytes absent;
  private final PaddedBytes rowEnd;
  private final TimestampCache timestamps;
  private final OutputStream output;
  private final int drainAt;

  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private long drained;
  private int column;
  private long rows;
  private RealCache reals;
  private CellMemory memory;
  private byte[] scratch = new byte[4 << 10];

  /**
   * A writer at the start of a row.
   *
   * @param written the columns that are written; cells of the others are checked and left out
   * @param beforeCells what stands before the cell of each column, at least up to the last written
   * @param absent stands for no value
   * @param rowEnd what stands behind the last cell
   * @param aroundTimestamps what stands before and behind a timestamp
   */
  TextRowWriter(
      Table table,
      ZoneId zone,
      OutputStream output,
      BitSet written,
      List<String> beforeCells,
      String absent,
      String rowEnd,
      String aroundTimestamps) {
    this.table = table.name();
    this.columns = table.columns().toArray(Column[]::new);
    this.types = table.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    this.isWritten = new boolean[types.length];
    written.stream().forEach(number -> isWritten[number] = true);
    this.beforeCells = beforeCells.stream().map(TextRowWriter::padded).toArray(PaddedBytes[]::new);
    this.absent = padded(absent);
    this.rowEnd = padded(rowEnd);
    this.timestamps = new TimestampCache(zone, aroundTimestamps);
    this.output = output;
    int longest = 0;
    for (PaddedBytes before : this.beforeCells) {
      longest = Math.max(longest, before.length());
    }
    // Room for what stands before a cell, and a number or timestamp.
    this.drainAt = BUFFER_SIZE - longest - 128;
    if (drainAt < BUFFER_SIZE / 2) {
      throw new IllegalArgumentException(table.name() + ": a column name of " + longest + " bytes");
    }
  }

  /** Writes the text of a cell or of a list's element, for which the place is ready. */
  abstract void putText(byte[] utf8, int offset, int length) throws IOException;

  /** Writes the texts of a list's cell. */
  abstract void putTexts(List<String> values) throws IOException;

  @Override
  public final void text(String value) throws IOException {
    if (begin(ColumnType.TEXT)) {
      putText(value);
    }
  }

  @Override
  public final void utf8(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (begin(ColumnType.TEXT)) {
      putText(bytes, offset, length);
    }
  }

  @Override
  public final void texts(List<String> values) throws IOException {
    if (begin(ColumnType.TEXT_LIST)) {
      putTexts(values);
    }
  }

  @Override
  public final void integer(long value) throws IOException {
    if (begin(ColumnType.INTEGER)) {
      position = putInteger(value, position);
    }
  }

  @Override
  public final void real(double value) throws IOException {
    if (Double.isNaN(value)) {
      requireType(ColumnType.REAL);
      empty();
      return;
    }
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(place() + " cannot be infinite");
    }
    if (!begin(ColumnType.REAL)) {
      return;
    }
    if (reals == null) {
      reals = new RealCache();
    }
    position = reals.write(value, buffer, position);
  }

  @Override
  public final void timestamp(long epochMillis) throws IOException {
    if (begin(ColumnType.TIMESTAMP)) {
      position = timestamps.text(epochMillis).copyTo(buffer, position);
    }
  }

  @Override
  public final void empty() throws IOException {
    if (column < columns.length && !columns[column].isOptional()) {
      throw new IllegalStateException(place() + " cannot be empty");
    }
    ColumnType type = column < columns.length ? types[column] : null;
    if (!begin(type)) {
      return;
    }
    if (type == ColumnType.TEXT_LIST) {
      // A list without a value is a list without texts, in every target.
      putTexts(List.of());
      return;
    }
    position = absent.copyTo(buffer, position);
  }

  @Override
  public final void repeated(long key, Cells cells) throws IOException {
    if (memory == null) {
      memory = new CellMemory();
    }
    int known = memory.find(key, column);
    if (known >= 0) {
      makeRoom(CellMemory.MAX_LENGTH);
      position = memory.copy(known, buffer, position);
      column = memory.columnBehind(known);
      return;
    }
    makeRoom(CellMemory.MAX_LENGTH);
    int firstColumn = column;
    int start = position;
    long drainedBefore = drained;
    cells.writeTo(this);
    if (drained == drainedBefore) {
      memory.put(key, firstColumn, column, buffer, start, position - start);
    }
  }

  @Override
  public final void forget() {
    if (memory != null) {
      memory.clear();
    }
  }

  @Override
  public final void endRow() throws IOException {
    if (column != types.length) {
      throw new IllegalStateException(
          table + ": a row of " + column + " cells instead of " + types.length);
    }
    // A long text may have left no room.
    makeRoom(rowEnd.length() + 8);
    position = rowEnd.copyTo(buffer, position);
    column = 0;
    rows++;
  }

  @Override
  public final long rows() {
    return rows;
  }

  @Override
  public final long bytes() {
    if (column != 0) {
      throw new IllegalStateException(table + ": a row has no end yet");
    }
    return drained + position;
  }

  @Override
  public final void flush() throws IOException {
    drain();
    output.flush();
  }

  /** Makes ready for the next cell, which must be of that type; returns whether it is written. */
  private boolean begin(ColumnType type) throws IOException {
    requireType(type);
    if (!isWritten[column]) {
      column++;
      return false;
    }
    if (position > drainAt) {
      drain();
    }
    position = beforeCells[column].copyTo(buffer, position);
    column++;
    return true;
  }

  private void requireType(ColumnType type) {
    if (column >= types.length || types[column] != type) {
      throw new IllegalStateException(place() + " cannot take a cell of type " + type);
    }
  }

  private String place() {
    return column < columns.length
        ? table + ": column " + columns[column].name()
        : table + ": a row of " + columns.length + " cells";
  }

  /** {@link #putText(byte[], int, int)} for a string. */
  final void putText(String value) throws IOException {
    byte[] encoded = scratch(Math.multiplyExact(value.length(), Utf8.MAX_BYTES_PER_CHAR));
    putText(encoded, 0, Utf8.encode(value, encoded, 0));
  }

  /** An array for one cell; calls may return the same. */
  final byte[] scratch(int length) {
    if (length <= scratch.length) {
      return scratch;
    }
    byte[] larger = new byte[length];
    if (length <= KEPT_SCRATCH) {
      scratch = larger;
    }
    return larger;
  }

  /**
   * Copies a text of at most {@link #SHORT_TEXT} bytes, and takes it back if a byte is special.
   *
   * @return whether the text is written
   */
  final boolean putIfPlain(byte[] bytes, int offset, int length) throws IOException {
    makeRoom(length + 8);
    for (int done = 0; done < length; done += 8) {
      int from = offset + done;
      int left = length - done;
      long word;
      if (from + 8 <= bytes.length) {
        word = (long) PaddedBytes.WORDS.get(bytes, from);
      } else {
        word = 0;
        for (int i = 0; i < left; i++) {
          word |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
      }
      if (left < 8) {
        // Letters in place of what is behind the text.
        long text = (1L << (8 * left)) - 1;
        word = (word & text) | (0x6161_6161_6161_6161L & ~text);
      }
      if (hasSpecialByte(word)) {
        return false;
      }
      PaddedBytes.WORDS.set(buffer, position + done, word);
    }
    position += length;
    return true;
  }

  /** Whether one of 8 bytes makes {@link #putIfPlain} give up. */
  abstract boolean hasSpecialByte(long word);

  /** A word with its eight bytes all the same. */
  static long eightTimes(int value) {
    return value * 0x0101_0101_0101_0101L;
  }

  /**
   * Whether one of 8 bytes is below a bound of at most 128; a byte above 127 never is. The test is
   * "hasless" of Anderson's Bit Twiddling Hacks.
   */
  static boolean hasByteBelow(long word, int bound) {
    return (word - eightTimes(bound) & ~word & eightTimes(0x80)) != 0;
  }

  static boolean hasByte(long word, int value) {
    return hasByteBelow(word ^ eightTimes(value), 1);
  }

  /** Writes a text within quotes in which a quote is two. */
  final void putDoublingQuotes(byte[] utf8, int offset, int length) throws IOException {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (utf8[i] == '"') {
        put(utf8, start, i + 1 - start);
        start = i;
      }
    }
    put(utf8, start, end - start);
  }

  final void put(int value) throws IOException {
    makeRoom(1);
    buffer[position++] = (byte) value;
  }

  final void put(byte[] bytes, int offset, int length) throws IOException {
    if (length > BUFFER_SIZE / 2) {
      drain();
      output.write(bytes, offset, length);
      drained += length;
      return;
    }
    makeRoom(length);
    System.arraycopy(bytes, offset, buffer, position, length);
    position += length;
  }

  private void makeRoom(int length) throws IOException {
    if (length > BUFFER_SIZE - position) {
      drain();
    }
  }

  private void drain() throws IOException {
    int length = position;
    position = 0;
    drained += length;
    output.write(buffer, 0, length);
  }

  private int putInteger(long value, int offset) {
    if (value >= 0 && value < 10_000) {
      int size = value < 100 ? value < 10 ? 1 : 2 : value < 1000 ? 3 : 4;
      HALF_WORDS.set(buffer, offset, FOUR_DIGITS[(int) value] >>> (32 - 8 * size));
      return offset + size;
    }
    if (value == Long.MIN_VALUE) {
      System.arraycopy(SMALLEST_INTEGER, 0, buffer, offset, SMALLEST_INTEGER.length);
      return offset + SMALLEST_INTEGER.length;
    }
    if (value < 0) {
      buffer[offset] = '-';
      return putInteger(-value, offset + 1);
    }
    int end = putInteger(value / 10_000, offset);
    HALF_WORDS.set(buffer, end, FOUR_DIGITS[(int) (value % 10_000)]);
    return end + 4;
  }

  private static int[] fourDigits() {
    int[] digits = new int[10_000];
    for (int value = 0; value < digits.length; value++) {
      digits[value] =
          ('0' + value / 1000)
              | ('0' + value / 100 % 10) << 8
              | ('0' + value / 10 % 10) << 16
              | ('0' + value % 10) << 24;
    }
    return digits;
  }

  private static PaddedBytes padded(String text) {
    return PaddedBytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
