package io.broadsheet.write;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.page.PageBudgets;
import io.broadsheet.table.NoRow;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * See {@link PageFormat}. A row is its length, its band, its rank, and then each cell behind a byte
 * that says what it is. Memory: a buffer, and {@link #MOST_RUNS} runs of cells.
 */
final class PageRowWriter implements EncodingRowWriter {
  static final int EMPTY = 0;
  static final int TEXT = 1;
  static final int TEXTS = 2;
  static final int INTEGER = 3;
  static final int REAL = 4;
  static final int TIMESTAMP = 5;

  private static final int BUFFER_SIZE = 64 << 10;

  private static final int UNKNOWN = -2;

  /** More runs of cells than this are not remembered. */
  private static final int MOST_RUNS = 2_000;

  /**
   * Cells that stand in many rows.
   *
   * @param bytes as they are encoded
   * @param columns how many they are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Run(byte[] bytes, int columns) {}

  private final PageRanks ranks;
  private final PageCut cut;
  private final OutputStream output;
  private final boolean[] isShown;
  private final List<Map<Long, Run>> runs = new ArrayList<>();
  private final ByteWriter cells = new ByteWriter(512);
  private final ByteWriter buffer = new ByteWriter(BUFFER_SIZE * 2);
  private int column;
  private int band;

  /** The rank of the next row, where it is known. */
  private int rank = UNKNOWN;

  private long rows;
  private long flushed;

  PageRowWriter(Table table, OutputStream output) {
    this.ranks = PageRanks.of(table);
    this.cut = new PageCut(table);
    this.output = output;
    this.isShown = new boolean[table.columns().size()];
    for (int i = 0; i < isShown.length; i++) {
      isShown[i] = PageBudgets.shows(table.columns().get(i));
      runs.add(new HashMap<>());
    }
  }

  @Override
  public RowWriter row(String group, double score) {
    band = ranks.band(group);
    rank = ranks.rank(group, score);
    if (rank != PageRanks.NEVER && cut.takes(band, rank)) {
      return this;
    }
    rank = UNKNOWN;
    rows++;
    return NoRow.INSTANCE;
  }

  /** Begins a cell, and tells whether its value is written. */
  private boolean begins() {
    boolean isShown = this.isShown[column++];
    if (!isShown) {
      cells.writeByte(EMPTY);
    }
    return isShown;
  }

  @Override
  public void repeated(long key, Cells repeated) throws IOException {
    Map<Long, Run> known = runs.get(column);
    Run run = known.get(key);
    if (run != null) {
      cells.writeBytes(run.bytes, 0, run.bytes.length);
      column += run.columns;
      return;
    }
    int start = cells.length();
    int firstColumn = column;
    repeated.writeTo(this);
    if (known.size() < MOST_RUNS) {
      known.put(key, new Run(cells.toByteArray(start), column - firstColumn));
    }
  }

  @Override
  public void forget() {
    runs.forEach(Map::clear);
  }

  @Override
  public void text(String value) {
    if (begins()) {
      cells.writeByte(TEXT);
      cells.writeText(value);
    }
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) {
    if (begins()) {
      cells.writeByte(TEXT);
      cells.writeVarInt(length);
      cells.writeBytes(bytes, offset, length);
    }
  }

  @Override
  public void texts(List<String> values) {
    if (begins()) {
      cells.writeByte(TEXTS);
      cells.writeVarInt(values.size());
      values.forEach(cells::writeText);
    }
  }

  @Override
  public void integer(long value) {
    if (begins()) {
      cells.writeByte(INTEGER);
      cells.writeSigned(value);
    }
  }

  @Override
  public void real(double value) {
    if (Double.isNaN(value)) {
      empty();
    } else if (begins()) {
      cells.writeByte(REAL);
      cells.writeLong(Double.doubleToLongBits(value));
    }
  }

  @Override
  public void timestamp(long epochMillis) {
    if (begins()) {
      cells.writeByte(TIMESTAMP);
      cells.writeSigned(epochMillis);
    }
  }

  @Override
  public void empty() {
    if (begins()) {
      cells.writeByte(EMPTY);
    }
  }

  @Override
  public void endRow() throws IOException {
    if (rank != UNKNOWN || row("", 0) == this) {
      buffer.writeVarInt(cells.length());
      buffer.writeVarInt(band);
      buffer.writeVarInt(rank);
      buffer.writeAll(cells);
      if (buffer.length() >= BUFFER_SIZE) {
        drain();
      }
      rows++;
    }
    rank = UNKNOWN;
    cells.clear();
    column = 0;
  }

  @Override
  public void endRun() {
    ranks.endWindow();
  }

  private void drain() throws IOException {
    byte[] bytes = buffer.toByteArray();
    output.write(bytes);
    flushed += bytes.length;
    buffer.clear();
  }

  /** All rows, also those that no page could show. */
  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long bytes() {
    return flushed + buffer.length();
  }

  @Override
  public void flush() throws IOException {
    drain();
    output.flush();
  }
}
