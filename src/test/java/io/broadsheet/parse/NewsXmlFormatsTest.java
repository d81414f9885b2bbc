package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.DateStatus;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats of the International Press Telecommunications Council. */
class NewsXmlFormatsTest {
  private static String resource(String name) throws IOException {
    try (InputStream in = NewsXmlFormatsTest.class.getResourceAsStream("/formats/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Format found(String text) {
    Head head = new Head(text.getBytes(StandardCharsets.UTF_8), true, "file");
    return Formats.detect(head, ParseOptions.defaults()).format().orElseThrow();
  }

  @Test
  void readsNitf() throws IOException {
    String text = resource("nitf.xml");
    assertThat(found(text).name(), is("nitf"));
    RawArticle article = Parsed.of(found(text), text).only();
    assertThat(article.id, is("hp-20250710-1"));
    assertThat(article.outlet, is("Harbour Post"));
    assertThat(article.title, is("Herring are back"));
    assertThat(article.published, is("20250710T081500+0200"));
    assertThat(article.topics, contains("Fishing"));
    assertThat(article.tags, contains("Herring", "harbour"));
    assertThat(article.authors, contains("Ann Gull"));
    assertThat(article.language, is("en"));
    assertThat(
        article.body.lines().filter(line -> !line.isBlank()).toList(),
        contains(
            "The boats came home with herring & cod.",
            "Nobody had seen as many since the year of the storm.",
            "Herring: plenty",
            "Cod: few"));
  }

  @Test
  void readsNewsMl() throws IOException {
    String text = resource("newsml.xml");
    assertThat(found(text).name(), is("newsml-g2"));
    Parsed parsed = Parsed.of(found(text), text);
    assertThat(parsed.titles(), contains("Cod are missing", "Crabs walk sideways"));
    assertThat(parsed.rejections, empty());
    RawArticle cod = parsed.articles.get(0);
    assertThat(cod.id, is("tag:gull.example,2025:cod"));
    assertThat(cod.outlet, is("Gull Radio"));
    assertThat(cod.published, is("2025-07-11T07:00:00+02:00"));
    assertThat(cod.topics, contains("Fishing"));
    assertThat(cod.tags, contains("Quillhaven"));
    assertThat(cod.authors, contains("Bo Skua"));
    assertThat(cod.language, is("en-GB"));
    assertThat(
        cod.body.strip().lines().filter(line -> !line.isBlank()).toList(),
        contains("Nobody knows why.", "The sea is as cold as ever."));
    assertThat(parsed.articles.get(1).body, is("They always did."));
    assertThat(parsed.articles.get(1).outlet, is("Gull Radio"));
  }

  @Test
  void readsNitfInsideOfNewsMl() throws IOException {
    String nitf = resource("nitf.xml");
    String inside = nitf.substring(nitf.indexOf("<nitf"));
    String one = "<?xml version=\"1.0\"?><NewsML><NewsItem>" + inside + "</NewsItem></NewsML>";
    assertThat(found(one).name(), is("nitf"));
    assertThat(Parsed.of(found(one), one).titles(), contains("Herring are back"));
    String two =
        "<newsItem guid='x'><itemMeta/><contentSet><inlineXML>"
            + inside
            + "</inlineXML></contentSet></newsItem>";
    RawArticle article = Parsed.of(found(two), two).only();
    assertThat(article.id, is("x"));
    assertThat(article.title, is("Herring are back"));
    assertThat(article.authors, contains("Ann Gull"));
  }

  @Test
  void rejectsWhatHoldsNoArticle() {
    assertThat(
        Parsed.of(new NitfFormat(), "<nitf><head/></nitf>").reasons(),
        contains(RejectReason.NO_TEXT));
    assertThat(
        Parsed.of(new NewsMlFormat(), "<newsMessage/>").reasons(),
        contains(RejectReason.MALFORMED));
    assertThat(
        Parsed.of(new NewsMlFormat(), "<newsItem guid='a'><headline>Herring").reasons(),
        contains(RejectReason.TRUNCATED));
  }

  @ParameterizedTest
  @CsvSource({
    "20250710T081500+0200, 2025-07-10T06:15:00Z",
    "20250710T081500Z, 2025-07-10T08:15:00Z",
    "20250710, 2025-07-10T00:00:00Z",
  })
  void understandsItsDates(String text, String instant) {
    PublicationDate date =
        DateReader.of(
                ZoneOffset.UTC,
                LocalDate.of(1700, 1, 1),
                Instant.parse("2025-08-01T00:00:00Z").toEpochMilli())
            .read(text, "", false, "");
    assertThat(date.status(), is(DateStatus.EXPLICIT));
    assertThat(Instant.ofEpochMilli(date.epochMillis()), is(Instant.parse(instant)));
  }
}
