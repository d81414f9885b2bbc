package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The rows by which a later run finds out what changed, staged as for a database.
 *
 * @param tables the names of those that are compared
 */
record ComparedFormat(List<String> tables) implements RowFormat {
  private static final long serialVersionUID = 1;

  ComparedFormat {
    tables = List.copyOf(tables);
  }

  @Override
  public String name() {
    return "compared";
  }

  @Override
  public String extension() {
    return "compared";
  }

  @Override
  public boolean takes(Table table) {
    return tables.contains(table.name());
  }

  @Override
  public byte[] header(Table table) {
    return new byte[0];
  }

  @Override
  public EncodingRowWriter writer(Table table, ZoneId zone, OutputStream output) {
    return new StagedRowWriter(table, ZoneOffset.UTC, output);
  }
}
