package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
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
import java.util.List;
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
    ArticleBlockBuilder builder = new ArticleBlockBuilder();
    assertThat(builder.add(RICH, new Tokenizer()), is(7));
    ArticleBlock block = new ArticleBlock(builder.build());
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
  void startsAfreshAfterABlock() {
    ArticleBlockBuilder builder = new ArticleBlockBuilder();
    builder.add(RICH, new Tokenizer());
    byte[] first = builder.build();
    assertThat(builder.isEmpty(), is(true));
    assertThat(new ArticleBlock(builder.build()).documents(), empty());
    builder.add(RICH, new Tokenizer());
    assertThat(box(builder.build()), arrayContaining(box(first)));
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
