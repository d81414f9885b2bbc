package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * One column of a table in a page. Texts that recur are numbers into a dictionary, which columns of
 * one meaning share; in JSON it is an object with {@code v}, the values, and where they are numbers
 * of something {@code d}, the dictionary's name, or {@code s}, a list of lists.
 */
final class ColumnData {
  /** Stands for an empty cell among numbers. */
  static final long NONE = Long.MIN_VALUE;

  /** Below it a float has fewer digits than are shown. */
  private static final double SMALLEST = 1e-30;

  /** Columns whose texts hardly ever recur. */
  private static final Set<String> SINGULAR =
      Set.of(
          "title",
          "url",
          "source",
          "detail",
          "excerpt",
          "left",
          "right",
          "text",
          "headline",
          "evidence");

  private final Column column;
  private final Dictionary<String> dictionary;
  private final String dictionaryName;
  private final Numbers numbers = new Numbers();
  private final List<Object> values = new ArrayList<>();
  private final Dictionary<List<Integer>> lists = new Dictionary<>();

  ColumnData(Column column, Dictionaries dictionaries) {
    this.column = column;
    this.dictionaryName = Dictionaries.nameFor(column.name());
    this.dictionary = dictionaries.named(dictionaryName);
  }

  Column column() {
    return column;
  }

  void add(Object cell) {
    switch (column.type()) {
      case TEXT -> {
        if (SINGULAR.contains(column.name())) {
          values.add(cell);
        } else {
          numbers.add(cell == null ? NONE : dictionary.number((String) cell));
        }
      }
      case TEXT_LIST -> {
        List<Integer> list = new ArrayList<>();
        if (cell instanceof List<?> texts) {
          texts.forEach(text -> list.add(dictionary.number((String) text)));
        }
        numbers.add(lists.number(List.copyOf(list)));
      }
      case INTEGER, TIMESTAMP -> numbers.add(cell == null ? NONE : (Long) cell);
      case REAL -> values.add(cell);
    }
  }

  /** The number, or the number in the dictionary, in a row; {@link #NONE} for an empty cell. */
  long number(int row) {
    return numbers.get(row);
  }

  /** The text in a row; null for an empty cell. */
  String text(int row) {
    if (SINGULAR.contains(column.name())) {
      return (String) values.get(row);
    }
    long number = numbers.get(row);
    return number == NONE ? null : dictionary.values().get((int) number);
  }

  /** The real number in a row; NaN for an empty cell. */
  double real(int row) {
    return values.get(row) instanceof Double value ? value : Double.NaN;
  }

  /**
   * Writes the column.
   *
   * @param window the number of the window that starts at an instant
   * @param timestamp an instant as text
   */
  void write(JsonGenerator json, LongFunction<Integer> window, LongFunction<String> timestamp)
      throws IOException {
    json.writeStartObject();
    boolean isWindow = column.name().equals("window_start");
    if (column.type() == ColumnType.TEXT && !SINGULAR.contains(column.name())) {
      json.writeStringField("d", dictionaryName);
    } else if (column.type() == ColumnType.TEXT_LIST) {
      json.writeStringField("d", dictionaryName);
      json.writeArrayFieldStart("s");
      for (List<Integer> list : lists.values()) {
        json.writeStartArray();
        for (int number : list) {
          json.writeNumber(number);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("v");
    for (int i = 0; i < numbers.size(); i++) {
      long value = numbers.get(i);
      if (isWindow) {
        json.writeNumber(value == NONE ? -1 : window.apply(value));
      } else if (value == NONE) {
        json.writeNull();
      } else if (column.type() == ColumnType.TIMESTAMP) {
        json.writeString(timestamp.apply(value));
      } else {
        json.writeNumber(value);
      }
    }
    for (Object value : values) {
      if (value == null) {
        json.writeNull();
      } else if (value instanceof Double real) {
        writeShortened(json, real);
      } else {
        json.writeString((String) value);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Six significant digits are more than a page shows. */
  private static void writeShortened(JsonGenerator json, double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeNumber(value > 0 ? "1e308" : "-1e308");
      return;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 5);
    double shortened = unit > 0 ? Math.rint(value / unit) * unit : 0;
    if (shortened == Math.rint(shortened) && Math.abs(shortened) < 1e15) {
      json.writeNumber((long) shortened);
    } else if (Math.abs(shortened) < SMALLEST) {
      json.writeNumber(shortened);
    } else {
      json.writeNumber((float) shortened);
    }
  }
}
