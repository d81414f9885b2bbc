package io.broadsheet.article;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ArticleIdsTest {

  @Test
  void isTheStartOfASha256() throws Exception {
    byte[] field = "naïve".getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(new byte[] {0, 0, 0, (byte) field.length});
    digest.update(field);
    String expected = HexFormat.of().formatHex(digest.digest()).substring(0, 20);
    assertThat(Hash128.of("naïve").toHex(), is(expected));
  }

  @Test
  void distinguishesWhereFieldsEnd() {
    Set<Hash128> hashes =
        new TreeSet<>(
            List.of(
                Hash128.of("ab", "c"),
                Hash128.of("a", "bc"),
                Hash128.of("abc"),
                Hash128.of("abc", ""),
                Hash128.of("abc").and(),
                Hash128.of("abc").and(""),
                Hash128.of("abc").and("x"),
                Hash128.of("abd").and("x")));
    assertThat(hashes, hasSize(8));
  }

  @Test
  void everyFieldCountsForTheArticleId() {
    Hash128 text = ArticleIds.text("title", "body");
    Set<Hash128> ids =
        new TreeSet<>(
            List.of(
                ArticleIds.articleId("o", "i", "u", "d", text),
                ArticleIds.articleId("x", "i", "u", "d", text),
                ArticleIds.articleId("o", "x", "u", "d", text),
                ArticleIds.articleId("o", "i", "x", "d", text),
                ArticleIds.articleId("o", "i", "u", "x", text),
                ArticleIds.articleId("o", "i", "u", "d", ArticleIds.text("x", "body")),
                ArticleIds.articleId("o", "i", "u", "d", ArticleIds.text("title", "x"))));
    assertThat(ids, hasSize(7));
  }

  @Test
  void givesTheSameOnManyThreads() {
    Set<Hash128> hashes =
        IntStream.range(0, 10_000)
            .parallel()
            .mapToObj(i -> ArticleIds.articleId("o", "", "", "2025", "title", "body"))
            .collect(Collectors.toSet());
    assertThat(hashes, hasSize(1));
  }
}
