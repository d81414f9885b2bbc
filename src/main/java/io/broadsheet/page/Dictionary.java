package io.broadsheet.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for values, in the order in which they first came. */
final class Dictionary<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  int number(T value) {
    Integer number = numbers.putIfAbsent(value, values.size());
    if (number == null) {
      values.add(value);
      return values.size() - 1;
    }
    return number;
  }

  /** The value's number, or -1 if it has none. */
  int find(T value) {
    return numbers.getOrDefault(value, -1);
  }

  List<T> values() {
    return Collections.unmodifiableList(values);
  }

  int size() {
    return values.size();
  }
}
