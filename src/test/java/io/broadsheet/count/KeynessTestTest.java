package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.BenjaminiHochberg;
import io.broadsheet.stats.LogLikelihood;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeynessTestTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, Integer.MAX_VALUE})
  void agreesWithAnObviousImplementation(int top) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ShardArticles shard = shard(random);
    List<Entry> slice = shard.entries().subList(0, 12);
    WindowTerms terms = WindowTerms.words(shard, shard.entries(), true, new WindowTerms.Scratch());
    TermCounter all = new TermCounter();
    all.count(terms, shard.entries(), null);
    TermCounter target = new TermCounter();
    target.count(terms, slice, null);
    TermListing listing = new TermListing(List.of("outlet"), 1, false, 1, top);
    KeynessTest test =
        new KeynessTest(
            target,
            new WindowReference(all, new TermFrequencies(all), all, listing, 1),
            1,
            new KeynessRules(500, 1, top, KeynessRules.Reference.REST));

    int[] ids = all.terms();
    double[] g2 = new double[ids.length];
    double[] p = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      long count = target.termCount(ids[i]);
      g2[i] =
          LogLikelihood.keyness(
              count,
              target.totalTerms(),
              all.termCount(ids[i]) - count,
              all.totalTerms() - target.totalTerms());
      p[i] = LogLikelihood.pValue(g2[i]);
    }
    double[] q = BenjaminiHochberg.qValues(p);
    for (int i = 0; i < ids.length; i++) {
      assertThat("seed " + seed, test.g2(ids[i]), is(g2[i]));
      assertThat("seed " + seed, test.qValue(ids[i]), closeTo(q[i], 1e-12 * q[i]));
    }
    Comparator<Integer> byG2 =
        Comparator.comparing((Integer i) -> -Math.abs(g2[i]))
            .thenComparing(i -> text(terms, ids[i]));
    Set<String> expected = new TreeSet<>();
    for (int direction : new int[] {1, -1}) {
      IntStream.range(0, ids.length)
          .boxed()
          .filter(i -> g2[i] * direction > 0)
          .sorted(byG2)
          .limit(top)
          .forEach(i -> expected.add(text(terms, ids[i])));
    }
    Set<String> listed = new TreeSet<>();
    for (int term : test.listed()) {
      listed.add(text(terms, term));
    }
    assertThat("seed " + seed, listed, is(expected));
  }

  private static String text(WindowTerms terms, int term) {
    return new String(terms.text(term), StandardCharsets.UTF_8);
  }

  private static ShardArticles shard(Random random) {
    List<byte[]> blocks = new ArrayList<>();
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    for (int article = 0; article < 30; article++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 150; word++) {
        text.append("w").append((int) Math.abs(random.nextGaussian() * 80)).append(' ');
      }
      builder.add(
          "a",
          Articles.article("f", article, "o", "2025-07-01", "t", "", text.toString()),
          new Tokenizer());
    }
    builder.build((destination, block) -> blocks.add(block));
    return new ShardArticles(blocks, TextRules.DEFAULT);
  }
}
