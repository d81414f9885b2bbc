package io.broadsheet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.broadsheet.job.SpecNode.Entry;
import io.broadsheet.job.SpecNode.Kind;
import io.broadsheet.job.SpecNode.Mapping;
import io.broadsheet.job.SpecNode.Scalar;
import io.broadsheet.job.SpecNode.Sequence;
import io.broadsheet.parse.PathDate;
import io.broadsheet.table.ColumnChoice;
import io.broadsheet.table.Table;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that keys of the spec have. */
final class SpecTypes {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private static final Set<Kind> TEXT = Set.of(Kind.TEXT);
  private static final Set<Kind> WHOLE = Set.of(Kind.INTEGER);
  private static final Set<Kind> ANY_TEXT_OR_NUMBER = Set.of(Kind.TEXT, Kind.INTEGER, Kind.REAL);

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
  private static final Pattern WINDOW =
      Pattern.compile(
          "([1-9][0-9]{0,5} )?(hour|day|week|month|year)s?"
              + "( every ([1-9][0-9]{0,5} )?(hour|day|week|month|year)s?)?");
  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,9}) ?(second|minute|hour|day|week)s?");
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,15}) ?(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)");
  private static final Pattern PERCENTAGE =
      Pattern.compile("(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?) ?%");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern PATH_FIELDS = Pattern.compile("([^{}]*\\{[^{}/]*\\})+[^{}]*");

  private static final Pattern PATH_DATE = Pattern.compile("path \"?([^\"]*%[^\"]*)\"?");

  private SpecTypes() {}

  /** Any text that is not empty. */
  static SpecType<String> text(String words) {
    return scalar(
        TEXT,
        words,
        json("{'type': 'string'}").put("pattern", "\\S"),
        text -> text.isBlank() ? Optional.empty() : Optional.of(text),
        text -> "");
  }

  /** A file's path, or nothing. */
  static SpecType<String> fileOrNone() {
    return nameOrNone("`none`, or a path");
  }

  /** Any text, or nothing. */
  static SpecType<String> nameOrNone(String words) {
    return scalar(
        TEXT,
        words,
        json("{'type': 'string'}").put("pattern", "\\S"),
        text -> text.isBlank() ? Optional.empty() : Optional.of(text.equals("none") ? "" : text),
        text -> "");
  }

  /** A word that can be the name of a file or of a job. */
  static SpecType<String> name() {
    return matching(
        TEXT,
        NAME,
        "a word of at most 64 letters, digits, `.`, `_` and `-`",
        found -> Optional.of(found.group()),
        text -> "");
  }

  /** One of a few words. */
  static SpecType<String> choice(List<String> words) {
    return choice(words, Function.identity());
  }

  /** One of a few words, each of which stands for a value. */
  static <T> SpecType<T> choice(List<String> words, Function<String, T> meaning) {
    return choice(
        words,
        words.size() == 1 ? "`" + words.get(0) + "`" : "one of " + String.join(", ", words),
        meaning);
  }

  /** A column of a table, named with it: {@code terms.term}. */
  static SpecType<String> column(List<Table> tables) {
    return choice(
        ColumnChoice.names(tables), "a table and its column such as terms.term", name -> name);
  }

  private static <T> SpecType<T> choice(
      List<String> words, String inWords, Function<String, T> meaning) {
    ObjectNode schema = json("{'type': 'string'}");
    ArrayNode allowed = schema.putArray("enum");
    words.forEach(allowed::add);
    return scalar(
        TEXT,
        inWords,
        schema,
        text -> words.contains(text) ? Optional.of(meaning.apply(text)) : Optional.empty(),
        text -> Nearest.hint(text, words));
  }

  static SpecType<Boolean> bool() {
    return scalar(
        Set.of(Kind.BOOLEAN),
        "true or false",
        json("{'type': 'boolean'}"),
        text -> Optional.of(Boolean.valueOf(text)),
        text -> "");
  }

  /** A whole number between two, both included. */
  static SpecType<Integer> integer(int smallest, int largest) {
    return scalar(
        WHOLE,
        integerWords(smallest, largest),
        wholeNumbers(smallest, largest),
        text -> wholeNumber(text, smallest, largest).map(Long::intValue),
        text -> "");
  }

  /** A whole number of at least 1, or {@code all}, which is {@link Integer#MAX_VALUE}. */
  static SpecType<Integer> countOrAll() {
    return scalar(
        Set.of(Kind.INTEGER, Kind.TEXT),
        "a whole number of at least 1, or `all`",
        either(wholeNumbers(1, Integer.MAX_VALUE), json("{'enum': ['all']}")),
        text ->
            text.equals("all")
                ? Optional.of(Integer.MAX_VALUE)
                : wholeNumber(text, 1, Integer.MAX_VALUE).map(Long::intValue),
        text -> "");
  }

  /** A number of days, or {@code all}. */
  static SpecType<Integer> daysOrAll() {
    return scalar(
        Set.of(Kind.INTEGER, Kind.TEXT),
        "a number of days such as `400 days`, or `all`",
        json("{'type': 'string', 'pattern': '^(all|[1-9][0-9]{0,5} days?)$'}"),
        text ->
            text.equals("all")
                ? Optional.of(Integer.MAX_VALUE)
                : text.matches("[1-9][0-9]{0,5} days?")
                    ? Optional.of(Integer.valueOf(text.substring(0, text.indexOf(' '))))
                    : Optional.empty(),
        text -> "");
  }

  /** A share from 0 to 1, as a number or as a percentage. */
  static SpecType<Double> share() {
    return scalar(
        ANY_TEXT_OR_NUMBER,
        "a percentage from 0 % to 100 %, or a ratio from 0 to 1",
        either(json("{'type': 'number', 'minimum': 0, 'maximum': 1}"), pattern(PERCENTAGE)),
        SpecTypes::share,
        text -> text.matches("[0-9]+(\\.[0-9]+)?") ? "; did you mean `" + text + " %`?" : "");
  }

  /**
   * A number of bytes.
   *
   * @param largest the most that is allowed
   */
  static SpecType<Long> size(long largest, String largestInWords) {
    return scalar(
        Set.of(Kind.INTEGER, Kind.TEXT),
        "a size such as 16 MiB, of at most " + largestInWords,
        either(wholeNumbers(1, largest), pattern(SIZE)),
        text -> bytes(text).filter(bytes -> bytes >= 1 && bytes <= largest),
        text -> "");
  }

  /** A number of bytes, or {@code none}, which is 0. */
  static SpecType<Long> sizeOrNone(long largest, String largestInWords) {
    return scalar(
        Set.of(Kind.INTEGER, Kind.TEXT),
        "`none`, or a size such as 256 MiB, of at most " + largestInWords,
        either(either(wholeNumbers(1, largest), pattern(SIZE)), json("{'enum': ['none']}")),
        text ->
            text.equals("none")
                ? Optional.of(0L)
                : bytes(text).filter(bytes -> bytes >= 1 && bytes <= largest),
        text -> "");
  }

  /** A length of time, zero included. */
  static SpecType<Duration> duration() {
    return matching(
        TEXT,
        DURATION,
        "a length of time such as `3 days` or `1 hour`",
        found -> {
          long amount = Long.parseLong(found.group(1));
          return Optional.of(
              switch (found.group(2)) {
                case "second" -> Duration.ofSeconds(amount);
                case "minute" -> Duration.ofMinutes(amount);
                case "hour" -> Duration.ofHours(amount);
                case "day" -> Duration.ofDays(amount);
                default -> Duration.ofDays(7 * amount);
              });
        },
        text -> "");
  }

  /** A calendar day. */
  static SpecType<LocalDate> date() {
    return scalar(
        TEXT,
        "a date such as 1700-01-01",
        pattern(DATE),
        text -> {
          try {
            return Optional.of(LocalDate.parse(text));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        },
        text -> "");
  }

  /** The name of a time zone. */
  static SpecType<ZoneId> zone() {
    return scalar(
        TEXT,
        "a time zone such as UTC or Europe/Berlin",
        json("{'type': 'string', 'minLength': 1}"),
        text -> {
          try {
            return Optional.of(ZoneId.of(text));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        },
        text -> Nearest.hint(text, new TreeSet<>(ZoneId.getAvailableZoneIds())));
  }

  /** The length of a window, whose last details {@code WindowScheme} judges. */
  static SpecType<String> window() {
    return matching(
        TEXT,
        WINDOW,
        "hour, day, week, month, year, some of them such as `6 hours`, or a sliding window such as"
            + " `7 days every 1 day`",
        found -> Optional.of(found.group()),
        text -> Nearest.hint(text, List.of("hour", "day", "week", "month", "year")));
  }

  /** The name of a character encoding, or {@code auto}, which is the empty text. */
  static SpecType<String> charset() {
    return scalar(
        TEXT,
        "`auto`, or an encoding such as UTF-8 or windows-1251",
        json("{'type': 'string', 'minLength': 1}"),
        text -> {
          if (text.equals("auto")) {
            return Optional.of("");
          }
          try {
            return Optional.of(Charset.forName(text).name());
          } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
          }
        },
        text -> Nearest.hint(text, Charset.availableCharsets().keySet()));
  }

  /** {@code path "%Y%m%d"}: the pattern of a date in a file's path; empty for {@code none}. */
  static SpecType<String> pathDate() {
    return scalar(
        TEXT,
        "`none`, or `path` with a pattern such as `path \"%Y%m%d\"`",
        either(json("{'enum': ['none']}"), pattern(PATH_DATE)),
        text -> {
          Matcher matcher = PATH_DATE.matcher(text);
          if (text.equals("none")) {
            return Optional.of("");
          }
          return matcher.matches() && wrongInPathDate(matcher.group(1)).isEmpty()
              ? Optional.of(matcher.group(1))
              : Optional.empty();
        },
        text -> {
          Matcher matcher = PATH_DATE.matcher(text);
          return matcher.matches() ? wrongInPathDate(matcher.group(1)) : "";
        });
  }

  private static String wrongInPathDate(String pattern) {
    try {
      PathDate.compile(pattern);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A path whose braces name fields, or {@code none}, which is the empty text. */
  static SpecType<String> pathPattern() {
    return scalar(
        TEXT,
        "`none`, or a path with fields in braces such as `{topic}/{name}.txt`",
        either(json("{'enum': ['none']}"), pattern(PATH_FIELDS)),
        text ->
            text.equals("none")
                ? Optional.of("")
                : Optional.of(text).filter(path -> PATH_FIELDS.matcher(path).matches()),
        text -> "");
  }

  /** A list of different values. */
  static <T> SpecType<List<T>> listOf(SpecType<T> item, String example) {
    return new ListType<>(item, example);
  }

  /** A list, or a single value in its place. */
  static <T> SpecType<List<T>> oneOrMore(SpecType<T> item, String example) {
    return new OneOrMoreType<>(item, new ListType<>(item, example));
  }

  /**
   * A mapping from words to values.
   *
   * @param keys the words that are allowed; none for any
   * @param keyNoun what such a word is called
   */
  static <T> SpecType<Map<String, T>> mapOf(
      List<String> keys, String keyNoun, SpecType<T> value, String example) {
    return new MapType<>(keys, keyNoun, value, example);
  }

  private static String integerWords(int smallest, int largest) {
    if (smallest == largest) {
      return "the number " + smallest;
    }
    return largest == Integer.MAX_VALUE
        ? "a whole number of at least " + smallest
        : "a whole number from " + smallest + " to " + largest;
  }

  private static Optional<Long> wholeNumber(String text, long smallest, long largest) {
    if (!text.matches("[-+]?[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(text))
        .filter(number -> number >= smallest && number <= largest);
  }

  private static Optional<Double> share(String text) {
    Matcher percentage = PERCENTAGE.matcher(text);
    BigDecimal share;
    if (percentage.matches()) {
      share = new BigDecimal(percentage.group(1)).movePointLeft(2);
    } else {
      try {
        share = new BigDecimal(text);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0
        ? Optional.empty()
        : Optional.of(share.doubleValue());
  }

  private static Optional<Long> bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return wholeNumber(text, 1, Long.MAX_VALUE);
    }
    String unit = size.group(2);
    long base = unit.endsWith("iB") ? 1024 : 1000;
    long bytes = Long.parseLong(size.group(1));
    int power =
        switch (unit.charAt(0)) {
          case 'B' -> 0;
          case 'k', 'K' -> 1;
          case 'M' -> 2;
          case 'G' -> 3;
          default -> 4;
        };
    for (int i = 0; i < power; i++) {
      bytes = bytes > Long.MAX_VALUE / base ? Long.MAX_VALUE : bytes * base;
    }
    return Optional.of(bytes);
  }

  private static <T> SpecType<T> matching(
      Set<Kind> kinds,
      Pattern pattern,
      String words,
      Function<Matcher, Optional<T>> parse,
      Function<String, String> hint) {
    return scalar(
        kinds,
        words,
        pattern(pattern),
        text -> {
          Matcher matcher = pattern.matcher(text);
          return matcher.matches() ? parse.apply(matcher) : Optional.empty();
        },
        hint);
  }

  private static <T> SpecType<T> scalar(
      Set<Kind> kinds,
      String words,
      ObjectNode schema,
      Function<String, Optional<T>> parse,
      Function<String, String> hint) {
    return new ScalarType<>(kinds, words, schema, parse, hint);
  }

  private static ObjectNode pattern(Pattern pattern) {
    return json("{'type': 'string'}").put("pattern", "^(" + pattern.pattern() + ")$");
  }

  private static ObjectNode wholeNumbers(long smallest, long largest) {
    return json("{'type': 'integer'}").put("minimum", smallest).put("maximum", largest);
  }

  private static ObjectNode either(ObjectNode first, ObjectNode second) {
    ObjectNode schema = json("{}");
    schema.putArray("anyOf").add(first).add(second);
    return schema;
  }

  /** Reads our own JSON, in which single quotes are allowed. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private record ScalarType<T>(
      Set<Kind> kinds,
      String words,
      ObjectNode schema,
      Function<String, Optional<T>> parse,
      Function<String, String> hint)
      implements SpecType<T> {

    @Override
    public ObjectNode schema() {
      return schema.deepCopy();
    }

    @Override
    public Optional<T> read(String subject, SpecNode node, Problems problems) {
      if (node instanceof Scalar scalar) {
        if (scalar.kind() == Kind.REPORTED) {
          return Optional.empty();
        }
        if (kinds.contains(scalar.kind())) {
          Optional<T> value = parse.apply(scalar.text());
          if (value.isEmpty()) {
            complain(subject, node, hint.apply(scalar.text()), problems);
          }
          return value;
        }
        if (kinds.equals(TEXT) && scalar.kind() != Kind.NOTHING) {
          boolean isRightInQuotes = parse.apply(scalar.text()).isPresent();
          complain(subject, node, isRightInQuotes ? "; put it in quotes" : "", problems);
          return Optional.empty();
        }
        complain(subject, node, hint.apply(scalar.text()), problems);
        return Optional.empty();
      }
      complain(subject, node, "", problems);
      return Optional.empty();
    }

    private void complain(String subject, SpecNode node, String hint, Problems problems) {
      problems.add(node.place(), subject + " must be " + words + ", not " + node.words() + hint);
    }
  }

  private record ListType<T>(SpecType<T> item, String example) implements SpecType<List<T>> {
    @Override
    public String words() {
      return "a list such as " + example;
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = json("{'type': 'array', 'uniqueItems': true}");
      schema.set("items", item.schema());
      return schema;
    }

    @Override
    public Optional<List<T>> read(String subject, SpecNode node, Problems problems) {
      if (!(node instanceof Sequence sequence)) {
        problems.add(node.place(), subject + " must be " + words() + ", not " + node.words());
        return Optional.empty();
      }
      List<T> values = new ArrayList<>();
      for (SpecNode child : sequence.items()) {
        Optional<T> value = item.read("each item of " + subject, child, problems);
        if (value.isPresent() && values.contains(value.get())) {
          problems.add(child.place(), subject + " has " + child.words() + " twice");
        }
        value.ifPresent(values::add);
      }
      return values.size() == sequence.items().size()
          ? Optional.of(List.copyOf(values))
          : Optional.empty();
    }
  }

  private record OneOrMoreType<T>(SpecType<T> item, ListType<T> list) implements SpecType<List<T>> {
    @Override
    public String words() {
      return item.words() + ", or " + list.words();
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = json("{}");
      schema.putArray("anyOf").add(item.schema()).add(list.schema().put("minItems", 1));
      return schema;
    }

    @Override
    public Optional<List<T>> read(String subject, SpecNode node, Problems problems) {
      if (node instanceof Sequence sequence) {
        if (sequence.items().isEmpty()) {
          problems.add(node.place(), subject + " is an empty list");
          return Optional.empty();
        }
        return list.read(subject, node, problems);
      }
      return item.read(subject, node, problems).map(List::of);
    }
  }

  private record MapType<T>(List<String> keys, String keyNoun, SpecType<T> value, String example)
      implements SpecType<Map<String, T>> {
    @Override
    public String words() {
      return "a mapping such as " + example;
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = json("{'type': 'object'}");
      if (keys.isEmpty()) {
        schema.set("additionalProperties", value.schema());
      } else {
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key, value.schema()));
        schema.put("additionalProperties", false);
      }
      return schema;
    }

    @Override
    public Optional<Map<String, T>> read(String subject, SpecNode node, Problems problems) {
      if (!(node instanceof Mapping mapping)) {
        problems.add(node.place(), subject + " must be " + words() + ", not " + node.words());
        return Optional.empty();
      }
      int before = problems.count();
      Map<String, T> values = new LinkedHashMap<>();
      for (Entry entry : mapping.entries()) {
        if (!keys.isEmpty() && !keys.contains(entry.key())) {
          problems.add(
              entry.place(),
              String.format(
                  Locale.ROOT,
                  "%s has no %s `%s`%s",
                  subject,
                  keyNoun,
                  entry.key(),
                  Nearest.to(entry.key(), keys)
                      .map(nearest -> "; did you mean `" + nearest + "`?")
                      .orElse("; there are " + String.join(", ", keys))));
          continue;
        }
        if (values.containsKey(entry.key())) {
          problems.add(entry.place(), subject + " has `" + entry.key() + "` twice");
        }
        value
            .read("`" + entry.key() + "` in " + subject, entry.value(), problems)
            .ifPresent(found -> values.put(entry.key(), found));
      }
      return problems.count() == before ? Optional.of(values) : Optional.empty();
    }
  }
}
