package io.broadsheet.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a spec says about each key, defaults included, as values of Java. */
final class SpecValues {
  private record Placed(Object value, Place place) {}

  private final Map<SpecKey<?>, Placed> values = new HashMap<>();
  private final Map<SpecSection, List<SpecValues>> items = new HashMap<>();
  private final ObjectNode json;

  /**
   * @param json takes the values as the spec writes them
   */
  SpecValues(ObjectNode json) {
    this.json = json;
  }

  <T> void put(SpecKey<T> key, T value, Place place) {
    values.put(key, new Placed(value, place));
  }

  void putItems(SpecSection list, List<SpecValues> read) {
    items.put(list, read);
  }

  boolean has(SpecKey<?> key) {
    return values.containsKey(key);
  }

  <T> T get(SpecKey<T> key) {
    @SuppressWarnings("unchecked") // put has the same T
    T value = (T) placed(key).value();
    return value;
  }

  Place place(SpecKey<?> key) {
    return placed(key).place();
  }

  /** The items of a list section; none if it could not be read. */
  List<SpecValues> items(SpecSection list) {
    return items.getOrDefault(list, List.of());
  }

  /** All of it as one JSON object, the keys in the order of the table. */
  ObjectNode json() {
    return json;
  }

  private Placed placed(SpecKey<?> key) {
    Placed placed = values.get(key);
    if (placed == null) {
      throw new IllegalStateException(key + " was not read");
    }
    return placed;
  }
}
