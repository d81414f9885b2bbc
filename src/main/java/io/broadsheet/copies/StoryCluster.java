package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Articles that are one story as far as is known. */
final class StoryCluster {
  /** Of a story's words as many are kept when a day is over, in all their parts. */
  private static final int KEPT = 400;

  /** By as many words a cluster is found. */
  static final int FOREMOST_WORDS = 16;

  private final int number;
  private final long firstDay;
  private List<Integer> articles = new ArrayList<>(1);
  private StoryVector sum;
  private long lastDay;

  /** Null until they are asked for. */
  private int[] foremostWords;

  /** The words that it is indexed by. */
  private int[] indexed = {};

  StoryCluster(int article, StoryVector vector, long day) {
    this.number = article;
    this.articles.add(article);
    this.sum = vector;
    this.firstDay = day;
    this.lastDay = day;
  }

  /** The place of its first article. */
  int number() {
    return number;
  }

  /** The places of its articles, ascending once the day is over. */
  List<Integer> articles() {
    return articles;
  }

  /** How many articles; 0 if they are part of another story or the story is closed. */
  int size() {
    return articles.size();
  }

  boolean isAlive() {
    return !articles.isEmpty();
  }

  /** The sum of its articles' vectors. */
  StoryVector sum() {
    return sum;
  }

  /** The words that weigh most, see {@link StoryVector#foremostWords}. */
  int[] foremostWords() {
    if (foremostWords == null) {
      foremostWords = sum.foremostWords(FOREMOST_WORDS);
    }
    return foremostWords;
  }

  /** The day of its last article. */
  long lastDay() {
    return lastDay;
  }

  /** True if all its articles are of that day. */
  boolean isOf(long day) {
    return firstDay == day;
  }

  /** Takes over all articles of a cluster of a later or the same day. */
  void absorb(StoryCluster other) {
    articles.addAll(other.articles);
    sum = sum.plus(other.sum);
    foremostWords = null;
    lastDay = other.lastDay;
    other.die();
  }

  /** Those of its foremost words that it is not yet indexed by; it is from now on. */
  int[] takeNewWords() {
    int before = indexed.length;
    int[] all = Arrays.copyOf(indexed, before + FOREMOST_WORDS);
    int count = before;
    for (int word : foremostWords()) {
      boolean isKnown = false;
      for (int i = 0; i < before && !isKnown; i++) {
        isKnown = all[i] == word;
      }
      if (!isKnown) {
        all[count++] = word;
      }
    }
    indexed = Arrays.copyOf(all, count);
    return Arrays.copyOfRange(all, before, count);
  }

  /** Ends the day. */
  void settle() {
    articles.sort(null);
    if (sum.size() > KEPT) {
      sum = sum.keeping(KEPT);
      foremostWords = null;
    }
  }

  void die() {
    articles = List.of();
    sum = null;
    foremostWords = null;
  }
}
