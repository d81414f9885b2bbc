package io.broadsheet.write;

import io.broadsheet.table.NoRow;
import io.broadsheet.table.RowWriter;
import java.io.IOException;
import java.util.List;

/** Hands each cell to several writers, as far as they take the row. */
final class EveryRowWriter implements RowWriter {
  // Arrays, and no iterators: this is called for every cell of every table.
  private final RowWriter[] all;
  private final RowWriter[] taking;

  /** How many of them take the row. */
  private int count;

  EveryRowWriter(List<RowWriter> writers) {
    all = writers.toArray(RowWriter[]::new);
    taking = all.clone();
    count = all.length;
  }

  /** Where only one takes the row, this one. */
  @Override
  public RowWriter row(String group, double score) {
    count = 0;
    for (RowWriter writer : all) {
      RowWriter row = writer.row(group, score);
      if (row != NoRow.INSTANCE) {
        taking[count++] = row;
      }
    }
    return switch (count) {
      case 0 -> NoRow.INSTANCE;
      case 1 -> taking[0];
      default -> this;
    };
  }

  @Override
  public void forget() {
    for (RowWriter writer : all) {
      writer.forget();
    }
  }

  @Override
  public void repeated(long key, Cells cells) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].repeated(key, cells);
    }
  }

  @Override
  public void text(String value) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].text(value);
    }
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].utf8(bytes, offset, length);
    }
  }

  @Override
  public void texts(List<String> values) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].texts(values);
    }
  }

  @Override
  public void integer(long value) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].integer(value);
    }
  }

  @Override
  public void real(double value) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].real(value);
    }
  }

  @Override
  public void timestamp(long epochMillis) throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].timestamp(epochMillis);
    }
  }

  @Override
  public void empty() throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].empty();
    }
  }

  @Override
  public void endRow() throws IOException {
    for (int i = 0; i < count; i++) {
      taking[i].endRow();
    }
  }
}
