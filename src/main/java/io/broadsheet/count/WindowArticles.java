package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.CodePointOrder;
import io.broadsheet.text.LanguageDetector;
import io.broadsheet.text.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The articles of one report window, duplicates left out.
 *
 * @param texts which articles are prints of one text
 * @param start the window's first instant in epoch milliseconds
 * @param end the first instant behind it
 * @param articles in {@link ShardArticles#ORDER}
 * @param counts the counts of its terms
 */
record WindowArticles(
    ShardArticles shard,
    Texts texts,
    long start,
    long end,
    List<Entry> articles,
    WindowCounts counts) {
  /** The type and name of the slice of all articles. */
  static final String ALL = "all";

  /** Some of a window's articles. */
  record Slice(String type, String name, List<Entry> articles) {}

  /** The same window with other counts. */
  WindowArticles with(WindowCounts others) {
    return new WindowArticles(shard, texts, start, end, articles, others);
  }

  /** The slices that a listing has, in the order of tables. */
  List<Slice> slices(TermListing listing) {
    List<Slice> slices = new ArrayList<>();
    if (listing.hasSlice(ALL)) {
      slices.add(new Slice(ALL, ALL, articles));
    }
    if (listing.hasSlice("language")) {
      byLanguage().forEach((name, its) -> slices.add(new Slice("language", name, its)));
    }
    if (listing.hasSlice("outlet")) {
      byOutlet().forEach((name, its) -> slices.add(new Slice("outlet", name, its)));
    }
    if (listing.hasSlice("topic")) {
      byTopic().forEach((name, its) -> slices.add(new Slice("topic", name, its)));
    }
    return slices;
  }

  /** The articles of each outlet, outlets in code-point order. */
  SortedMap<String, List<Entry>> byOutlet() {
    SortedMap<String, List<Entry>> outlets = new TreeMap<>(CodePointOrder.INSTANCE);
    for (Entry article : articles) {
      outlets.computeIfAbsent(article.document().outlet(), key -> new ArrayList<>()).add(article);
    }
    return outlets;
  }

  /** The articles of each topic, topics in code-point order; an article is in all of its topics. */
  SortedMap<String, List<Entry>> byTopic() {
    return byTopic(articles);
  }

  /** The articles of each language, without script and region, in code-point order. */
  SortedMap<String, List<Entry>> byLanguage() {
    SortedMap<String, List<Entry>> languages = new TreeMap<>(CodePointOrder.INSTANCE);
    for (Entry article : articles) {
      String language = Languages.primary(article.document().language());
      languages
          .computeIfAbsent(
              language.isEmpty() ? LanguageDetector.UNKNOWN : language, key -> new ArrayList<>())
          .add(article);
    }
    return languages;
  }

  static SortedMap<String, List<Entry>> byTopic(List<Entry> articles) {
    SortedMap<String, List<Entry>> topics = new TreeMap<>(CodePointOrder.INSTANCE);
    for (Entry article : articles) {
      for (String topic : article.document().topics()) {
        topics.computeIfAbsent(topic, key -> new ArrayList<>()).add(article);
      }
    }
    return topics;
  }
}
