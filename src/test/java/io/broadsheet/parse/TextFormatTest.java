package io.broadsheet.parse;

import static io.broadsheet.article.RejectReason.NO_TEXT;
import static io.broadsheet.article.RejectReason.TOO_LARGE;
import static io.broadsheet.article.RejectReason.UNKNOWN_FORMAT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  private static final Format FORMAT = new TextFormat();

  private static Parsed parse(String path, String text, ParseOptions options) {
    return Parsed.of(
        FORMAT, path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), options);
  }

  @ParameterizedTest
  @CsvSource({"'Title\nBody\n', 'Body\n'", "'\n \r\nTitle\r\nBody', '\nBody'", "Title, ''"})
  void takesTheFirstLineForTheTitle(String text, String body) {
    RawArticle article = parse("f", text, ParseOptions.defaults()).only();
    assertThat(article.title, is("Title"));
    assertThat(article.body, is(body));
  }

  @Test
  void takesTheRestFromThePath() {
    ParseOptions options = Parsed.withPath("{outlet}/{topic}/{date}-{name}.{lang}.txt");
    String path = "in/Harbour Post/fish/2024-05-01-herring.en.txt";
    RawArticle article = parse(path, "Title\nBody", options).only();
    assertThat(article.outlet, is("Harbour Post"));
    assertThat(article.topics, contains("fish"));
    assertThat(article.language, is("en"));
    // A variable takes as little as it can.
    assertThat(article.published, is("2024"));
  }

  @Test
  void takesTheTitleFromThePathIfItIsThere() {
    RawArticle article =
        parse("fish/Herring.txt", "All\nbody", Parsed.withPath("{title}.txt")).only();
    assertThat(article.title, is("Herring"));
    assertThat(article.body, is("All\nbody"));
  }

  @Test
  void looksAtTheEntryInsideAContainer() {
    RecordInput input =
        RecordInput.whole(
            "all.zip",
            "inner.zip!fish/1.txt",
            new ByteArrayInputStream("T".getBytes(StandardCharsets.UTF_8)));
    RawArticle article = Parsed.of(FORMAT, input, Parsed.withPath("{topic}/{name}.txt")).only();
    assertThat(article.topics, contains("fish"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.txt, {topic}/{name}.txt, true",
    "b.txt, {topic}/{name}.txt, false",
    "a/README, {topic}/{name}.txt, false",
    "a/.txt, {topic}/{name}.txt, false",
    "x/y/a/b.txt, {topic}/{name}.txt, true",
    "a/b.txt, {topic}/*, true",
    "a/b-c-d.txt, {topic}/{id}-{name}.txt, true",
    "news/2024/b.txt, news/{date}/{name}.txt, true",
    "olds/2024/b.txt, news/{date}/{name}.txt, false",
    "a/b.txt, {}/{}{}.txt, false",
    "a/b.txt, b.txt, true"
  })
  void matchesTheEndOfThePath(String path, String pattern, boolean matches) {
    Parsed parsed = parse(path, "Title", Parsed.withPath(pattern));
    assertThat(parsed.articles.size() == 1, is(matches));
    assertThat(parsed.reasons().equals(java.util.List.of(UNKNOWN_FORMAT)), is(!matches));
  }

  @Test
  void fillsOnlyWhatARecordDoesNotSayItself() {
    Parsed parsed =
        Parsed.of(
            new JsonLinesFormat(),
            "fish/harbour.jsonl",
            new ByteArrayInputStream(
                "{\"title\":\"a\"}\n{\"title\":\"b\",\"topic\":\"own\"}"
                    .getBytes(StandardCharsets.UTF_8)),
            Parsed.withPath("{topic}/{outlet}.jsonl"));
    assertThat(parsed.articles.get(0).topics, contains("fish"));
    assertThat(parsed.articles.get(1).topics, contains("own"));
    assertThat(parsed.articles.get(1).outlet, is("harbour"));
  }

  @Test
  void rejectsABlankFileAndOneOverTheLimit() {
    assertThat(parse("f", " \n\t\n", ParseOptions.defaults()).reasons(), contains(NO_TEXT));
    assertThat(parse("f", "", ParseOptions.defaults()).reasons(), contains(NO_TEXT));
    assertThat(
        parse("f", "x".repeat(2_000), Parsed.withLimits(1_999, 64)).reasons(), contains(TOO_LARGE));
    assertThat(parse("f", "x".repeat(2_000), Parsed.withLimits(2_000, 64)).articles.size(), is(1));
  }

  @Test
  void readsTheEncodingThatTheSpecForces() {
    byte[] bytes = "Žluťoučký kůň".getBytes(Charset.forName("windows-1250"));
    assertThat(
        Parsed.of(FORMAT, bytes, Parsed.withCharset("windows-1250")).only().title,
        is("Žluťoučký kůň"));
  }
}
