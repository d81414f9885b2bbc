package io.broadsheet.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.broadsheet.job.SpecKey.IfAbsent;
import java.util.Optional;

/**
 * The job spec as JSON Schema, made from {@link SpecKeys}, with which editors complete and check
 * specs. Draft 7 is the newest that the usual YAML plugins understand.
 */
final class SpecSchema {
  private SpecSchema() {}

  /** The schema as indented text that ends with a line break. */
  static String text() {
    ObjectNode schema = SpecTypes.json("{}");
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Broadsheet job spec");
    schema.setAll(section(SpecKeys.ROOT));
    return schema.toPrettyString() + "\n";
  }

  private static ObjectNode of(SpecEntry entry) {
    ObjectNode schema =
        entry instanceof SpecKey<?> key ? key.type().schema() : section((SpecSection) entry);
    schema.put("description", entry.meaning());
    if (entry instanceof SpecKey<?> && entry.ifAbsent() instanceof IfAbsent.Default) {
      schema.set("default", SpecReader.toJson(SpecReader.defaultOf(entry)));
    }
    return schema;
  }

  private static ObjectNode section(SpecSection section) {
    if (section.isList()) {
      ObjectNode list = SpecTypes.json("{'type': 'array', 'minItems': 1}");
      list.set("items", mapping(section));
      return list;
    }
    boolean needsMore =
        section.entries().stream()
            .anyMatch(
                entry ->
                    entry.ifAbsent() instanceof IfAbsent.Required
                        && !section.shortForm().equals(Optional.of(entry)));
    if (section.shortForm().isPresent() && !needsMore) {
      ObjectNode either = SpecTypes.json("{}");
      either.putArray("anyOf").add(section.shortForm().get().type().schema()).add(mapping(section));
      return either;
    }
    return mapping(section);
  }

  private static ObjectNode mapping(SpecSection section) {
    ObjectNode mapping = SpecTypes.json("{}");
    ArrayNode required = SpecTypes.json("{'required': []}").withArray("required");
    ObjectNode properties = SpecTypes.json("{}");
    for (SpecEntry entry : section.entries()) {
      properties.set(entry.name(), of(entry));
      if (entry.ifAbsent() instanceof IfAbsent.Required) {
        required.add(entry.name());
      }
    }
    if (section.isChoices()) {
      mapping.put("type", "object").put("minProperties", 1).put("maxProperties", 1);
    } else if (required.isEmpty() && !section.isList()) {
      // A section whose keys are all commented out is null in YAML.
      mapping.putArray("type").add("object").add("null");
    } else {
      mapping.put("type", "object");
    }
    mapping.set("properties", properties);
    mapping.put("additionalProperties", false);
    if (!required.isEmpty()) {
      mapping.set("required", required);
    }
    if (!section.alternatives().isEmpty()) {
      ArrayNode choices = mapping.putArray("oneOf");
      section.alternatives().forEach(e -> choices.addObject().putArray("required").add(e.name()));
    }
    return mapping;
  }
}
