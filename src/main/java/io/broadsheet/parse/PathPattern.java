package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.FieldNames.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern such as {@code {topic}/{name}.txt}: what the path of a file says about its articles.
 * Each pair of braces stands for a part of one step of the path, and names the field that it fills;
 * names that are no field only stand for text that may differ. The pattern is compared with the end
 * of the path, from the start of a step. {@code *} matches like braces without a name.
 */
final class PathPattern {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}|\\*");
  private static final Pattern SEPARATOR = Pattern.compile("[/!]");

  /**
   * One step of a path.
   *
   * @param fields what each variable fills
   * @param literals the text around the variables: one more than these
   */
  private record Step(List<Optional<Field>> fields, List<String> literals) {}

  private final List<Step> steps;

  private PathPattern(String text) {
    steps = SEPARATOR.splitAsStream(text).map(PathPattern::step).toList();
  }

  /** The pattern, or none if the spec has none. */
  static Optional<PathPattern> of(ParseOptions options) {
    return options.path().isEmpty()
        ? Optional.empty()
        : Optional.of(new PathPattern(options.path()));
  }

  private static Step step(String text) {
    List<Optional<Field>> fields = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    Matcher variables = VARIABLE.matcher(text);
    int at = 0;
    while (variables.find()) {
      literals.add(text.substring(at, variables.start()));
      fields.add(Optional.ofNullable(variables.group(1)).flatMap(FieldNames::byDefault));
      at = variables.end();
    }
    literals.add(text.substring(at));
    return new Step(fields, literals);
  }

  boolean matches(String path) {
    return !match(path).isEmpty();
  }

  /** For each step of the pattern what its variables stand for; empty if the path differs. */
  private List<List<String>> match(String path) {
    List<String> parts = SEPARATOR.splitAsStream(path).toList();
    int first = parts.size() - steps.size();
    if (first < 0) {
      return List.of();
    }
    List<List<String>> matched = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Optional<List<String>> values = match(steps.get(i), parts.get(first + i));
      if (values.isEmpty()) {
        return List.of();
      }
      matched.add(values.get());
    }
    return matched;
  }

  /** Each variable takes as little as it can, the last one what is left; none takes nothing. */
  private static Optional<List<String>> match(Step step, String part) {
    int variables = step.fields().size();
    String start = step.literals().get(0);
    if (variables == 0) {
      return part.equals(start) ? Optional.of(List.of()) : Optional.empty();
    }
    if (!part.startsWith(start)) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    int at = start.length();
    for (int i = 0; i < variables; i++) {
      String next = step.literals().get(i + 1);
      int to =
          i == variables - 1
              ? part.endsWith(next) ? part.length() - next.length() : -1
              : part.indexOf(next, at + 1);
      if (to <= at) {
        return Optional.empty();
      }
      values.add(part.substring(at, to));
      at = to + next.length();
    }
    return Optional.of(values);
  }

  /** True if the pattern names that field. */
  boolean names(Field field) {
    return steps.stream().anyMatch(step -> step.fields().contains(Optional.of(field)));
  }

  /**
   * Fills the article's fields that are still empty from the path; does nothing if the path does
   * not match.
   */
  void fill(String path, RawArticle article) {
    List<List<String>> matched = match(path);
    for (int i = 0; i < matched.size(); i++) {
      List<Optional<Field>> fields = steps.get(i).fields();
      for (int k = 0; k < fields.size(); k++) {
        String value = matched.get(i).get(k);
        fields.get(k).ifPresent(field -> fill(article, field, value));
      }
    }
  }

  private static void fill(RawArticle article, Field field, String part) {
    switch (field) {
      case TOPICS -> fill(article.topics, part);
      case TAGS -> fill(article.tags, part);
      case AUTHORS -> fill(article.authors, part);
      default -> {
        if (isEmpty(article, field)) {
          FieldCollector.set(article, field, part);
        }
      }
    }
  }

  private static void fill(List<String> list, String part) {
    if (list.isEmpty()) {
      list.add(part);
    }
  }

  private static boolean isEmpty(RawArticle article, Field field) {
    return switch (field) {
      case ID -> article.id.isEmpty();
      case OUTLET -> article.outlet.isEmpty();
      case PUBLISHED -> article.published.isEmpty();
      case TITLE -> article.title.isEmpty();
      case BODY -> article.body.isEmpty();
      case URL -> article.url.isEmpty();
      case LANGUAGE -> article.language.isEmpty();
      case FETCHED -> article.fetched.isEmpty();
      case TOPICS, TAGS, AUTHORS -> false;
    };
  }
}
