package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.text.StopWords;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTermsTest {
  /** Some are stop words, and they are few, so that long terms occur again, too. */
  private static final List<String> WORDS = List.of("the", "of", "levee", "council", "dam", "rain");

  private final Random random = new Random(11);
  private final List<List<String>> sentences = new ArrayList<>();

  /** What is said of a term. */
  private record Said(int termCount, int docCount, boolean isStopWord) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void countsTheTermsOfAWindowAndOfEachSlice(int n) {
    ShardArticles shard = shard(40, 12, WORDS);
    WindowTerms.Scratch scratch = new WindowTerms.Scratch();
    TermCounter counter = new TermCounter();
    // A window after another, with the same counter and the same scratch.
    for (int[] window : new int[][] {{0, 25}, {25, 40}, {3, 30}}) {
      List<Entry> articles = shard.entries().subList(window[0], window[1]);
      WindowTerms terms = WindowTerms.words(shard, articles, true, scratch);
      for (int length = 1; length < n; length++) {
        terms = terms.longer();
      }
      for (List<Entry> slice : List.of(articles, articles.subList(2, 9), articles.subList(4, 5))) {
        counter.count(terms, slice, null);
        Map<String, Said> said = new TreeMap<>();
        for (int term : counter.terms()) {
          said.put(
              new String(terms.text(term), StandardCharsets.UTF_8),
              new Said(counter.termCount(term), counter.docCount(term), counter.isStopWord(term)));
        }
        assertThat(said, is(counted(slice, n)));
      }
    }
  }

  /** What occurs once has no counters, so that memory grows with what occurs again. */
  @Test
  void keepsTheTermsThatOccurOnceApart() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add("w" + i);
    }
    ShardArticles shard = shard(40, 12, many);
    WindowTerms terms = WindowTerms.words(shard, shard.entries(), true, new WindowTerms.Scratch());
    for (int n = 2; n <= 5; n++) {
      terms = terms.longer();
      long again =
          counted(shard.entries(), n).values().stream().filter(term -> term.termCount > 1).count();
      assertThat((long) terms.repeated(), is(again));
      assertThat(terms.size(), is(greaterThan(1000)));
      assertThat(again, is(lessThan(20L)));
    }
  }

  /**
   * Every term is in one part with all its occurrences, and each part knows how many others are.
   */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 7", "3, 3", "4, 7", "5, 40"})
  void countsEachTermInOnePart(int n, int parts) {
    ShardArticles shard = shard(40, 12, WORDS);
    WindowTerms words = WindowTerms.words(shard, shard.entries(), true, new WindowTerms.Scratch());
    TermCounter counter = new TermCounter();
    for (List<Entry> slice : List.of(shard.entries(), shard.entries().subList(4, 9))) {
      Map<String, Said> expected = counted(slice, n);
      long total = expected.values().stream().mapToLong(Said::termCount).sum();
      Map<String, Said> said = new TreeMap<>();
      for (int part = 0; part < parts; part++) {
        WindowTerms terms = words.part(n, new TermPart(part, parts));
        counter.count(terms, slice, null);
        assertThat(counter.totalTerms(), is(total));
        assertThat(counter.terms().length, is(lessThan(2 * expected.size() / parts + 20)));
        for (int term : counter.terms()) {
          Said before =
              said.put(
                  new String(terms.text(term), StandardCharsets.UTF_8),
                  new Said(
                      counter.termCount(term), counter.docCount(term), counter.isStopWord(term)));
          assertThat(before, is(nullValue()));
        }
      }
      assertThat(said, is(expected));
    }
  }

  /** What is looked up is what was numbered. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void findsSomeTermsWithAndWithoutTheirPlaces(int n) {
    ShardArticles shard = shard(40, 12, WORDS);
    WindowTerms words = WindowTerms.words(shard, shard.entries(), true, new WindowTerms.Scratch());
    WindowTerms part = words.part(n, new TermPart(0, 3));
    WordSequences wanted = new WordSequences(n);
    for (int term = 0; term < part.size(); term++) {
      int[] its = part.wordsOf(term);
      wanted.add(its, WordSequences.hash(its));
    }
    WindowTerms some = words.some(wanted);
    WindowTerms sought = words.sought(wanted);
    int found = 0;
    for (Entry article : shard.entries()) {
      for (int place = words.start(article); place < words.end(article); place++) {
        assertThat(sought.at(place), is(some.at(place)));
        found += sought.at(place) >= 0 ? 1 : 0;
      }
    }
    assertThat(found, is(greaterThan(100)));
  }

  private ShardArticles shard(int articles, int sentencesOfEach, List<String> words) {
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    for (int article = 0; article < articles; article++) {
      List<String> its = new ArrayList<>();
      for (int i = 0; i < sentencesOfEach; i++) {
        List<String> sentence = new ArrayList<>();
        for (int length = random.nextInt(12); length >= 0; length--) {
          sentence.add(words.get(random.nextInt(words.size())));
        }
        its.add(String.join(" ", sentence));
      }
      sentences.add(its);
      builder.add(
          "a",
          Articles.article("f", article, "o", "2025-07-01", "t", "", String.join(". ", its) + "."),
          new Tokenizer());
    }
    List<byte[]> blocks = new ArrayList<>();
    builder.build((destination, block) -> blocks.add(block));
    return new ShardArticles(blocks, TextRules.DEFAULT);
  }

  private Map<String, Said> counted(List<Entry> articles, int n) {
    Set<String> stopWords = StopWords.of("");
    Map<String, Said> counted = new TreeMap<>();
    for (Entry article : articles) {
      Set<String> seen = new HashSet<>();
      for (String sentence : sentences.get((int) article.document().offset())) {
        String[] words = sentence.split(" ", -1);
        for (int i = 0; i + n <= words.length; i++) {
          String term = String.join(" ", List.of(words).subList(i, i + n));
          int docs = seen.add(term) ? 1 : 0;
          boolean isStop = stopWords.contains(words[i]) || stopWords.contains(words[i + n - 1]);
          counted.merge(
              term,
              new Said(1, docs, isStop),
              (a, b) -> new Said(a.termCount + b.termCount, a.docCount + b.docCount, a.isStopWord));
        }
      }
    }
    return counted;
  }
}
