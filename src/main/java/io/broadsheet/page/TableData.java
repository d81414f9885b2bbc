package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.broadsheet.table.Column;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** The rows of one table that a page shows, by column. */
final class TableData {
  /** What follows from other columns, or what no view shows. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "window_end",
          "share",
          "share_low",
          "share_high",
          "tags",
          "term_ratio",
          "doc_ratio",
          "doc_ratio_low",
          "doc_ratio_high",
          "rate_per_million",
          "tf_idf",
          "unique_docs",
          "rank",
          "offset",
          "p_value",
          "dispersion",
          "slope",
          "tau",
          "tau_p",
          "first_seen");

  private final List<ColumnData> columns = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private int rows;
  private final long total;

  /**
   * @param total how many rows the table has
   */
  TableData(Table table, long total, Dictionaries dictionaries, Set<String> alsoLeftOut) {
    this.total = total;
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      if (shows(column) && !alsoLeftOut.contains(column.name())) {
        columns.add(new ColumnData(column, dictionaries));
        places.add(i);
      }
    }
  }

  /** Whether a page has any use for a column's cells. */
  static boolean shows(Column column) {
    return !LEFT_OUT.contains(column.name());
  }

  void add(Object[] cells) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(cells[places.get(i)]);
    }
    rows++;
  }

  int rows() {
    return rows;
  }

  List<ColumnData> columns() {
    return Collections.unmodifiableList(columns);
  }

  void write(JsonGenerator json, LongFunction<Integer> window, LongFunction<String> timestamp)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("total", total);
    json.writeNumberField("rows", rows);
    json.writeObjectFieldStart("columns");
    for (ColumnData column : columns) {
      json.writeFieldName(column.column().name());
      column.write(json, window, timestamp);
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
