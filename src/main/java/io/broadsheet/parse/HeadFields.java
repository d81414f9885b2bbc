package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import java.util.Map;

/** The {@code KEY: value} pairs at the head of a text, as an article's fields. */
final class HeadFields {
  private final FieldNames names;
  private final FieldCollector collector;

  HeadFields(ParseOptions options) {
    names = FieldNames.of(options);
    collector = new FieldCollector(options);
  }

  /** True if the key stands for a field. */
  boolean isKnown(String key) {
    return !names.targets(FieldNames.normalise(key)).isEmpty();
  }

  /** True if the key stands for the text itself. */
  boolean isBody(String key) {
    return names.targets(FieldNames.normalise(key)).stream()
        .anyMatch(target -> target.field() == FieldNames.Field.BODY);
  }

  /** Fills an article's fields. What it holds already is kept where no key gives a value. */
  void fill(Map<String, String> pairs, RawArticle article) {
    collector.startRecord(article);
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      collector.startName(names.targets(FieldNames.normalise(pair.getKey())));
      collector.value(pair.getValue());
    }
    collector.endRecord();
  }
}
