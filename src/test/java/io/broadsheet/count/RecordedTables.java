package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;

import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the rows of tables, as lists of their cells, in the order in which sinks bring them. */
final class RecordedTables implements TableOutput {
  private record Segment(String table, long window, int order) implements Comparable<Segment> {
    @Override
    public int compareTo(Segment other) {
      int byTable = table.compareTo(other.table);
      int byWindow = byTable != 0 ? byTable : Long.compare(window, other.window);
      return byWindow != 0 ? byWindow : Integer.compare(order, other.order);
    }
  }

  private final Map<Segment, List<List<Object>>> segments = new TreeMap<>();

  /** The rows of all tables, behind the cells of each what it is ranked by, if it says so. */
  Map<String, List<List<Object>>> rows() {
    Map<String, List<List<Object>>> rows = new TreeMap<>();
    segments.forEach(
        (segment, its) ->
            rows.computeIfAbsent(segment.table(), key -> new ArrayList<>()).addAll(its));
    return rows;
  }

  /** The rows of one table. */
  List<List<Object>> rows(Table table) {
    return rows().getOrDefault(table.name(), List.of());
  }

  /** Adds rows behind those that are there. */
  void add(Table table, List<List<Object>> rows) {
    segments
        .computeIfAbsent(new Segment(table.name(), Long.MAX_VALUE, 0), key -> new ArrayList<>())
        .addAll(rows);
  }

  @Override
  public RowWriter begin(Table table, long windowStart, int order) {
    List<List<Object>> rows = new ArrayList<>();
    List<List<Object>> before = segments.put(new Segment(table.name(), windowStart, order), rows);
    assertThat("a segment is written once", before == null);
    return new RecordedRows(rows);
  }

  @Override
  public void end() {}

  @Override
  public List<byte[]> finish() {
    return List.of();
  }

  @Override
  public void close() {}

  private static final class RecordedRows implements RowWriter {
    private final List<List<Object>> rows;
    private List<Object> row = new ArrayList<>();
    private List<Object> rank = List.of();

    RecordedRows(List<List<Object>> rows) {
      this.rows = rows;
    }

    @Override
    public RowWriter row(String group, double score) {
      rank = List.of(group, score);
      return this;
    }

    @Override
    public void text(String value) {
      row.add(value);
    }

    @Override
    public void utf8(byte[] bytes, int offset, int length) {
      text(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void texts(List<String> values) {
      row.add(values);
    }

    @Override
    public void integer(long value) {
      row.add(value);
    }

    @Override
    public void real(double value) {
      row.add(value);
    }

    @Override
    public void timestamp(long epochMillis) {
      integer(epochMillis);
    }

    @Override
    public void empty() {
      text("");
    }

    @Override
    public void endRow() {
      row.addAll(rank);
      rows.add(row);
      row = new ArrayList<>();
    }
  }
}
