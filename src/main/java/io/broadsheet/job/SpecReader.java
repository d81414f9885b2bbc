package io.broadsheet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.broadsheet.job.SpecKey.IfAbsent;
import io.broadsheet.job.SpecNode.Entry;
import io.broadsheet.job.SpecNode.Kind;
import io.broadsheet.job.SpecNode.Mapping;
import io.broadsheet.job.SpecNode.Scalar;
import io.broadsheet.job.SpecNode.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a tree by the table of {@link SpecKeys} and collects every mistake in it. */
final class SpecReader {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Problems problems;

  private SpecReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The values of a whole spec, which are complete only if {@code problems} stays empty. Whatever
   * is derived must have been added to the tree before.
   */
  static SpecValues read(SpecNode root, Problems problems) {
    SpecValues values = new SpecValues(JSON.objectNode());
    new SpecReader(problems).readSection(SpecKeys.ROOT, "", root, values, values.json());
    return values;
  }

  private void readSection(
      SpecSection section, String path, SpecNode node, SpecValues values, ObjectNode json) {
    Optional<Mapping> mapping = asMapping(section, path, node);
    if (mapping.isEmpty()) {
      return;
    }
    Set<String> misspelt = new HashSet<>();
    Map<String, SpecNode> present = presentEntries(section, path, mapping.get(), misspelt);
    if (section.isChoices()) {
      checkChoice(section, path, mapping.get(), present);
    }
    for (SpecEntry entry : section.entries()) {
      String entryPath = below(path, entry.name());
      SpecNode value = present.get(entry.name());
      if (value == null && (section.isChoices() || misspelt.contains(entry.name()))) {
        continue;
      }
      if (value == null && entry.ifAbsent() instanceof IfAbsent.Required) {
        problems.add(node.place(), "`" + entryPath + "` is missing: " + whatItIs(entry));
        continue;
      }
      readEntry(entry, entryPath, value == null ? defaultOf(entry) : value, values, json);
    }
  }

  private void readEntry(
      SpecEntry entry, String path, SpecNode node, SpecValues values, ObjectNode json) {
    if (entry instanceof SpecKey<?> key) {
      readKey(key, path, node, values);
      json.set(key.name(), toJson(node));
      return;
    }
    SpecSection section = (SpecSection) entry;
    if (section.isList()) {
      readItems(section, path, node, values, json.putArray(section.name()));
    } else {
      readSection(section, path, node, values, json.putObject(section.name()));
    }
  }

  private <T> void readKey(SpecKey<T> key, String path, SpecNode node, SpecValues values) {
    key.type()
        .read("`" + path + "`", node, problems)
        .ifPresent(value -> values.put(key, value, node.place()));
  }

  private void readItems(
      SpecSection list, String path, SpecNode node, SpecValues values, ArrayNode json) {
    List<SpecValues> items = new ArrayList<>();
    values.putItems(list, items);
    if (!(node instanceof Sequence sequence)) {
      if (!isReported(node)) {
        problems.add(
            node.place(),
            "`" + path + "` must be a list (begin each item with `- `), not " + node.words());
      }
      return;
    }
    if (sequence.items().isEmpty()) {
      problems.add(node.place(), "`" + path + "` has no items: " + whatItIs(list));
    }
    for (SpecNode item : sequence.items()) {
      SpecValues itemValues = new SpecValues(json.addObject());
      readSection(list, path + "." + items.size(), item, itemValues, itemValues.json());
      items.add(itemValues);
    }
  }

