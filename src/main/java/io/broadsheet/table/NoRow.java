package io.broadsheet.table;

import java.util.List;

/** Passes over all that it is handed; what {@link RowWriter#row} gives for a row nobody takes. */
public final class NoRow implements RowWriter {
  /** The only one, so that it can be recognized. */
  public static final RowWriter INSTANCE = new NoRow();

  private NoRow() {}

  @Override
  public void text(String value) {}

  @Override
  public void utf8(byte[] bytes, int offset, int length) {}

  @Override
  public void texts(List<String> values) {}

  @Override
  public void integer(long value) {}

  @Override
  public void real(double value) {}

  @Override
  public void timestamp(long epochMillis) {}

  @Override
  public void empty() {}

  @Override
  public void endRow() {}

  @Override
  public void repeated(long key, Cells cells) {}
}
