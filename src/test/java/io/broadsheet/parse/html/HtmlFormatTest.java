package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlFormatTest {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="de"><head><meta charset="utf-8"><title>Fähre fährt wieder</title>
      <link rel="canonical" href="https://insel.example/2021/05/03/faehre">
      <meta property="og:site_name" content="Inselbote"><meta property="article:section" content="Verkehr">
      <meta name="keywords" content="Fähre, Motor"><meta name="author" content="Jonas Havn"></head>
      <body><h1>Fähre fährt wieder</h1><p>Nach sieben Wochen fährt die Fähre, die die Inseln mit dem
      Festland verbindet, wieder zweimal am Tag, und der Bäcker hat wieder Mehl.</p></body></html>
      """;

  private final List<RawArticle> articles = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  private void parse(byte[] bytes, ParseOptions options) throws IOException {
    RecordInput input =
        new RecordInput("in/a.html", "", new ByteArrayInputStream(bytes), 0, Long.MAX_VALUE);
    new HtmlFormat()
        .parse(
            input,
            options,
            new RecordOutput() {
              @Override
              public void article(RawArticle article) {
                articles.add(article);
              }

              @Override
              public void rejection(Rejection rejection) {
                rejections.add(rejection);
              }
            });
  }

  private static ParseOptions options(String charset, int recordLimit) {
    return new ParseOptions(Map.of(), Map.of(), charset, "", recordLimit, 64);
  }

  @Test
  void readsOneArticleOfAFile() throws IOException {
    parse(PAGE.getBytes(StandardCharsets.UTF_8), ParseOptions.defaults());
    assertThat(rejections, is(empty()));
    assertThat(articles.size(), is(1));
    RawArticle article = articles.get(0);
    assertThat(article.source, is(new Source("in/a.html", "", 0)));
    assertThat(article.title, is("Fähre fährt wieder"));
    assertThat(article.outlet, is("Inselbote"));
    assertThat(article.published, is("2021-05-03"));
    assertThat(article.url, is("https://insel.example/2021/05/03/faehre"));
    assertThat(article.language, is("de"));
    assertThat(article.topics, contains("Verkehr"));
    assertThat(article.tags, contains("Fähre", "Motor"));
    assertThat(article.authors, contains("Jonas Havn"));
    assertThat(article.body.startsWith("Nach sieben Wochen"), is(true));
    assertThat(article.undecodable, is(0));
  }

  @Test
  void obeysTheEncodingOfTheSpec() throws IOException {
    parse(PAGE.getBytes(Charset.forName("IBM850")), options("IBM850", 1 << 20));
    assertThat(articles.get(0).title, is("Fähre fährt wieder"));
  }

  @Test
  void countsBytesThatAreNoText() throws IOException {
    parse(PAGE.getBytes(Charset.forName("windows-1252")), ParseOptions.defaults());
    assertThat(articles.get(0).undecodable > 0, is(true));
  }

  @Test
  void rejectsAPageAboveTheRecordLimit() throws IOException {
    byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
    parse(bytes, options("", bytes.length - 1));
    assertThat(articles, is(empty()));
    assertThat(rejections.get(0).reason(), is(RejectReason.TOO_LARGE));
    parse(bytes, options("", bytes.length));
    assertThat(articles.size(), is(1));
  }

  @Test
  void rejectsAPageWithoutTitleAndText() throws IOException {
    parse(
        "<html><body> <script>x</script>".getBytes(StandardCharsets.UTF_8),
        ParseOptions.defaults());
    assertThat(rejections.get(0).reason(), is(RejectReason.NO_TEXT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html> | starts with <!doctype html>",
        "<HTML LANG=en> | starts with <html>",
        "<?xml version='1.0'?><!-- made by hand --><html xmlns='x'> | starts with <html>",
        "<meta charset=utf-8><title>x | starts with <meta>",
        "<body class=a><p>x | starts with <body>",
        "<rss version='2.0'><channel><title>x</title> | ''",
        "<?xml version='1.0'?><feed> | ''",
        "{\"html\": \"<html>\"} | ''",
        "An article about <html> and other tags | ''",
        "<htmlx> | ''",
        "<!DOCTYPE lewis SYSTEM 'lewis.dtd'> | ''"
      })
  void recognisesAPageByItsFirstTag(String start, String reason) {
    byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
    assertThat(new HtmlFormat().recognise(new Head(bytes, true, "x")), is(reason));
  }

  @Test
  void recognisesAPageOfTwoByteCharacters() {
    byte[] bytes = "\uFEFF<html>".getBytes(StandardCharsets.UTF_16LE);
    assertThat(new HtmlFormat().recognise(new Head(bytes, true, "x")), is("starts with <html>"));
  }

  @Test
  void readsWhatOnlyThePathSays() throws IOException {
    ParseOptions options =
        new ParseOptions(Map.of(), Map.of(), "", "{topic}.html", "", 1 << 20, 64, 250);
    String page = "<html><title>Fähre</title><body><p>Sie fährt.</p></body></html>";
    parse(page.getBytes(StandardCharsets.UTF_8), options);
    assertThat(articles.get(0).topics, contains("a"));
    assertThat(articles.get(0).fieldSources, containsString("title=title-element"));
  }
}
