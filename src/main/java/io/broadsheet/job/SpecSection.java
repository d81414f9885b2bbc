package io.broadsheet.job;

import io.broadsheet.job.SpecKey.IfAbsent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of the spec with a closed set of keys, or a list of such mappings. Built once, by
 * {@link SpecKeys}.
 */
final class SpecSection implements SpecEntry {
  /** How a section is written. */
  enum Shape {
    /** Its keys. */
    MAPPING,
    /** A list, each item its keys. */
    LIST,
    /** A list, each item exactly one of its keys. */
    CHOICES
  }

  private final SpecSection parent;
  private final String name;
  private final Shape shape;
  private final IfAbsent ifAbsent;
  private final String meaning;
  private final Map<String, SpecEntry> entries = new LinkedHashMap<>();
  private Optional<SpecKey<?>> shortForm = Optional.empty();
  private List<SpecEntry> alternatives = List.of();

  private SpecSection(
      SpecSection parent, String name, Shape shape, IfAbsent ifAbsent, String meaning) {
    this.parent = parent;
    this.name = name;
    this.shape = shape;
    this.ifAbsent = ifAbsent;
    this.meaning = meaning;
  }

  static SpecSection root(String meaning) {
    return new SpecSection(null, "", Shape.MAPPING, IfAbsent.required(), meaning);
  }

  /** Adds a mapping; a spec without it gets the defaults of its keys. */
  SpecSection section(String entry, String entryMeaning) {
    return add(new SpecSection(this, entry, Shape.MAPPING, IfAbsent.is("{}"), entryMeaning));
  }

  /** Adds a list. */
  SpecSection list(String entry, Shape entryShape, IfAbsent entryIfAbsent, String entryMeaning) {
    return add(new SpecSection(this, entry, entryShape, entryIfAbsent, entryMeaning));
  }

  /** Adds a key. */
  <T> SpecKey<T> key(String entry, SpecType<T> type, IfAbsent entryIfAbsent, String entryMeaning) {
    return add(new SpecKey<>(this, entry, type, entryIfAbsent, entryMeaning));
  }

  /** Adds a key that a spec may also give as the section's whole value: {@code csv: out/daily}. */
  <T> SpecKey<T> shortForm(
      String entry, SpecType<T> type, IfAbsent entryIfAbsent, String entryMeaning) {
    SpecKey<T> key = key(entry, type, entryIfAbsent, entryMeaning);
    shortForm = Optional.of(key);
    return key;
  }

  /** Says that each item of the list has exactly one of these. */
  void exactlyOneOf(SpecEntry... entriesToChooseFrom) {
    alternatives = List.of(entriesToChooseFrom);
  }

  /** Of which each item has exactly one; empty if there is nothing to choose. */
  List<SpecEntry> alternatives() {
    return alternatives;
  }

  private <E extends SpecEntry> E add(E entry) {
    if (entries.put(entry.name(), entry) != null) {
      throw new IllegalStateException("two keys have the path " + entry.path());
    }
    return entry;
  }

  @Override
  public SpecSection parent() {
    return parent;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public IfAbsent ifAbsent() {
    return ifAbsent;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  boolean isList() {
    return shape != Shape.MAPPING;
  }

  /** True if each item of the list has exactly one of the keys. */
  boolean isChoices() {
    return shape == Shape.CHOICES;
  }

  /** The key whose value may stand for the whole section. */
  Optional<SpecKey<?>> shortForm() {
    return shortForm;
  }

  /** In the order of the table. */
  Collection<SpecEntry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  Collection<String> names() {
    return Collections.unmodifiableCollection(entries.keySet());
  }

  Optional<SpecEntry> entry(String entry) {
    return Optional.ofNullable(entries.get(entry));
  }
}
