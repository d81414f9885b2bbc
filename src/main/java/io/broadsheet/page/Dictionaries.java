package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page's dictionaries by name; columns of one meaning have one name. */
final class Dictionaries {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("outlet", "outlets"),
          Map.entry("from_outlet", "outlets"),
          Map.entry("to_outlet", "outlets"),
          Map.entry("topic", "topics"),
          Map.entry("topics", "topics"),
          Map.entry("language", "languages"),
          Map.entry("term", "terms"),
          Map.entry("top_terms", "terms"),
          Map.entry("article_id", "ids"),
          Map.entry("article_ids", "ids"),
          Map.entry("original_id", "ids"),
          Map.entry("copy_of", "ids"),
          Map.entry("copy_group", "ids"),
          Map.entry("story_id", "ids"));

  private final Map<String, Dictionary<String>> dictionaries = new LinkedHashMap<>();

  static String nameFor(String column) {
    return NAMES.getOrDefault(column, column);
  }

  Dictionary<String> named(String name) {
    return dictionaries.computeIfAbsent(name, key -> new Dictionary<>());
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Dictionary<String>> dictionary : dictionaries.entrySet()) {
      if (dictionary.getValue().size() > 0) {
        json.writeArrayFieldStart(dictionary.getKey());
        for (String value : dictionary.getValue().values()) {
          json.writeString(value);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }
}
