package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each format does with records that are too large, and with XML that points elsewhere. */
class LimitsTest {
  private static final String LONG = "word ".repeat(4_000);
  private static final int LIMIT = 1_000;

  /** A record of each format whose text is {@link #LONG}. */
  private static final Map<String, byte[]> LARGE =
      Map.ofEntries(
          large("tag-page", "Latest news with #A\n\n\nPost\n03-07-2025\n- Fish\nTitle\n" + LONG),
          large("jsonl", "{\"title\":\"a\",\"body\":\"" + LONG + "\"}\n"),
          large("json", "[{\"title\":\"a\",\"body\":\"" + LONG + "\"}]"),
          large(
              "json-feed",
              "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"title\":\"a\","
                  + "\"content_text\":\""
                  + LONG
                  + "\"}]}"),
          large("csv", "title,text\na,\"" + LONG + "\"\n"),
          large("text", "a\n\n" + LONG),
          large("html", "<html><title>a</title><p>" + LONG),
          large("feed", "<rss><channel><item><title>" + LONG + "</title></item></channel></rss>"),
          large(
              "nitf", "<nitf><body><body.content><p>" + LONG + "</p></body.content></body></nitf>"),
          large(
              "newsml-g2",
              "<newsItem><contentMeta><headline>" + LONG + "</headline></contentMeta>"),
          large(
              "reuters-sgml",
              "<REUTERS NEWID=\"1\"><TEXT><BODY>" + LONG + "</BODY></TEXT></REUTERS>"),
          large("mail", "From: a@b.c\nSubject: a\nDate: Wed, 9 Jul 2025 10:00:00 GMT\n\n" + LONG),
          large("headed-text", "TITLE: a\nDATE: 2025-07-09\n\n" + LONG),
          large("markdown", "# a\n\n" + LONG),
          large("warc", warc()),
          large(
              "arc",
              "http://a.example/ 10.0.0.1 20250709100000 text/html 20060\nHTTP/1.1 200 OK\r\n"
                  + "Content-Type: text/html\r\n\r\n<title>a</title>"
                  + LONG));

  private static Map.Entry<String, byte[]> large(String format, String text) {
    return Map.entry(format, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String warc() {
    String page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>a</title>" + LONG;
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type:"
        + " application/http; msgtype=response\r\nContent-Length: "
        + page.length()
        + "\r\n\r\n"
        + page
        + "\r\n\r\n";
  }

  static Stream<Arguments> formats() {
    return Formats.all().stream()
        .filter(format -> LARGE.containsKey(format.name()))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rejectsARecordThatIsLargerThanTheLimit(Format format) {
    byte[] bytes = LARGE.get(format.name());
    assertThat(
        Parsed.of(format, bytes, ParseOptions.defaults()).reasons(),
        not(hasItem(RejectReason.TOO_LARGE)));
    Parsed parsed = Parsed.of(format, bytes, Parsed.withLimits(LIMIT, 64));
    assertThat(parsed.toString(), parsed.reasons(), hasItem(RejectReason.TOO_LARGE));
    assertThat(parsed.articles, empty());
  }

  /** Avro and Parquet have tests of their own: {@link HostileBinaryInputTest}. */
  @Test
  void knowsALargeRecordOfEveryFormatOfText() {
    long others =
        Formats.all().stream().filter(format -> !LARGE.containsKey(format.name())).count();
    assertThat(others, is(2L));
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("xml")
  void opensNothingThatADocumentPointsTo(Format format, String document) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "a well-kept secret");
    String head =
        "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"URI\" [<!ENTITY x SYSTEM \"URI\">"
            + "<!ENTITY % p SYSTEM \"URI\"> %p; <!ENTITY a \"aaaaaaaaaa\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    String inside =
        "Eel &x; &c; <xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"URI\""
            + " parse=\"text\"/>";
    String text =
        (head + document.replace("INSIDE", inside)).replace("URI", secret.toUri().toString());
    Parsed parsed = Parsed.of(format, text);
    assertThat(parsed.articles.size(), is(1));
    assertThat(parsed.toString(), containsString("Eel"));
    assertThat(parsed.toString(), not(containsString("well-kept")));
    assertThat(parsed.toString(), not(containsString("aaaaa")));
  }

  static Stream<Arguments> xml() {
    return Stream.of(
        Arguments.of(
            new FeedFormat(),
            "<rss><channel><item><title>INSIDE</title><description>INSIDE</description></item>"
                + "</channel></rss>"),
        Arguments.of(
            new FeedFormat(),
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>INSIDE</title>"
                + "<content src=\"URI\"/><content type=\"xhtml\"><div>INSIDE</div></content>"
                + "</entry></feed>"),
        Arguments.of(
            Formats.named("nitf").orElseThrow(),
            "<nitf><body><body.head><hedline><hl1>INSIDE</hl1></hedline></body.head>"
                + "<body.content><p>INSIDE</p></body.content></body></nitf>"),
        Arguments.of(
            Formats.named("newsml-g2").orElseThrow(),
            "<newsItem><contentMeta><headline>INSIDE</headline></contentMeta><contentSet>"
                + "<inlineXML><html><body><p>INSIDE</p></body></html></inlineXML></contentSet>"
                + "</newsItem>"),
        Arguments.of(
            Formats.named("reuters-sgml").orElseThrow(),
            "<REUTERS NEWID=\"1\"><TEXT><TITLE>INSIDE</TITLE><BODY>INSIDE</BODY></TEXT></REUTERS>"),
        Arguments.of(
            Formats.named("html").orElseThrow(),
            "<html><head><link rel=stylesheet href=\"URI\"><title>INSIDE</title></head><body>"
                + "<iframe src=\"URI\"></iframe><object data=\"URI\"></object><img src=\"URI\">"
                + "<p>INSIDE</p><script src=\"URI\"></script></body></html>"));
  }
}
