package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Articles that are one story as far as is known. */
final class StoryCluster {
  /** Of a story's words as many are kept when a day is over, in all their parts. */
  private static final int KEPT = 400;

  private final int number;
  private final long firstDay;
  private List<Integer> articles = new ArrayList<>();
  private StoryVector sum;
  private long lastDay;
  private Set<StoryCluster> neighbours = new LinkedHashSet<>();

  /** The words that it is indexed by, ascending. */
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

  /** The day of its last article. */
  long lastDay() {
    return lastDay;
  }

  /** True if all its articles are of that day. */
  boolean isOf(long day) {
    return firstDay == day;
  }

  /** The clusters that it may be joined with today. */
  Set<StoryCluster> neighbours() {
    return neighbours;
  }

  /** Makes two clusters neighbours. */
  void meet(StoryCluster other) {
    neighbours.add(other);
    other.neighbours.add(this);
  }

  /** Takes over all articles of a cluster of a later or the same day. */
  void absorb(StoryCluster other) {
    articles.addAll(other.articles);
    sum = sum.plus(other.sum);
    lastDay = other.lastDay;
    other.die();
  }

  /** Those of some words that it is not yet indexed by; it is from now on. */
  int[] takeNew(int[] words) {
    int[] unknown =
        IntStream.of(words).filter(word -> Arrays.binarySearch(indexed, word) < 0).toArray();
    if (unknown.length > 0) {
      indexed = IntStream.concat(IntStream.of(indexed), IntStream.of(unknown)).sorted().toArray();
    }
    return unknown;
  }

  /** Ends the day. */
  void settle() {
    articles.sort(null);
    sum = sum.keeping(KEPT);
    neighbours = new LinkedHashSet<>();
  }

  void die() {
    articles = List.of();
    sum = null;
    neighbours = Set.of();
  }
}
