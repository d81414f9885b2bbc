package io.broadsheet.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the fields of other people's records are called. One table serves every format that has
 * named fields: the names below unless the spec names its own.
 *
 * <p>Names are compared without regard to case, {@code _}, {@code -} and spaces, so that {@code
 * published_at}, {@code publishedAt} and {@code Published At} are one. Where a record has several
 * of a field's names, the first in the list that holds something is taken. A name may be a path
 * into nested objects, its steps joined with dots.
 */
public final class FieldNames {

  /** The fields of an article that a record can fill. */
  public enum Field {
    ID(false),
    OUTLET(false),
    PUBLISHED(false),
    TOPICS(true),
    TAGS(true),
    TITLE(false),
    BODY(false),
    URL(false),
    AUTHORS(true),
    LANGUAGE(false),
    FETCHED(false);

    private final boolean isList;

    Field(boolean isList) {
      this.isList = isList;
    }

    /** The name that specs use for it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** True if an article may have several: topics, tags, authors. */
    public boolean isList() {
      return isList;
    }

    /** The names that are tried, in order, if the spec says nothing. */
    public List<String> defaultNames() {
      return DEFAULT_NAMES.get(this);
    }

    /** The field that specs call {@code label}. */
    public static Optional<Field> named(String label) {
      for (Field field : values()) {
        if (field.label().equals(label)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  private static final Pattern SPACE = Pattern.compile(" ");

  /** Tried in this order. */
  private static final Map<Field, List<String>> DEFAULT_NAMES =
      new EnumMap<>(
          Map.ofEntries(
              entry(
                  Field.ID,
                  "id guid article_id uuid doc_id document_id news_id story_id post_id "
                      + "newid accession_number"),
              entry(
                  Field.OUTLET,
                  "outlet source publisher site site_name newspaper publication "
                      + "outlet_name source_name publisher_name publication_name news_source "
                      + "media media_name news_outlet source_domain domain"),
              entry(
                  Field.PUBLISHED,
                  "published date published_at pub_date publish_date date_published "
                      + "published_date publication_date date_publish web_publication_date "
                      + "publish_time published_time published_on timestamp datetime created_at "
                      + "created date_created posted_at post_date time"),
              entry(
                  Field.TOPICS,
                  "topic topics section sections category categories article_section "
                      + "section_name category_name subject subjects news_desk desk"),
              entry(Field.TAGS, "tag tags keyword keywords hashtags"),
              entry(Field.TITLE, "title headline heading article_title web_title headlines"),
              entry(
                  Field.BODY,
                  "body text content article maintext full_text article_body body_text "
                      + "article_text article_content content_text plain_text story summary "
                      + "abstract description short_description lead_paragraph snippet"),
              entry(
                  Field.URL,
                  "url link permalink canonical_url article_url web_url article_link uri "
                      + "href"),
              entry(Field.AUTHORS, "author authors byline creator journalist writer reporter"),
              entry(Field.LANGUAGE, "language lang language_code in_language"),
              entry(
                  Field.FETCHED,
                  "date_extracted fetched_at fetched date_download download_date "
                      + "crawl_date crawled_at date_crawled scraped_at scrape_date date_scraped "
                      + "retrieved_at date_retrieved extracted_at")));

  private static Map.Entry<Field, List<String>> entry(Field field, String names) {
    return Map.entry(field, SPACE.splitAsStream(names).toList());
  }

  /** A field that a name fills, and how early the name stands in that field's list. */
  record Target(Field field, int rank) {}

  private static final List<Target> NONE = List.of();
  private static final FieldNames DEFAULTS = new FieldNames(Map.of());

  private final Map<String, List<Target>> targets;
  private final Set<String> prefixes = new HashSet<>();

  private FieldNames(Map<String, List<String>> overrides) {
    Map<Field, List<String>> names = new EnumMap<>(Field.class);
    Set<String> claimed = new HashSet<>();
    overrides.forEach(
        (label, theirs) -> {
          Field field =
              Field.named(label)
                  .orElseThrow(() -> new IllegalArgumentException("No such field: " + label));
          names.put(field, theirs);
          theirs.forEach(name -> claimed.add(normalise(name)));
        });
    Map<String, List<Target>> collected = new HashMap<>();
    for (Field field : Field.values()) {
      List<String> own = names.get(field);
      List<String> tried = own == null ? field.defaultNames() : own;
      for (int rank = 0; rank < tried.size(); rank++) {
        String name = normalise(tried.get(rank));
        // What the spec gives to one field is no longer a default name of another.
        if (!name.isEmpty() && (own != null || !claimed.contains(name))) {
          add(collected, name, new Target(field, rank));
        }
      }
    }
    targets = Collections.unmodifiableMap(collected);
  }

  private void add(Map<String, List<Target>> collected, String name, Target target) {
    List<Target> bound = collected.computeIfAbsent(name, key -> new ArrayList<>());
    if (bound.stream().noneMatch(other -> other.field() == target.field())) {
      bound.add(target);
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      prefixes.add(name.substring(0, dot));
    }
  }

  /**
   * The names in force under these options.
   *
   * @throws IllegalArgumentException if the options name a field that no article has
   */
  public static FieldNames of(ParseOptions options) {
    return options.fields().isEmpty() ? DEFAULTS : new FieldNames(options.fields());
  }

  /** The default names of each field by its label, in the order in which they are tried. */
  public static Map<String, List<String>> defaults() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      table.put(field.label(), field.defaultNames());
    }
    return table;
  }

  /** The field that a name stands for by default, as the variables of path patterns use it. */
  static Optional<Field> byDefault(String name) {
    List<Target> bound = DEFAULTS.targets(normalise(name));
    if (!bound.isEmpty()) {
      return Optional.of(bound.get(0).field());
    }
    return Field.named(name);
  }

  /** What a normalised name or path fills; empty if nothing. */
  List<Target> targets(String normalised) {
    return targets.getOrDefault(normalised, NONE);
  }

  /** True if some path goes on below this normalised name. */
  boolean leadsFurther(String normalised) {
    return prefixes.contains(normalised);
  }

  /** True if the name stands for a title or a body. */
  boolean isText(String normalised) {
    for (Target target : targets(normalised)) {
      if (target.field() == Field.TITLE || target.field() == Field.BODY) {
        return true;
      }
    }
    return false;
  }

  /** The form in which names are compared: lower case, without {@code _}, {@code -} and spaces. */
  static String normalise(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && !Character.isWhitespace(c) && c != '\u00a0') {
        kept.append(c);
      }
    }
    return kept.toString().toLowerCase(Locale.ROOT);
  }
}
