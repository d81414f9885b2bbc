package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.count.CopiedArticles.Print;
import io.broadsheet.count.ShardArticles.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a shard's articles are prints of one text. Memory: four bytes an article. */
final class Texts {
  private final CopiedArticles copies;
  private final StoryArticles stories;

  /** For each article the first of the shard that has the same text. */
  private final int[] texts;

  private final boolean anyRepeated;

  /**
   * @param copies what is known of articles whose text is printed more than once
   * @param stories the articles of stories of two or more
   */
  Texts(ShardArticles shard, CopiedArticles copies, StoryArticles stories) {
    this.copies = copies;
    this.stories = stories;
    List<Entry> entries = shard.entries();
    texts = new int[entries.size()];
    Map<Hash128, Integer> firsts = new HashMap<>();
    boolean repeated = false;
    for (Entry article : entries) {
      int number = article.number();
      Print print = print(article);
      texts[number] =
          print == null ? number : firsts.computeIfAbsent(print.original(), id -> number);
      repeated |= texts[number] != number;
    }
    anyRepeated = repeated;
  }

  /** What is known of an article's text; null if it is printed once. */
  Print print(Entry article) {
    return copies.print(article.document().id());
  }

  /** The id of an article's story: of the story's first article, perhaps its own. */
  Hash128 story(Entry article) {
    return stories.story(article.document().id());
  }

  /** How many different stories some articles tell; an article alone is a story, too. */
  int countStories(List<Entry> articles) {
    Set<Hash128> different = new HashSet<>();
    articles.forEach(article -> different.add(story(article)));
    return different.size();
  }

  /** A number that articles with the same text share. */
  int text(Entry article) {
    return texts[article.number()];
  }

  /** Whether some of the articles have the same text. */
  boolean repeat(List<Entry> articles) {
    return !repeated(articles).isEmpty();
  }

  /** How many different texts some articles have. */
  int count(List<Entry> articles) {
    return articles.size() - repeated(articles).cardinality();
  }

  /** The first of the articles with each text. */
  List<Entry> firsts(List<Entry> articles) {
    BitSet repeated = repeated(articles);
    if (repeated.isEmpty()) {
      return articles;
    }
    List<Entry> firsts = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      if (!repeated.get(i)) {
        firsts.add(articles.get(i));
      }
    }
    return firsts;
  }

  /** The same articles, those with the same text next to each other. */
  List<Entry> together(List<Entry> articles) {
    if (repeated(articles).isEmpty()) {
      return articles;
    }
    List<Entry> sorted = new ArrayList<>(articles);
    sorted.sort(Comparator.comparing(this::text));
    return sorted;
  }

  /** The places of articles whose text stands before them in the list. */
  private BitSet repeated(List<Entry> articles) {
    BitSet repeated = new BitSet();
    if (!anyRepeated) {
      return repeated;
    }
    BitSet seen = new BitSet();
    for (int i = 0; i < articles.size(); i++) {
      int text = text(articles.get(i));
      if (seen.get(text)) {
        repeated.set(i);
      }
      seen.set(text);
    }
    return repeated;
  }
}
