package io.broadsheet.parse.html;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Reads JSON-LD as pages have it: with comments, trailing commas, line breaks inside strings, HTML
 * entities, several values in one script, wrappers of CDATA and semicolons. What is beyond repair
 * is searched for the few fields that an article needs.
 */
final class JsonLdReader {
  private static final int DEEPEST = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
              JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
              JsonReadFeature.ALLOW_MISSING_VALUES,
              JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
              JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private static final Pattern FIELD =
      Pattern.compile(
          "\"(@type|headline|datePublished|dateModified|articleSection|inLanguage)\"\\s{0,20}:"
              + "\\s{0,20}\"((?:[^\\\\\r\n]|\\\\[\"/\\\\]){1,500}?)\"\\s{0,20}(?=[,}\\]])");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([\"/\\\\])");

  private JsonLdReader() {}

  /** All objects at the top of a script, in {@code @graph}s and in arrays, in order. */
  static List<ObjectNode> read(String script) {
    String json = unwrap(script);
    List<ObjectNode> objects = new ArrayList<>();
    boolean isWhole = readInto(json, objects);
    if (!isWhole && objects.isEmpty() && json.indexOf('&') >= 0) {
      isWhole = readInto(Parser.unescapeEntities(json, false), objects);
    }
    if (!isWhole && objects.isEmpty()) {
      objects.addAll(salvage(json));
    }
    return objects;
  }

  private static String unwrap(String script) {
    String json = script.strip();
    int start = 0;
    while (start < json.length() && json.charAt(start) != '{' && json.charAt(start) != '[') {
      start++;
    }
    if (json.startsWith("[CDATA[", start)) {
      start += "[CDATA[".length();
    }
    int end = json.length();
    while (end > start && json.charAt(end - 1) != '}' && json.charAt(end - 1) != ']') {
      end--;
    }
    if (end == start) {
      return json.substring(start);
    }
    if (json.startsWith("]]>", end - 2)) {
      end -= 2;
    }
    return json.substring(start, end);
  }

  /** Adds what can be read; false if the text breaks off. */
  private static boolean readInto(String json, List<ObjectNode> objects) {
    try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(json)) {
      while (values.hasNextValue()) {
        addObjects(values.nextValue(), objects, 0);
      }
      return true;
    } catch (JacksonException broken) {
      return false;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void addObjects(JsonNode node, List<ObjectNode> objects, int depth) {
    if (node == null || depth > 4) {
      return;
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        addObjects(element, objects, depth + 1);
      }
    } else if (node instanceof ObjectNode object) {
      objects.add(object);
      addObjects(object.get("@graph"), objects, depth + 1);
      addObjects(object.get("mainEntity"), objects, depth + 1);
      addObjects(object.get("mainEntityOfPage"), objects, depth + 1);
    }
  }

  /**
   * The first value of each field of text that is no JSON, if it says that it is an article. A
   * quotation mark ends a value only where JSON could go on behind it.
   */
  private static List<ObjectNode> salvage(String text) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String name = field.group(1);
      boolean isArticleType = !name.equals("@type") || JsonLdArticle.isArticleType(field.group(2));
      if (isArticleType && !object.has(name)) {
        object.put(name, ESCAPED.matcher(field.group(2)).replaceAll("$1"));
      }
    }
    return object.has("@type") ? List.of(object) : List.of();
  }
}
