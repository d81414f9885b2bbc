package io.broadsheet.write;

import io.broadsheet.bytes.ByteWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * See {@link PageFormat}. A row is its length, its band, its rank, and then each cell behind a byte
 * that says what it is.
 */
final class PageRowWriter implements EncodingRowWriter {
  static final int EMPTY = 0;
  static final int TEXT = 1;
  static final int TEXTS = 2;
  static final int INTEGER = 3;
  static final int REAL = 4;
  static final int TIMESTAMP = 5;

  private static final int BUFFER_SIZE = 64 << 10;

  private final PageRanks ranks;
  private final OutputStream output;
  private final Object[] watched;
  private final ByteWriter cells = new ByteWriter(512);
  private final ByteWriter buffer = new ByteWriter(BUFFER_SIZE * 2);
  private int column;
  private int nextWatched;
  private boolean isExcluded;
  private long rows;
  private long flushed;

  PageRowWriter(PageRanks ranks, OutputStream output) {
    this.ranks = ranks;
    this.output = output;
    this.watched = new Object[ranks.watched().length];
  }

  private boolean isWatched() {
    return nextWatched < watched.length && ranks.watched()[nextWatched] == column;
  }

  private void watch(Object value) {
    watched[nextWatched++] = value;
    isExcluded = ranks.excludes(watched, nextWatched);
  }

  /** Passes over a cell of a row that is known not to be shown. */
  private boolean skips() {
    if (isExcluded) {
      column++;
    }
    return isExcluded;
  }

  @Override
  public void text(String value) {
    if (skips()) {
      return;
    }
    if (isWatched()) {
      watch(value);
    }
    cells.writeByte(TEXT);
    cells.writeText(value);
    column++;
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) {
    if (skips()) {
      return;
    }
    if (isWatched()) {
      watch(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
    cells.writeByte(TEXT);
    cells.writeVarInt(length);
    cells.writeBytes(bytes, offset, length);
    column++;
  }

  @Override
  public void texts(List<String> values) {
    if (skips()) {
      return;
    }
    cells.writeByte(TEXTS);
    cells.writeVarInt(values.size());
    values.forEach(cells::writeText);
    column++;
  }

  @Override
  public void integer(long value) {
    if (skips()) {
      return;
    }
    if (isWatched()) {
      watch(value);
    }
    cells.writeByte(INTEGER);
    cells.writeSigned(value);
    column++;
  }

  @Override
  public void real(double value) {
    if (Double.isNaN(value)) {
      empty();
      return;
    }
    if (skips()) {
      return;
    }
    if (isWatched()) {
      watch(value);
    }
    cells.writeByte(REAL);
    cells.writeLong(Double.doubleToLongBits(value));
    column++;
  }

  @Override
  public void timestamp(long epochMillis) {
    if (skips()) {
      return;
    }
    if (isWatched()) {
      watch(epochMillis);
    }
    cells.writeByte(TIMESTAMP);
    cells.writeSigned(epochMillis);
    column++;
  }

  @Override
  public void empty() {
    if (skips()) {
      return;
    }
    if (isWatched()) {
      watch(null);
    }
    cells.writeByte(EMPTY);
    column++;
  }

  @Override
  public void endRow() throws IOException {
    int rank = isExcluded ? PageRanks.NEVER : ranks.rank(watched);
    if (rank != PageRanks.NEVER) {
      buffer.writeVarInt(cells.length());
      buffer.writeVarInt(ranks.band(watched));
      buffer.writeVarInt(rank);
      buffer.writeAll(cells);
      rows++;
      if (buffer.length() >= BUFFER_SIZE) {
        drain();
      }
    }
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
