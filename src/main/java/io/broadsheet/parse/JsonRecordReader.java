package io.broadsheet.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.FieldNames.Field;
import io.broadsheet.parse.FieldNames.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * Reads one JSON object out of bytes at hand into a {@link RawArticle}. Objects below known names
 * are entered as far as paths of the field names lead; a value that is an object gives its {@code
 * name} (or another of {@link #VALUE_KEYS}); the rest is skipped unread.
 *
 * <p>Not for several threads at once.
 */
final class JsonRecordReader {

  /** How reading ended. */
  enum Outcome {
    /** The article is filled. */
    RECORD,
    /** The object is no article but holds a list of some. */
    LIST,
    /** The bytes end inside the object. */
    INCOMPLETE,
    /** The bytes are no JSON object. */
    MALFORMED,
    /** Nested deeper than allowed. */
    TOO_DEEP
  }

  /** Of an object that stands where a text is expected, these hold the text. */
  private static final Set<String> VALUE_KEYS =
      Set.of(
          "name",
          "rendered",
          "text",
          "value",
          "label",
          "#text",
          "$t",
          "_",
          "$oid",
          "$date",
          "$numberLong");

  /** Objects that only wrap the record's own fields, in dumps of databases and interfaces. */
  private static final Set<String> TRANSPARENT = Set.of("_source", "attributes");

  /** Names under which objects keep lists of articles. */
  private static final Set<String> LISTS =
      Set.of(
          "articles",
          "items",
          "data",
          "results",
          "docs",
          "documents",
          "entries",
          "hits",
          "news",
          "stories",
          "records",
          "rows",
          "posts");

  /** Names of objects that wrap such a list once more. */
  private static final Set<String> WRAPPERS =
      Set.of("hits", "data", "response", "result", "results", "feed", "payload");

  /** How many objects deep fields and lists are looked for. */
  private static final int DEEPEST = 8;

  /** Jackson counts lines and columns from where it was set on; that tells nobody anything. */
  private static final Pattern PLACE = Pattern.compile(" \\(start marker at [^)]*\\)\\]?\\)?.*");

  private static final int CACHED_NAMES = 2_000;
  private static final int SHOWN_NAMES = 8;

  private static final ConcurrentMap<Integer, JsonFactory> FACTORIES = new ConcurrentHashMap<>();

  /** A name as records write it, and what it leads to. */
  private record Known(String normalised, List<Target> targets, boolean leadsFurther) {}

  private final JsonFactory factory;
  private final FieldNames names;
  private final FieldCollector fields;

  /** Saves normalising the same names for every record. */
  private final Map<String, Known> known = new HashMap<>();

  private RawArticle article;
  private int start;
  private int end;
  private int errorAt;
  private int listDepth;
  private String problem = "";
  private String firstName = "";

  JsonRecordReader(ParseOptions options) {
    factory = FACTORIES.computeIfAbsent(options.nestingLimit(), JsonRecordReader::newFactory);
    names = FieldNames.of(options);
    fields = new FieldCollector(options);
  }

  /** The record limit bounds strings, names and numbers; only the nesting is left to check. */
  static JsonFactoryBuilder bounded(int nestingLimit) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(nestingLimit)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .build())
        // Names come from hostile input: neither kept for ever nor a reason to fail.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
  }

  private static JsonFactory newFactory(int nestingLimit) {
    // Python writes NaN where it has no value.
    return bounded(nestingLimit).enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  }

  /**
   * Reads the object that starts the range.
   *
   * @param bytes valid UTF-8
   * @param from where the object starts
   * @param to where the bytes end
   * @param mayBeList true if the object may be a wrapper around a list of articles
   * @param into is filled; of no use unless the outcome is a record
   */
  Outcome read(byte[] bytes, int from, int to, boolean mayBeList, RawArticle into) {
    article = into;
    fields.startRecord(into);
    firstName = "";
    start = from;
    end = from;
    errorAt = from;
    if (to - from > 1 && (bytes[from] == 0 || bytes[from + 1] == 0)) {
      // Jackson would take this for UTF-16, and the buffer holds UTF-8.
      problem = "A zero byte where JSON was expected";
      return Outcome.MALFORMED;
    }
    try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
      Outcome outcome = tryRead(parser, mayBeList);
      if (outcome == Outcome.RECORD && hasSurrogateEscape(bytes, from, end)) {
        repairSurrogates();
      }
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory cannot be read", e);
    }
  }

  private Outcome tryRead(JsonParser parser, boolean mayBeList) throws IOException {
    try {
      return read(parser, mayBeList);
    } catch (JsonEOFException e) {
      return fail(Outcome.INCOMPLETE, e, parser);
    } catch (StreamConstraintsException e) {
      return fail(Outcome.TOO_DEEP, e, parser);
    } catch (JsonProcessingException e) {
      return fail(Outcome.MALFORMED, e, parser);
    }
  }

  private Outcome fail(Outcome outcome, JsonProcessingException e, JsonParser parser) {
    problem = PLACE.matcher(e.getOriginalMessage()).replaceAll("");
    // What breaks a limit comes without a place.
    errorAt = indexOf(e.getLocation() == null ? parser.currentLocation() : e.getLocation());
    return outcome;
  }

  private Outcome read(JsonParser parser, boolean mayBeList) throws IOException {
    JsonToken token = parser.nextToken();
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      parser.finishToken();
      end = indexOf(parser.currentLocation());
      errorAt = end;
      problem = "An object was expected, not " + describe(token);
      return Outcome.MALFORMED;
    }
    if (readObject(parser, "", List.of(), mayBeList)) {
      return Outcome.LIST;
    }
    end = indexOf(parser.currentLocation());
    fields.endRecord();
    return Outcome.RECORD;
  }

  private int indexOf(JsonLocation location) {
    return start + (int) location.getByteOffset();
  }

  private static String describe(JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> "a lone value";
    };
  }

  /**
   * Reads an object's members.
   *
   * @param path the names that lead to it, or empty
   * @param own what the object's own name fills
   * @return true if a list of articles was found: {@link #end} is then behind its bracket
   */
  private boolean readObject(JsonParser parser, String path, List<Target> own, boolean mayBeList)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (firstName.isEmpty()) {
        firstName = name;
      }
      Known key = lookUp(path, name);
      JsonToken token = parser.nextToken();
      if (!token.isStructStart()) {
        List<Target> targets = key.targets();
        takeNamed(parser, targets.isEmpty() && VALUE_KEYS.contains(name) ? own : targets);
      } else if (wrapsFields(parser, name, key, mayBeList)) {
        if (readObject(parser, path, List.of(), mayBeList)) {
          return true;
        }
      } else if (key.leadsFurther()) {
        readBelow(parser, key);
      } else if (!key.targets().isEmpty()) {
        fields.startName(key.targets());
        readNested(parser);
      } else if (mayBeList && token == JsonToken.START_ARRAY && LISTS.contains(key.normalised())) {
        if (article.body.isEmpty() && readList(parser)) {
          return true;
        }
        // A list of something else has been read to its end; then this does nothing.
        parser.skipChildren();
      } else {
        parser.skipChildren();
      }
    }
    return false;
  }

  private Known lookUp(String path, String name) {
    String full = path.isEmpty() ? name : path + '.' + name;
    Known found = known.get(full);
    if (found == null) {
      String normalised = FieldNames.normalise(name);
      String key = path.isEmpty() ? normalised : path + '.' + normalised;
      found = new Known(key, names.targets(key), names.leadsFurther(key));
      if (known.size() < CACHED_NAMES) {
        known.put(full, found);
      }
    }
    return found;
  }

  private static boolean wrapsFields(JsonParser parser, String name, Known key, boolean mayBeList) {
    boolean isWrapper = mayBeList && key.targets().isEmpty() && WRAPPERS.contains(key.normalised());
    return parser.currentToken() == JsonToken.START_OBJECT
        && (isWrapper || TRANSPARENT.contains(name))
        && parser.getParsingContext().getNestingDepth() <= DEEPEST;
  }

  private void takeNamed(JsonParser parser, List<Target> targets) throws IOException {
    if (!targets.isEmpty() && carriesText(parser)) {
      fields.startName(targets);
      fields.value(parser.getText());
    }
  }

  private static boolean carriesText(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT -> true;
      case VALUE_NUMBER_FLOAT -> !parser.isNaN();
      default -> false;
    };
  }

  /** Reads the objects below a name from which paths lead on. */
  private void readBelow(JsonParser parser, Known key) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      readObject(parser, key.normalised(), key.targets(), false);
      return;
    }
    fields.startGroup();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readObject(parser, key.normalised(), key.targets(), false);
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else {
        takeNamed(parser, key.targets());
      }
    }
    fields.endGroup();
  }

  /** Takes the texts of a list, and of each object in it one, however deep. */
  private void readNested(JsonParser parser) throws IOException {
    int open = 1;
    int taken = Integer.MAX_VALUE;
    boolean isWanted = parser.currentToken() == JsonToken.START_ARRAY;
    while (open > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        isWanted = open < taken && VALUE_KEYS.contains(parser.currentName());
      } else if (token.isStructStart()) {
        open++;
        isWanted = token == JsonToken.START_ARRAY;
      } else if (token.isStructEnd()) {
        open--;
        taken = open < taken ? Integer.MAX_VALUE : taken;
        isWanted = parser.getParsingContext().inArray();
      } else if (isWanted && carriesText(parser)) {
        fields.value(parser.getText());
        if (!parser.getParsingContext().inArray()) {
          taken = open;
        }
      }
    }
  }

  /**
   * True if the list just opened is one of articles: its first element has a title or a body.
   * Otherwise the list has been read to its end.
   */
  private boolean readList(JsonParser parser) throws IOException {
    JsonLocation opened = parser.currentLocation();
    int depth = parser.getParsingContext().getNestingDepth() - 1;
    int open = 1;
    boolean isFirst = true;
    while (open > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
        isFirst &= open > 1;
      } else if (isFirst
          && token == JsonToken.FIELD_NAME
          && open <= DEEPEST
          && names.isText(lookUp("", parser.currentName()).normalised())) {
        listDepth = depth;
        end = indexOf(opened);
        return true;
      }
    }
    return false;
  }

  /** The index behind the record, or behind the bracket of the list that was found. */
  int end() {
    return end;
  }

  /** The index at which the bytes stop being a record. */
  int errorAt() {
    return errorAt;
  }

  /** How many objects are open around the list that was found. */
  int listDepth() {
    return listDepth;
  }

  /** What is wrong, for a person. */
  String problem() {
    return problem;
  }

  /** The name of the record's first member; empty if it was not reached. */
  String firstName() {
    return firstName;
  }

  /** The first names of a record's members, for the message that none of them is known. */
  String describeNames(byte[] bytes, int from, int to) {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (found.size() == SHOWN_NAMES) {
          found.add("…");
          break;
        }
        found.add(name);
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A record that was read cannot be read again", e);
    }
    return String.join(", ", found);
  }

  /** True if the bytes have an escape that may stand for half a character. */
  private static boolean hasSurrogateEscape(byte[] bytes, int from, int to) {
    int at = Utf8.indexOf(bytes, '\\', from, to);
    while (at >= 0 && at + 2 < to) {
      if (bytes[at + 1] == 'u' && (bytes[at + 2] == 'd' || bytes[at + 2] == 'D')) {
        return true;
      }
      at = Utf8.indexOf(bytes, '\\', at + 2, to);
    }
    return false;
  }

  /** Halves of characters, which no encoding can write, become U+FFFD. */
  private void repairSurrogates() {
    for (Field field : Field.values()) {
      FieldCollector.change(article, field, JsonRecordReader::wellFormed);
    }
  }

  private static String wellFormed(String text) {
    // Encoding knows how; a lone surrogate is what it cannot write.
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    if (encoder.canEncode(text)) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }
}