  private Optional<Mapping> asMapping(SpecSection section, String path, SpecNode node) {
    if (node instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    boolean isEmpty = node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    if (isEmpty && !section.isList() && section.shortForm().isEmpty()) {
      return Optional.of(new Mapping(node.place(), List.of()));
    }
    if (node instanceof Scalar && section.shortForm().isPresent()) {
      String key = section.shortForm().get().name();
      return Optional.of(new Mapping(node.place(), List.of(new Entry(node.place(), key, node))));
    }
    if (!isReported(node)) {
      problems.add(
          node.place(),
          (path.isEmpty() ? "a spec" : "`" + path + "`")
              + " must be a mapping with the keys "
              + String.join(", ", section.names())
              + ", not "
              + node.words());
    }
    return Optional.empty();
  }

  /**
   * The entries whose keys the section knows; the first of those that are there twice.
   *
   * @param misspelt takes the keys that unknown ones were probably meant to be
   */
  private Map<String, SpecNode> presentEntries(
      SpecSection section, String path, Mapping mapping, Set<String> misspelt) {
    Map<String, SpecNode> present = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String key = entry.key();
      if (section.entry(key).isEmpty()) {
        Optional<String> nearest = Nearest.to(key, section.names());
        nearest.ifPresent(misspelt::add);
        problems.add(
            entry.place(),
            "unknown key `" + below(path, key) + "`; " + hint(section, key, nearest));
      } else if (present.putIfAbsent(key, entry.value()) != null) {
        problems.add(entry.place(), "`" + below(path, key) + "` is there twice");
      }
    }
    return present;
  }

  private static String hint(SpecSection section, String key, Optional<String> nearest) {
    return nearest
        .map(meant -> "did you mean `" + meant + "`?")
        .or(() -> homeOf(key, SpecKeys.ROOT).map(home -> "it belongs in " + home))
        .orElse("valid here: " + String.join(", ", section.names()));
  }

  /** The section in or below {@code section} that has the key, in words. */
  private static Optional<String> homeOf(String key, SpecSection section) {
    if (section.entry(key).isPresent() && section.parent() != null) {
      return Optional.of((section.isList() ? "each item of `" : "`") + section.name() + "`");
    }
    return section.entries().stream()
        .filter(entry -> entry instanceof SpecSection)
        .flatMap(entry -> homeOf(key, (SpecSection) entry).stream())
        .findFirst();
  }

  private void checkChoice(
      SpecSection section, String path, Mapping mapping, Map<String, SpecNode> present) {
    String choices = String.join(", ", section.names());
    if (mapping.entries().isEmpty()) {
      problems.add(mapping.place(), "`" + path + "` is empty: it must have one of " + choices);
    } else if (present.size() > 1) {
      problems.add(
          mapping.place(),
          "`"
              + path
              + "` has "
              + String.join(" and ", present.keySet())
              + ": make each an item of its own");
    }
  }

  private static String whatItIs(SpecEntry entry) {
    if (entry instanceof SpecKey<?> key) {
      return "it must be " + key.type().words();
    }
    String meaning = entry.meaning();
    return meaning.substring(0, 1).toLowerCase(Locale.ROOT)
        + meaning.substring(1, meaning.length() - 1);
  }

  /** The default of a key or section as a tree. */
  static SpecNode defaultOf(SpecEntry entry) {
    if (!(entry.ifAbsent() instanceof IfAbsent.Default standard)) {
      throw new IllegalStateException(entry.path() + " has no default");
    }
    Problems ours = new Problems();
    String origin = "the default of " + entry.path();
    SpecNode node = SpecYaml.readOption(origin, standard.yaml(), ours).orElseThrow();
    ours.throwIfAny(origin);
    return node;
  }

  private static boolean isReported(SpecNode node) {
    return node instanceof Scalar scalar && scalar.kind() == Kind.REPORTED;
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** A tree as JSON. */
  static JsonNode toJson(SpecNode node) {
    if (node instanceof Mapping mapping) {
      ObjectNode json = JSON.objectNode();
      mapping.entries().forEach(entry -> json.set(entry.key(), toJson(entry.value())));
      return json;
    }
    if (node instanceof Sequence sequence) {
      ArrayNode json = JSON.arrayNode();
      sequence.items().forEach(item -> json.add(toJson(item)));
      return json;
    }
    Scalar scalar = (Scalar) node;
    return switch (scalar.kind()) {
      case TEXT -> JSON.textNode(scalar.text());
      case INTEGER -> JSON.numberNode(new BigInteger(scalar.text()));
      case REAL -> JSON.numberNode(new BigDecimal(scalar.text()));
      case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
      case NOTHING, REPORTED -> JSON.nullNode();
    };
  }
}
