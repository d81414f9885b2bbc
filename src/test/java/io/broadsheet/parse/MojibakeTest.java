package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Source;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {

  private static RawArticle article(String title, String body) {
    RawArticle article = new RawArticle(new Source("f", "", 0));
    article.title = title;
    article.body = body;
    return article;
  }

  private static String misread(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Les pêcheurs sont rentrés",
        "Žluťoučký kůň",
        "It’s over",
        "漁師たちは",
        "Grüße, Größe"
      })
  void undoesWhatCanOnlyBeMisread(String text) {
    // Of some characters Windows-1252 loses a byte; those texts prove nothing.
    String misread = misread(text);
    RawArticle article = article(misread, "plain");
    article.topics.add(misread);
    boolean isLossy = misread.indexOf('\ufffd') >= 0;
    assertThat(Mojibake.repair(article), is(!isLossy));
    assertThat(article.title, is(isLossy ? misread : text));
    assertThat(article.topics.get(0), is(isLossy ? misread : text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Les pêcheurs sont rentrés",
        "plain",
        "SÃO PAULO",
        "Ã© alone might be meant",
        "Grüße and GrÃ¼ÃŸe",
        "漁師 Ã©Ã©"
      })
  void leavesWhatMayBeMeant(String text) {
    RawArticle article = article(text, "");
    assertThat(Mojibake.repair(article), is(false));
    assertThat(article.title, is(text));
  }

  @Test
  void needsTitleAndBodyToAgree() {
    RawArticle article = article(misread("Grüße, Größe"), "rentrés");
    assertThat(Mojibake.repair(article), is(false));
  }
}
