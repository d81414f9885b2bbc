package io.broadsheet.write;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.page.PageBudgets;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** More runs of cells than this are not remembered. */
  private static final int MOST_RUNS = 2_000;

  /**
   * Cells that stand in many rows.
   *
   * @param bytes as they are encoded
   * @param columns how many they are
   * @param watched those that the rank follows from
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Run(byte[] bytes, int columns, Object[] watched) {}

  private final PageRanks ranks;
  private final PageCut cut;
  private final OutputStream output;
  private final Object[] watched;
  private final boolean[] isShown;
  private final List<Map<Long, Run>> runs = new ArrayList<>();
  private final ByteWriter cells = new ByteWriter(512);
  private final ByteWriter buffer = new ByteWriter(BUFFER_SIZE * 2);
  private int column;
  private int nextWatched;
  private int rank;
  private boolean isExcluded;
  private boolean isRecording;
  private long rows;
  private long flushed;

  PageRowWriter(Table table, OutputStream output) {
    this.ranks = PageRanks.of(table);
    this.cut = new PageCut(table);
    this.output = output;
    this.watched = new Object[ranks.watched().length];
    this.isShown = new boolean[table.columns().size()];
    for (int i = 0; i < isShown.length; i++) {
      isShown[i] = PageBudgets.shows(table.columns().get(i));
      runs.add(new HashMap<>());
    }
  }

  private boolean isWatched() {
    return nextWatched < watched.length && ranks.watched()[nextWatched] == column;
  }

  private void watch(Object value) {
    watched[nextWatched++] = value;
    if (isExcluded) {
      return;
    }
    isExcluded = ranks.excludes(watched, nextWatched);
    if (!isExcluded && nextWatched == watched.length) {
      decide();
    }
  }

  /** Ranks the row, as soon as all is known that its rank follows from. */
  private void decide() {
    rank = ranks.rank(watched);
    isExcluded = rank == PageRanks.NEVER || !cut.takes(ranks.band(watched), rank);
  }

  private boolean passesRow() {
    return isExcluded && !isRecording;
  }

  /**
   * Begins a cell, and tells whether its value is written.
   *
   * @param watchable the value, if it is watched
   */
  private boolean begins(Object watchable) {
    if (passesRow()) {
      column++;
      return false;
    }
    if (isWatched()) {
      watch(watchable);
    }
    boolean isShown = this.isShown[column++];
    if (!isShown) {
      cells.writeByte(EMPTY);
    }
    return isShown;
  }

  @Override
  public void repeated(long key, Cells repeated) throws IOException {
    if (passesRow()) {
      return;
    }
    Map<Long, Run> known = runs.get(column);
    Run run = known.get(key);
    if (run != null) {
      for (Object value : run.watched) {
        watch(value);
      }
      cells.writeBytes(run.bytes, 0, run.bytes.length);
      column += run.columns;
      return;
    }
    int start = cells.length();
    int firstColumn = column;
    int firstWatched = nextWatched;
    isRecording = true;
    repeated.writeTo(this);
    isRecording = false;
    if (known.size() < MOST_RUNS) {
      known.put(
          key,
          new Run(
              cells.toByteArray(start),
              column - firstColumn,
              Arrays.copyOfRange(watched, firstWatched, nextWatched)));
    }
  }

  @Override
  public void forget() {
    runs.forEach(Map::clear);
  }

  @Override
  public void text(String value) {
    if (begins(isWatched() ? value : null)) {
      cells.writeByte(TEXT);
      cells.writeText(value);
    }
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) {
    if (begins(isWatched() ? new String(bytes, offset, length, StandardCharsets.UTF_8) : null)) {
      cells.writeByte(TEXT);
      cells.writeVarInt(length);
      cells.writeBytes(bytes, offset, length);
    }
  }

  @Override
  public void texts(List<String> values) {
    if (begins(null)) {
      cells.writeByte(TEXTS);
      cells.writeVarInt(values.size());
      values.forEach(cells::writeText);
    }
  }

  @Override
  public void integer(long value) {
    if (begins(isWatched() ? value : null)) {
      cells.writeByte(INTEGER);
      cells.writeSigned(value);
    }
  }

  @Override
  public void real(double value) {
    if (Double.isNaN(value)) {
      empty();
    } else if (begins(isWatched() ? value : null)) {
      cells.writeByte(REAL);
      cells.writeLong(Double.doubleToLongBits(value));
    }
  }

  @Override
  public void timestamp(long epochMillis) {
    if (begins(isWatched() ? epochMillis : null)) {
      cells.writeByte(TIMESTAMP);
      cells.writeSigned(epochMillis);
    }
  }

  @Override
  public void empty() {
    if (begins(null)) {
      cells.writeByte(EMPTY);
    }
  }

  @Override
  public void endRow() throws IOException {
    if (watched.length == 0) {
      decide();
    }
    if (!isExcluded) {
      buffer.writeVarInt(cells.length());
      buffer.writeVarInt(ranks.band(watched));
      buffer.writeVarInt(rank);
      buffer.writeAll(cells);
      if (buffer.length() >= BUFFER_SIZE) {
        drain();
      }
    }
    rows++;
    cells.clear();
    column = 0;
    nextWatched = 0;
    isExcluded = false;
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
