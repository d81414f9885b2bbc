package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.Article;
import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Hash128;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.Source;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArticleBlockTest {
  private static final Article RICH =
      new Article(
          new Source("a/b.zip", "c/d.json", 77),
          new Hash128(-1, 2),
          new Hash128(3, 4),
          "Outlet",
          List.of("One", "Two"),
          List.of("tag"),
          PublicationDate.atInstant(DateStatus.DECLARED, -1234567890123L, "x"),
          "tr",
          "A title, a title",
          "Body. 東京 body",
          "https://example.org/",
          List.of("Somebody"));

  @Test
  void givesBackWhatWentIn() {
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    assertThat(builder.add("a", RICH, new Tokenizer()), is(7));
    ArticleBlock block = new ArticleBlock(build(builder).get("a"));
    Document document = block.documents().get(0);
    assertThat(document.sourceName(), is("a/b.zip!c/d.json"));
    assertThat(document.offset(), is(77L));
    assertThat(document.id(), is(RICH.id()));
    assertThat(document.outlet(), is("Outlet"));
    assertThat(document.topics(), contains("One", "Two"));
    assertThat(document.tags(), contains("tag"));
    assertThat(document.dateStatus(), is(DateStatus.DECLARED));
    assertThat(document.datePrecision(), is(DatePrecision.INSTANT));
    assertThat(document.publishedMillis(), is(-1234567890123L));
    assertThat(document.language(), is("tr"));
    assertThat(document.title(), is(RICH.title()));
    assertThat(document.url(), is(RICH.url()));
    assertThat(document.words(), is(7));
    assertThat(
        terms(block, document),
        contains("a", "title", "a", "title", "/", "body", "/", "東京", "body", "/"));
  }

  @Test
  void givesEachDestinationABlockOfItsOwnTerms() {
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    Tokenizer tokenizer = new Tokenizer();
    builder.add("x", Articles.article("f", 0, "o", "2025-07-01", "t", "", "a b"), tokenizer);
    builder.add("y", Articles.article("f", 1, "o", "2025-07-01", "t", "", "b c"), tokenizer);
    builder.add("x", Articles.article("f", 2, "o", "2025-07-01", "t", "", "d a"), tokenizer);
    Map<String, byte[]> blocks = build(builder);
    ArticleBlock x = new ArticleBlock(blocks.get("x"));
    assertThat(terms(x, x.documents().get(0)), contains("a", "b", "/"));
    assertThat(terms(x, x.documents().get(1)), contains("d", "a", "/"));
    ArticleBlock y = new ArticleBlock(blocks.get("y"));
    assertThat(terms(y, y.documents().get(0)), contains("b", "c", "/"));
    TermDictionary distinct = new TermDictionary(1);
    y.addTermsTo(distinct);
    assertThat(distinct.size(), is(2));
  }

  @Test
  void startsAfreshAfterABlock() {
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    builder.add("a", RICH, new Tokenizer());
    byte[] first = build(builder).get("a");
    assertThat(builder.length(), is(0));
    assertThat(build(builder), is(Map.of()));
    builder.add("a", RICH, new Tokenizer());
    assertThat(box(build(builder).get("a")), arrayContaining(box(first)));
  }

  private static Map<String, byte[]> build(ArticleBlockBuilder<String> builder) {
    Map<String, byte[]> blocks = new HashMap<>();
    builder.build(blocks::put);
    return blocks;
  }

  @Test
  void refusesABlockOfAnotherVersion() {
    assertThrows(IllegalStateException.class, () -> new ArticleBlock(new byte[] {99, 0, 0, 0}));
  }

  private static Byte[] box(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return boxed;
  }

  private static List<String> terms(ArticleBlock block, Document document) {
    TermDictionary dictionary = new TermDictionary(16);
    int[] ids = block.addTermsTo(dictionary);
    ByteReader tokens = new ByteReader(block.bytes());
    tokens.seek(document.tokensStart());
    List<String> terms = new ArrayList<>();
    while (tokens.position() < document.tokensEnd()) {
      int token = tokens.readVarInt();
      terms.add(token == ArticleBlock.STOP ? "/" : dictionary.text(ids[token - 1]));
    }
    return terms;
  }
}
