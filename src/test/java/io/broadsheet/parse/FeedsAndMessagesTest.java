package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each format gives of a small file of its own. */
class FeedsAndMessagesTest {

  private static byte[] file(String name) {
    try (InputStream in = FeedsAndMessagesTest.class.getResourceAsStream("/formats/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static Parsed parse(String name) {
    Formats.Detection found =
        Formats.detect(new Head(file(name), true, name), ParseOptions.defaults());
    return Parsed.of(found.format().orElseThrow(), file(name), ParseOptions.defaults());
  }

  private static Parsed feed(String text) {
    return Parsed.of(new FeedFormat(), text);
  }

  @ParameterizedTest
  @CsvSource({
    "rss.xml, feed",
    "atom.xml, feed",
    "rdf.xml, feed",
    "feed.json, json-feed",
    "reuters.sgm, reuters-sgml",
    "message.eml, mail",
    "box.mbox, mail",
    "headed.txt, headed-text",
    "20250710.md, markdown"
  })
  void isFoundFromItsContent(String name, String format) {
    for (String called : List.of(name, "file")) {
      Formats.Detection found =
          Formats.detect(new Head(file(name), true, called), ParseOptions.defaults());
      assertThat(found.format().map(Format::name).orElse(found.reason()), is(format));
    }
  }

  @Test
  void readsRss() {
    Parsed parsed = parse("rss.xml");
    assertThat(parsed.rejections, is(empty()));
    assertThat(parsed.articles.size(), is(2));
    RawArticle first = parsed.articles.get(0);
    assertThat(first.source.offset(), is((long) text("rss.xml").indexOf("<item>")));
    assertThat(first.outlet, is("Gull & Anchor"));
    assertThat(first.title, is("Herring back & cheap"));
    assertThat(first.url, is("https://gull.example/2025/herring"));
    assertThat(first.id, is("gull-17"));
    assertThat(first.published, is("Thu, 10 Jul 2025 08:30:00 +0200"));
    assertThat(first.authors, contains("Jonas Havn"));
    assertThat(first.topics, contains("Fish", "Harbour"));
    assertThat(first.language, is("en-gb"));
    assertThat(first.body, is("The boats came home.\nAll of them, at dawn."));
    assertThat(parsed.articles.get(1).body, is("Nobody knows \u2014 why."));
    assertThat(parsed.articles.get(1).outlet, is("Northern Wire"));
  }

  private static String text(String name) {
    return new String(file(name), StandardCharsets.ISO_8859_1);
  }

  @Test
  void readsAtomWhoseTitleComesLast() {
    RawArticle entry = parse("atom.xml").only();
    assertThat(entry.outlet, is("Laternenblatt"));
    assertThat(entry.title, is("Mehl < Brot"));
    assertThat(entry.url, is("https://lantern.example/news/1.html"));
    assertThat(entry.id, is("tag:lantern.example,2025:1"));
    assertThat(entry.published, is("2025-07-10T10:00:00Z"));
    assertThat(entry.authors, contains("Ada Tran"));
    assertThat(entry.topics, contains("Brot"));
    assertThat(entry.language, is("de"));
    assertThat(entry.body, is("Der Bäcker hat\nwieder Mehl."));
  }

  @Test
  void readsRdf() {
    RawArticle item = parse("rdf.xml").only();
    assertThat(item.outlet, is("Odd Post"));
    assertThat(item.title, is("Bridge opens"));
    assertThat(item.url, is("https://odd.example/a"));
    assertThat(item.published, is("2025-07-09T12:00:00+01:00"));
    assertThat(item.topics, contains("Roads"));
    assertThat(item.body, is("It is red."));
  }

  @Test
  void readsJsonFeed() {
    Parsed parsed = parse("feed.json");
    assertThat(parsed.rejections, is(empty()));
    RawArticle first = parsed.articles.get(0);
    assertThat(first.source.offset(), is((long) text("feed.json").indexOf("{\"id\": \"7\"")));
    assertThat(first.outlet, is("Meridian"));
    assertThat(first.title, is("Rain again"));
    assertThat(first.url, is("https://meridian.example/notes/7"));
    assertThat(first.body, is("Wet.\nVery wet."));
    assertThat(first.authors, contains("Bo Ek"));
    assertThat(first.tags, contains("weather"));
    assertThat(parsed.articles.get(1).url, is("https://meridian.example/notes/8"));
    assertThat(parsed.articles.get(1).body, is("A note without a title."));
  }

  @Test
  void keepsTheItemsBeforeDamage() {
    String cut = text("feed.json").substring(0, text("feed.json").indexOf("\"content_text\""));
    Parsed parsed = Parsed.of(new JsonFeedFormat(), cut);
    assertThat(parsed.titles(), contains("Rain again"));
    assertThat(parsed.reasons(), contains(RejectReason.TRUNCATED));
  }

  @Test
  void readsReutersSgml() {
    Parsed parsed = parse("reuters.sgm");
    assertThat(parsed.rejections, is(empty()));
    RawArticle first = parsed.articles.get(0);
    assertThat(first.id, is("1"));
    assertThat(first.published, is("3-MAR-1987 09:18:21.26"));
    assertThat(first.topics, contains("herring", "trade"));
    assertThat(first.tags, contains("norway"));
    assertThat(first.title, is("HERRING PRICES <HRG.O> RISE"));
    assertThat(first.body, containsString("Prices rose by two pct.\n    A second paragraph."));
    RawArticle second = parsed.articles.get(1);
    assertThat(second.topics, is(empty()));
    assertThat(second.body, is("WEEKLY FISH REPORT\n Cod.......12 vs......14"));
  }

  @Test
  void readsAMessageOfSeveralParts() {
    RawArticle message = parse("message.eml").only();
    assertThat(message.title, is("Herring \u2013 back again"));
    assertThat(message.authors, contains("Jørn Havn"));
    assertThat(message.topics, contains("rec.fish", "rec.boats"));
    assertThat(message.outlet, is("Gull and Anchor"));
    assertThat(message.id, is("<17@gull.example>"));
    assertThat(message.published, is("Thu, 10 Jul 2025 08:30:00 +0200"));
    assertThat(message.body.strip(), is("The båts came home."));
  }

  @Test
  void readsAMailbox() {
    Parsed parsed = parse("box.mbox");
    assertThat(parsed.titles(), contains("One", "Two"));
    assertThat(parsed.articles.get(0).body.strip(), is("First text.\nFrom here on it is quoted."));
    assertThat(parsed.articles.get(1).body, is("Mehl für alle."));
    assertThat(parsed.articles.get(0).authors, contains("Jorn Havn"));
    assertThat(parsed.articles.get(1).authors, contains("Tran, Ada"));
    assertThat(parsed.offsets(), contains(0L, (long) text("box.mbox").indexOf("From ada")));
  }

  @Test
  void letsTheSpecNameTheHeaderOfTheOutlet() {
    ParseOptions options = Parsed.withFields(Map.of("outlet", List.of("From")));
    Parsed parsed =
        Parsed.of(new MailFormat(), "From: Gull Mail\nSubject: One\n\nText.\n", options);
    assertThat(parsed.only().outlet, is("Gull Mail"));
  }

  @Test
  void readsHeadedTexts() {
    Parsed parsed = parse("headed.txt");
    assertThat(parsed.rejections, is(empty()));
    assertThat(parsed.titles(), contains("Herring back", "Cod missing"));
    RawArticle first = parsed.articles.get(0);
    assertThat(first.published, is("2025-07-10"));
    assertThat(first.outlet, is("Gull and Anchor"));
    assertThat(first.topics, contains("Fish"));
    assertThat(
        first.body.strip(),
        is("The boats came home.\nHe said: all of them.\n\nTITLE of a book, not a head."));
    assertThat(parsed.articles.get(1).body.strip(), is("Nobody knows why."));
    assertThat(
        parsed.articles.get(1).source.offset(),
        is((long) text("headed.txt").indexOf("TITLE: Cod")));
  }

  @Test
  void readsHeadsWithoutColonsByTheSpecsNames() {
    ParseOptions options =
        Parsed.withFields(Map.of("title", List.of("KOPF"), "published", List.of("TAG")));
    String text =
        "KOPF Hering\nTAG 10.07.2025\n\nDie Boote.\n\nKOPF Dorsch\nTAG 11.07.2025\n\nWeg.\n";
    Formats.Detection found =
        Formats.detect(new Head(text.getBytes(StandardCharsets.UTF_8), true, "f"), options);
    assertThat(found.format().map(Format::name).orElse(""), is("headed-text"));
    Parsed parsed = Parsed.of(new HeadedTextFormat(), text, options);
    assertThat(parsed.titles(), contains("Hering", "Dorsch"));
    assertThat(parsed.articles.get(1).published, is("11.07.2025"));
  }

  @Test
  void readsMarkdownDumpsDatedByTheirPath() {
    ParseOptions options = Parsed.withPath("{published}.md");
    Parsed parsed =
        Parsed.of(
            new MarkdownFormat(),
            "news/20250710.md",
            new ByteArrayInputStream(file("20250710.md")),
            options);
    assertThat(parsed.rejections, is(empty()));
    assertThat(parsed.titles(), contains("Herring back", "Cod missing", "Rain"));
    RawArticle first = parsed.articles.get(0);
    assertThat(first.published, is("20250710"));
    assertThat(first.url, is("https://gull.example/herring"));
    assertThat(first.body.strip(), is("The boats came home, see the list."));
    assertThat(parsed.articles.get(1).body, is("Nobody knows\nwhy."));
  }

  @Test
  void readsWhatIsLeftOfADamagedFeed() {
    String text =
        "<rss><channel><title>A & B</title>"
            + "<item><title>One & only</title><description>a <b>bold</i> move"
            + "<item><title>Two</title><link>http://x.example/?a=1&b=2</link></item>"
            + "</channel>";
    Parsed parsed = feed(text);
    assertThat(parsed.titles(), contains("One & only", "Two"));
    assertThat(parsed.articles.get(0).body, is("a bold move"));
    assertThat(parsed.articles.get(1).url, is("http://x.example/?a=1&b=2"));
    assertThat(parsed.articles.get(1).outlet, is("A & B"));
  }

  @Test
  void rejectsAnEntryThatTheEndOfTheFileCutsOff() {
    Parsed parsed = feed("<rss><channel><item><title>One</title></item><item><title>Tw");
    assertThat(parsed.titles(), contains("One"));
    assertThat(parsed.reasons(), contains(RejectReason.TRUNCATED));
  }

  @Test
  void resolvesNoEntityButCharacters() {
    Parsed parsed =
        feed(
            "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">"
                + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<rss><channel><item><title>&b; &x; &#233; &eacute;</title></item></channel></rss>");
    assertThat(parsed.only().title, is("&b; &x; é é"));
  }

  @Test
  void obeysTheEncodingThatTheDeclarationNames() {
    String text =
        "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?>"
            + "<rss><channel><item><title>Žlutý kůň</title></item></channel></rss>";
    byte[] bytes = text.getBytes(java.nio.charset.Charset.forName("ISO-8859-2"));
    RawArticle article = Parsed.of(new FeedFormat(), bytes, ParseOptions.defaults()).only();
    assertThat(article.title, is("Žlutý kůň"));
  }

  @Test
  void rejectsAnEntryThatIsTooLargeAndReadsOn() {
    String text =
        "<rss><channel><item><title>One</title><description>"
            + "x ".repeat(500)
            + "</description></item><item><title>Two</title></item></channel></rss>";
    Parsed parsed = Parsed.of(new FeedFormat(), text, Parsed.withLimits(300, 64));
    assertThat(parsed.titles(), contains("Two"));
    assertThat(parsed.reasons(), contains(RejectReason.TOO_LARGE));
  }

  @Test
  void keepsTheTextOfWhatIsNestedTooDeeply() {
    String text =
        "<rss><channel><item><title>One</title><description>"
            + "<b>".repeat(5_000)
            + "deep"
            + "</b>".repeat(5_000)
            + "</description></item><item><title>Two</title></item></channel></rss>";
    Parsed parsed = feed(text);
    assertThat(parsed.titles(), contains("One", "Two"));
    assertThat(parsed.articles.get(0).body, is("deep"));
  }
}
