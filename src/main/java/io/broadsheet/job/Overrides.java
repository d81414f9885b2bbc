package io.broadsheet.job;

import io.broadsheet.job.SpecNode.Kind;
import io.broadsheet.job.SpecNode.Mapping;
import io.broadsheet.job.SpecNode.Scalar;
import io.broadsheet.job.SpecNode.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * The {@code --set} options of a command: {@code windows.every=week}, {@code
 * input.0.files=news/**}. A value that begins with a bracket, a brace or a quote is YAML; any other
 * stands as it is, so that a glob needs no quotes beyond the shell's.
 */
final class Overrides {
  private final String option;
  private final Problems problems;

  private Overrides(String option, Problems problems) {
    this.option = option;
    this.problems = problems;
  }

  /** The same spec after all {@code sets}, each a {@code key=value}, in their order. */
  static SpecNode apply(SpecNode root, List<String> sets, Problems problems) {
    SpecNode changed = root;
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        problems.add(
            Place.option("--set " + set), "write it as KEY=VALUE, such as windows.every=week");
        continue;
      }
      String key = set.substring(0, equals);
      Overrides override = new Overrides("--set " + key, problems);
      Optional<SpecNode> value = override.value(set.substring(equals + 1));
      if (value.isPresent()) {
        List<String> keys = List.of(key.split("\\.", -1));
        changed = override.with(changed, Optional.of(SpecKeys.ROOT), "", keys, value.get());
      }
    }
    return changed;
  }

  private Optional<SpecNode> value(String text) {
    boolean isYaml = !text.isEmpty() && "[{\"'".indexOf(text.charAt(0)) >= 0;
    if (!isYaml) {
      return Optional.of(SpecYaml.plain(Place.option(option), text));
    }
    Problems ours = new Problems();
    Optional<SpecNode> value = SpecYaml.readOption(option, text, ours);
    if (ours.count() > 0) {
      problems.add(
          Place.option(option),
          "a value that begins with "
              + text.charAt(0)
              + " is read as YAML, which this is not; write a text in double quotes");
      return Optional.empty();
    }
    return value;
  }

  /**
   * @param entry what the table says about {@code node}, if it knows it
   * @param done the keys that lead to {@code node}
   * @param keys those that lead on
   */
  private SpecNode with(
      SpecNode node, Optional<SpecEntry> entry, String done, List<String> keys, SpecNode value) {
    if (keys.isEmpty()) {
      return value;
    }
    String key = keys.get(0);
    List<String> rest = keys.subList(1, keys.size());
    String path = done.isEmpty() ? key : done + "." + key;
    if (node instanceof Sequence list) {
      if (!key.matches("[0-9]{1,4}") || Integer.parseInt(key) > list.items().size()) {
        problems.add(
            Place.option(option),
            "there is no `" + path + "`: " + numbering(done, list.items().size()));
        return node;
      }
      int index = Integer.parseInt(key);
      SpecNode item = index < list.items().size() ? list.items().get(index) : nothing();
      // An item of a list section has that section's keys.
      return list.with(index, with(item, entry, path, rest, value));
    }
    Optional<SpecEntry> below =
        entry
            .filter(known -> known instanceof SpecSection)
            .flatMap(section -> ((SpecSection) section).entry(key));
    Mapping mapping = asMapping(node, entry);
    SpecNode child = mapping.get(key).orElseGet(() -> empty(below));
    return mapping.with(key, with(child, below, path, rest, value));
  }

  private static String numbering(String list, int items) {
    String next = "`" + list + "." + items + "` would add one";
    return switch (items) {
      case 0 -> next;
      case 1 -> "`" + list + ".0` is the only item, " + next;
      default ->
          "items are numbered from `" + list + ".0` to `" + list + "." + (items - 1) + "`, " + next;
    };
  }

  /** What {@code node} must be so that a key can be set in it. */
  private Mapping asMapping(SpecNode node, Optional<SpecEntry> entry) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    Mapping empty = new Mapping(Place.option(option), List.of());
    boolean isShort = node instanceof Scalar scalar && scalar.kind() != Kind.NOTHING;
    if (isShort && entry.orElse(null) instanceof SpecSection section) {
      return section.shortForm().map(key -> empty.with(key.name(), node)).orElse(empty);
    }
    return empty;
  }

  private SpecNode empty(Optional<SpecEntry> entry) {
    if (entry.orElse(null) instanceof SpecSection section && section.isList()) {
      return new Sequence(Place.option(option), List.of());
    }
    return nothing();
  }

  private SpecNode nothing() {
    return new Scalar(Place.option(option), Kind.NOTHING, "");
  }
}
