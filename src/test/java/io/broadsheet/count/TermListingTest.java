package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(count(listing(true, 1, 99), shard, 1).totalTerms(), is(5L));
  }

  @Test
  void hidesLongerTermsWithAStopWordAtAnEnd() {
    ShardArticles shard = shard("bank of england. of england");
    assertThat(ranked(listing(true, 1, 99), shard, 2), is(List.of()));
    assertThat(ranked(listing(true, 1, 99), shard, 3), contains("bank of england"));
    assertThat(count(listing(true, 1, 99), shard, 2).totalTerms(), is(3L));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void agreesWithAnObviousImplementation(int length) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] texts =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  StringBuilder text = new StringBuilder();
                  for (int w = 0; w < 200; w++) {
                    text.append("w")
                        .append((int) Math.abs(random.nextGaussian() * 300 / length / length))
                        .append(random.nextInt(4) == 0 ? "é" : "")
                        .append(random.nextInt(9) == 0 ? ". " : " ");
                  }
                  return text.toString();
                })
            .toArray(String[]::new);
    Map<String, Integer> termCounts = new TreeMap<>();
    Map<String, Integer> docCounts = new TreeMap<>();
    for (String text : texts) {
      List<String> terms = terms(text, length);
      terms.forEach(term -> termCounts.merge(term, 1, Integer::sum));
      terms.stream().distinct().forEach(term -> docCounts.merge(term, 1, Integer::sum));
    }
    for (int top : new int[] {1, 10, 200, 50000}) {
      List<String> expected =
          termCounts.keySet().stream()
              .sorted(
                  Comparator.comparing((String term) -> -termCounts.get(term))
                      .thenComparing(term -> -docCounts.get(term))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(top)
              .toList();
      TermListing listing = listing(false, 1, top);
      assertThat("seed " + seed, ranked(listing, shard(texts), length), is(expected));
    }
  }

  private static List<String> terms(String text, int length) {
    List<String> terms = new ArrayList<>();
    for (String sentence : text.split("[.]", -1)) {
      List<String> words = List.of(sentence.trim().split(" +", -1));
      for (int i = 0; i + length <= words.size(); i++) {
        if (!sentence.isBlank()) {
          terms.add(String.join(" ", words.subList(i, i + length)));
        }
      }
    }
    return terms;
  }

  private static TermListing listing(boolean hidesStopWords, long minTermCount, int top) {
    return new TermListing(List.of("all"), 1, hidesStopWords, minTermCount, top);
  }

  private static List<String> ranked(TermListing listing, ShardArticles shard) {
    return ranked(listing, shard, 1);
  }

  private static List<String> ranked(TermListing listing, ShardArticles shard, int length) {
    TermCounter counter = count(listing, shard, length);
    List<String> terms = new ArrayList<>();
    for (int term : listing.rank(counter)) {
      terms.add(new String(counter.windowTerms().text(term), StandardCharsets.UTF_8));
    }
    return terms;
  }

  private static TermCounter count(TermListing listing, ShardArticles shard, int length) {
    WindowTerms terms =
        WindowTerms.words(
            shard, shard.entries(), listing.hidesStopWords(), new WindowTerms.Scratch());
    while (terms.length() < length) {
      terms = terms.longer();
    }
    TermCounter counter = new TermCounter();
    counter.count(terms, shard.entries(), null);
    // Counting again starts afresh.
    counter.count(terms, shard.entries(), null);
    return counter;
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
