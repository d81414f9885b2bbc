package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.FieldNames.Field;
import io.broadsheet.parse.FieldNames.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gathers one record's named values into a {@link RawArticle}: of several names for one field the
 * most preferred that holds something, of a repeated name its last occurrence.
 */
final class FieldCollector {
  /** Where what a field holds so far came from. */
  private static final class Held {
    int rank;
    int occurrence;
  }

  private final Map<String, String> split;
  private final Map<Field, Held> held = new EnumMap<>(Field.class);
  private RawArticle article;
  private List<Target> targets = List.of();
  private int occurrences;
  private boolean isGrouped;
  private StringBuilder paragraphs;

  FieldCollector(ParseOptions options) {
    split = options.split();
    for (Field field : Field.values()) {
      held.put(field, new Held());
    }
  }

  /** Starts a record; what follows goes into {@code into}. */
  void startRecord(RawArticle into) {
    article = into;
    for (Held field : held.values()) {
      field.rank = Integer.MAX_VALUE;
      field.occurrence = -1;
    }
    occurrences = 0;
    isGrouped = false;
    paragraphs = null;
  }

  /** Ends the record: only now is the article complete. */
  void endRecord() {
    if (paragraphs != null) {
      article.body = paragraphs.toString();
    }
  }

  /** Starts the value, or the list of values, of one name. */
  void startName(List<Target> filled) {
    targets = filled;
    if (!isGrouped) {
      occurrences++;
    }
  }

  /** Until {@link #endGroup} all occurrences of a name count as one, their values as a list. */
  void startGroup() {
    occurrences++;
    isGrouped = true;
  }

  void endGroup() {
    isGrouped = false;
    occurrences++;
  }

  /** Adds a value of the name last started. Blank values count as absent. */
  void value(String text) {
    if (text.isBlank()) {
      return;
    }
    for (Target target : targets) {
      Held field = held.get(target.field());
      if (target.rank() <= field.rank) {
        boolean isFirst = field.occurrence != occurrences || field.rank != target.rank();
        field.rank = target.rank();
        field.occurrence = occurrences;
        put(target.field(), text, isFirst);
      }
    }
  }

  private void put(Field field, String text, boolean isFirst) {
    switch (field) {
      case TOPICS -> addTo(article.topics, field, text, isFirst);
      case TAGS -> addTo(article.tags, field, text, isFirst);
      case AUTHORS -> addTo(article.authors, field, text, isFirst);
      case BODY -> putBody(text, isFirst);
      default -> {
        if (isFirst) {
          set(article, field, text);
        }
      }
    }
  }

  /** A list of strings as body is a list of paragraphs. */
  private void putBody(String text, boolean isFirst) {
    if (isFirst) {
      article.body = text;
      paragraphs = null;
      return;
    }
    if (paragraphs == null) {
      paragraphs = new StringBuilder(article.body);
    }
    paragraphs.append('\n').append(text);
  }

  private void addTo(List<String> list, Field field, String text, boolean isFirst) {
    if (isFirst) {
      list.clear();
    }
    String separator = split.getOrDefault(field.label(), "");
    if (separator.isEmpty()) {
      list.add(text);
      return;
    }
    int from = 0;
    while (from <= text.length()) {
      int at = text.indexOf(separator, from);
      int to = at < 0 ? text.length() : at;
      String part = text.substring(from, to);
      if (!part.isBlank()) {
        list.add(part);
      }
      from = to + separator.length();
    }
  }

  /** Changes all texts of a field. */
  static void change(RawArticle article, Field field, UnaryOperator<String> change) {
    switch (field) {
      case ID -> article.id = change.apply(article.id);
      case OUTLET -> article.outlet = change.apply(article.outlet);
      case PUBLISHED -> article.published = change.apply(article.published);
      case TITLE -> article.title = change.apply(article.title);
      case BODY -> article.body = change.apply(article.body);
      case URL -> article.url = change.apply(article.url);
      case LANGUAGE -> article.language = change.apply(article.language);
      case FETCHED -> article.fetched = change.apply(article.fetched);
      case TOPICS -> article.topics.replaceAll(change);
      case TAGS -> article.tags.replaceAll(change);
      case AUTHORS -> article.authors.replaceAll(change);
    }
  }

  /** Sets a field that holds one text. */
  static void set(RawArticle article, Field field, String text) {
    switch (field) {
      case ID -> article.id = text;
      case OUTLET -> article.outlet = text;
      case PUBLISHED -> article.published = text;
      case TITLE -> article.title = text;
      case BODY -> article.body = text;
      case URL -> article.url = text;
      case LANGUAGE -> article.language = text;
      case FETCHED -> article.fetched = text;
      case TOPICS, TAGS, AUTHORS -> throw new IllegalArgumentException(field.label());
    }
  }
}
