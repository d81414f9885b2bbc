package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** What terms are counted in: all terms and articles of a window, slice and n. */
final class TermTotals {
  /** Names stand as numbers in the dictionaries {@code slice_type} and {@code slice}. */
  record Total(long window, int sliceType, int slice, long n, long terms, long articles) {}

  private final List<Total> totals = new ArrayList<>();

  /** Window, slice and n of the row before. */
  private List<Object> last = List.of();

  /** Takes a row of table {@code terms}; rows of one window, slice and n come in a row. */
  void add(Object[] cells, Map<String, Integer> places, Dictionaries dictionaries) {
    Object sliceType = cells[places.get("slice_type")];
    Object slice = cells[places.get("slice")];
    List<Object> named =
        List.of(cells[places.get("window_start")], sliceType, slice, cells[places.get("n")]);
    if (named.equals(last)) {
      return;
    }
    last = named;
    totals.add(
        new Total(
            (Long) cells[places.get("window_start")],
            dictionaries.named("slice_type").number((String) sliceType),
            dictionaries.named("slice").number((String) slice),
            (Long) cells[places.get("n")],
            (Long) cells[places.get("total_terms")],
            (Long) cells[places.get("total_docs")]));
  }

  List<Total> totals() {
    return totals;
  }

  void write(JsonGenerator json, LongFunction<Integer> window) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("w");
    for (Total total : totals) {
      json.writeNumber(window.apply(total.window()));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("type");
    for (Total total : totals) {
      json.writeNumber(total.sliceType());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("slice");
    for (Total total : totals) {
      json.writeNumber(total.slice());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("n");
    for (Total total : totals) {
      json.writeNumber(total.n());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("terms");
    for (Total total : totals) {
      json.writeNumber(total.terms());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("articles");
    for (Total total : totals) {
      json.writeNumber(total.articles());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
