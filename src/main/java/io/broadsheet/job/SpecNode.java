package io.broadsheet.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A piece of a spec as it was written, before anything is known about keys: a tree of values. */
sealed interface SpecNode {
  Place place();

  /** The node in words, for "must be …, not …". */
  String words();

  /** What a scalar looks like; quoted ones are always text. */
  enum Kind {
    TEXT,
    INTEGER,
    REAL,
    BOOLEAN,
    /** {@code null}, {@code ~} or nothing at all. */
    NOTHING,
    /** Something that is reported already, so that nobody need report it again. */
    REPORTED
  }

  /** A single value. */
  record Scalar(Place place, Kind kind, String text) implements SpecNode {
    private static final int SHOWN = 60;

    @Override
    public String words() {
      String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
      return switch (kind) {
        case NOTHING, REPORTED -> "empty";
        case INTEGER, REAL -> "the number " + shown;
        case TEXT, BOOLEAN -> "`" + shown + "`";
      };
    }
  }

  /** A list. */
  record Sequence(Place place, List<SpecNode> items) implements SpecNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String words() {
      return "a list";
    }

    /** The same list with an item replaced, or added if {@code index} is its size. */
    Sequence with(int index, SpecNode item) {
      List<SpecNode> changed = new ArrayList<>(items);
      if (index == items.size()) {
        changed.add(item);
      } else {
        changed.set(index, item);
      }
      return new Sequence(place, changed);
    }
  }

  /** Keys and their values, in the order of the file; a key may occur twice, which is a mistake. */
  record Mapping(Place place, List<Entry> entries) implements SpecNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String words() {
      return "a mapping";
    }

    /** The value of a key, the first one if there are several. */
    Optional<SpecNode> get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .findFirst()
          .map(Entry::value);
    }

    /** The same mapping with a key's value replaced, or added at the end. */
    Mapping with(String key, SpecNode value) {
      List<Entry> changed = new ArrayList<>(entries);
      for (int i = 0; i < changed.size(); i++) {
        if (changed.get(i).key().equals(key)) {
          changed.set(i, new Entry(value.place(), key, value));
          return new Mapping(place, changed);
        }
      }
      changed.add(new Entry(value.place(), key, value));
      return new Mapping(place, changed);
    }
  }

  /**
   * A key and its value.
   *
   * @param place of the key
   */
  record Entry(Place place, String key, SpecNode value) {}
}
