package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermListingTest {

  @Test
  void ranksByCountThenDocumentsThenTerm() {
    ShardArticles shard = shard("b b a a", "c a a x", "d d d d", "b c");
    // a and d 4 times, a in more articles; b 3 times; c twice; x once.
    assertThat(ranked(listing(false, 1, 99), shard), contains("a", "d", "b", "c", "x"));
    assertThat(ranked(listing(false, 2, 3), shard), contains("a", "d", "b"));
    assertThat(ranked(listing(false, 3, 99), shard), contains("a", "d", "b"));
  }

  @Test
  void hidesStopWordsButCountsThem() {
    ShardArticles shard = shard("the cat and the dog");
    assertThat(ranked(listing(true, 1, 99), shard), contains("cat", "dog"));
    TermCounter counter = new TermCounter(shard);
    counter.count(shard.entries(), true);
    assertThat(counter.totalTerms(), is(5L));
  }

  @Test
  void agreesWithAnObviousImplementation() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] texts =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  StringBuilder text = new StringBuilder();
                  for (int w = 0; w < 200; w++) {
                    text.append("w")
                        .append((int) Math.abs(random.nextGaussian() * 300))
                        .append(random.nextInt(4) == 0 ? "é " : " ");
                  }
                  return text.toString();
                })
            .toArray(String[]::new);
    Map<String, Integer> termCounts = new TreeMap<>();
    Map<String, Integer> docCounts = new TreeMap<>();
    for (String text : texts) {
      List<String> words = List.of(text.trim().split(" ", -1));
      words.forEach(word -> termCounts.merge(word, 1, Integer::sum));
      words.stream().distinct().forEach(word -> docCounts.merge(word, 1, Integer::sum));
    }
    for (int top : new int[] {1, 10, 200, 5000}) {
      List<String> expected =
          termCounts.keySet().stream()
              .sorted(
                  Comparator.comparing((String term) -> -termCounts.get(term))
                      .thenComparing(term -> -docCounts.get(term))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(top)
              .toList();
      assertThat("seed " + seed, ranked(listing(false, 1, top), shard(texts)), is(expected));
    }
  }

  private static TermListing listing(boolean hidesStopWords, long minTermCount, int top) {
    return new TermListing(List.of("all"), hidesStopWords, minTermCount, top);
  }

  private static List<String> ranked(TermListing listing, ShardArticles shard) {
    TermCounter counter = new TermCounter(shard);
    counter.count(shard.entries(), listing.hidesStopWords());
    // Counting again starts afresh.
    counter.count(shard.entries(), listing.hidesStopWords());
    List<String> terms = new ArrayList<>();
    for (int term : listing.rank(counter, shard)) {
      terms.add(shard.dictionary().text(term));
    }
    return terms;
  }

  private static ShardArticles shard(String... bodies) {
    Tokenizer tokenizer = new Tokenizer();
    List<byte[]> blocks = new ArrayList<>();
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    for (int i = 0; i < bodies.length; i++) {
      builder.add("a", Articles.article("f", i, "o", "2025-07-01", "t", "", bodies[i]), tokenizer);
      if (i % 3 == 2) {
        builder.build((destination, block) -> blocks.add(block));
      }
    }
    builder.build((destination, block) -> blocks.add(block));
    return new ShardArticles(blocks, TextRules.DEFAULT);
  }
}
