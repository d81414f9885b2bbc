package io.broadsheet.parse.crawl;

import static io.broadsheet.parse.BinarySamples.PAGE;
import static io.broadsheet.parse.BinarySamples.bytes;
import static io.broadsheet.parse.BinarySamples.gzip;
import static io.broadsheet.parse.BinarySamples.join;
import static io.broadsheet.parse.BinarySamples.response;
import static io.broadsheet.parse.BinarySamples.warc;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.parse.BinarySamples;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Formats;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrawlFormatsTest {
  private static final String ADDRESS = "https://news.example/2025/a";
  private static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";

  private static final class Found implements RecordOutput {
    private final List<RawArticle> articles = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private int skipped;

    @Override
    public void article(RawArticle article) {
      articles.add(article);
    }

    @Override
    public void rejection(Rejection rejection) {
      rejections.add(rejection);
    }

    @Override
    public void skipped() {
      skipped++;
    }

    List<RejectReason> reasons() {
      return rejections.stream().map(Rejection::reason).toList();
    }

    List<String> titles() {
      return articles.stream().map(article -> article.title).toList();
    }
  }

  private static Found read(Format format, ParseOptions options, byte[] bytes) throws IOException {
    Found found = new Found();
    format.parse(RecordInput.whole("f", "", new ByteArrayInputStream(bytes)), options, found);
    return found;
  }

  private static Found read(byte[]... records) throws IOException {
    return read(new WarcFormat(), ParseOptions.defaults(), join(records));
  }

  private static byte[] page() {
    return PAGE.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsPagesAndTextsAndSkipsTheRest() throws IOException {
    byte[] file = BinarySamples.warcFile();
    assertThat(
        Formats.detect(new Head(file, true, "x"), ParseOptions.defaults()).reason(),
        is("starts with WARC/1.1"));
    Found found = read(file);
    assertThat(found.titles(), contains("Herring back", "Cod missing"));
    assertThat(found.rejections, empty());
    assertThat(found.skipped, is(2));
    RawArticle page = found.articles.get(0);
    assertThat(page.url, is("https://news.example/a"));
    assertThat(page.outlet, is("news.example"));
    assertThat(page.fetched, is("2025-07-11T08:00:00Z"));
    assertThat(page.published, containsString("2025-07-10"));
    assertThat(page.body, containsString("great many herring"));
    RawArticle text = found.articles.get(1);
    assertThat(text.body, is("Nobody knows why."));
    assertThat(text.outlet, is("news.example"));
  }

  private static final String FEED =
      "<?xml version='1.0'?><rss version='2.0'><channel><title>Gull Radio</title>"
          + "<link>https://gull.example/</link>"
          + "<item><title>Cod missing</title><link>/cod</link><pubDate>yesterday</pubDate></item>"
          + "<item><title>Crabs \u00e9</title><guid>x</guid></item></channel></rss>";

  @Test
  void handsFeedsToTheReaderOfFeeds() throws IOException {
    byte[] plain = FEED.getBytes(StandardCharsets.UTF_8);
    byte[] jsonFeed =
        bytes(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\","
                + "\"items\":[{\"id\":\"1\",\"title\":\"Eel\"}]}");
    byte[][] records = {
      response("https://gull.example/rss", "Content-Type: application/rss+xml\r\n", plain),
      response("https://gull.example/xml", "Content-Type: text/xml\r\n", plain),
      response("https://gull.example/html", HTML, plain),
      response(
          "https://gull.example/gz",
          "Content-Type: application/xml\r\nContent-Encoding: gzip\r\n",
          gzip(plain)),
      response(
          "https://gull.example/latin",
          "Content-Type: text/xml; charset=iso-8859-1\r\n",
          FEED.getBytes(StandardCharsets.ISO_8859_1)),
      response("https://gull.example/json", "Content-Type: application/json\r\n", jsonFeed),
    };
    for (byte[] record : records) {
      Found found = read(record);
      String context = new String(record, StandardCharsets.ISO_8859_1);
      assertThat(context, found.rejections, empty());
      assertThat(context, found.skipped, is(0));
      boolean isJson = context.contains("gull.example/json");
      assertThat(
          context,
          found.titles(),
          isJson ? contains("Eel") : contains("Cod missing", "Crabs \u00e9"));
      RawArticle first = found.articles.get(0);
      assertThat(first.outlet, is(isJson ? "J" : "Gull Radio"));
      assertThat(first.fetched, is("2025-07-11T08:00:00Z"));
      assertThat(first.url, is(isJson ? "" : "https://gull.example/cod"));
      assertThat(first.source.name(), is("f!record-0"));
    }
    assertThat(read(records[0], records[1]).articles.get(2).source.entry().length() > 8, is(true));
  }

  @Test
  void survivesAnyDamageToCrawledFeeds() throws IOException {
    byte[] feed = FEED.getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        join(
            response("https://gull.example/a", "Content-Type: text/xml\r\n", feed),
            response(
                "https://gull.example/b",
                "Content-Type: application/rss+xml\r\nContent-Encoding: gzip\r\n",
                gzip(feed)),
            response("https://gull.example/c", HTML, page()));
    for (long seed = 0; seed < 500; seed++) {
      Found found =
          read(
              new WarcFormat(),
              ParseOptions.defaults(),
              BinarySamples.damage(whole, new Random(seed)));
      Set<String> places = new HashSet<>();
      for (RawArticle article : found.articles) {
        assertThat("seed " + seed, article.title.isBlank() && article.body.isBlank(), is(false));
        assertThat("seed " + seed, places.add(article.source.toString()), is(true));
      }
    }
  }

  @Test
  void skipsXmlAndJsonThatAreNoFeeds() throws IOException {
    Found found =
        read(
            response(
                ADDRESS,
                "Content-Type: application/xml\r\n",
                bytes("<?xml version='1.0'?><sitemap><url/></sitemap>")),
            response(
                ADDRESS,
                "Content-Type: text/xml\r\nContent-Encoding: gzip\r\n",
                gzip(bytes("<sitemap><url/></sitemap>"))),
            response(ADDRESS, "Content-Type: application/json\r\n", bytes("{\"a\":1}")));
    assertThat(found.articles, empty());
    assertThat(found.rejections, empty());
    assertThat(found.skipped, is(3));
  }

  @Test
  void readsArc() throws IOException {
    byte[] file = BinarySamples.arcFile();
    assertThat(
        Formats.detect(new Head(file, true, "x"), ParseOptions.defaults())
            .format()
            .orElseThrow()
            .name(),
        is("arc"));
    Found found = read(new ArcFormat(), ParseOptions.defaults(), file);
    assertThat(found.titles(), contains("Herring back"));
    assertThat(found.rejections, empty());
    assertThat(found.articles.get(0).url, is("http://news.example/a b"));
    assertThat(found.articles.get(0).fetched, is("2025-07-11T08:00:00Z"));
  }

  @Test
  void believesTheCharsetOfTheHttpHeader() throws IOException {
    byte[] page =
        PAGE.replace("Herring back", "Рыба вернулась").getBytes(Charset.forName("KOI8-R"));
    Found found = read(response(ADDRESS, "Content-Type: text/html; charset=koi8-r\r\n", page));
    assertThat(found.titles(), contains("Рыба вернулась"));
  }

  @Test
  void undoesChunksAndPacking() throws IOException {
    byte[] packed = gzip(page());
    byte[] chunked =
        join(
            bytes(Integer.toHexString(100) + "\r\n"),
            java.util.Arrays.copyOf(packed, 100),
            bytes("\r\n" + Integer.toHexString(packed.length - 100) + ";x=y\r\n"),
            java.util.Arrays.copyOfRange(packed, 100, packed.length),
            bytes("\r\n0\r\n\r\n"));
    String headers = HTML + "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n";
    // Crawlers keep the headers also where they have undone what these say.
    Found found =
        read(
            response(ADDRESS, headers, chunked),
            response(ADDRESS, headers, packed),
            response(ADDRESS, headers, page()));
    assertThat(found.titles(), contains("Herring back", "Herring back", "Herring back"));
    assertThat(found.rejections, empty());
  }

  @Test
  void rejectsABodyThatUnpacksToTooMuch() throws IOException {
    byte[] bomb = gzip(new byte[20 << 20]);
    Found found =
        read(
            response(ADDRESS, HTML + "Content-Encoding: gzip\r\n", bomb),
            response(ADDRESS, HTML, page()));
    assertThat(found.reasons(), contains(RejectReason.EXPANDS_TOO_MUCH));
    assertThat(found.titles(), contains("Herring back"));
  }

  @Test
  void rejectsABodyThatIsDamagedUnlessTheCrawlerCutIt() throws IOException {
    byte[] packed = java.util.Arrays.copyOf(gzip(page()), 250);
    String headers = HTML + "Content-Encoding: gzip\r\n";
    byte[] block = join(bytes("HTTP/1.1 200 OK\r\n" + headers + "\r\n"), packed);
    Found found =
        read(
            warc("response", "WARC-Target-URI: " + ADDRESS + "\r\n", block),
            warc(
                "response",
                "WARC-Target-URI: " + ADDRESS + "\r\nWARC-Truncated: length\r\n",
                block));
    assertThat(found.reasons(), contains(RejectReason.CORRUPT));
    assertThat(found.titles(), contains("Herring back"));
  }

  @Test
  void skipsRedirectsAndErrors() throws IOException {
    byte[] moved =
        warc(
            "response",
            "WARC-Target-URI: " + ADDRESS + "\r\n",
            join(bytes("HTTP/1.1 301 Moved\r\n" + HTML + "\r\n"), page()));
    Found found = read(moved, warc("revisit", "", bytes("x")), warc("request", "", bytes("GET /")));
    assertThat(found.articles, empty());
    assertThat(found.rejections, empty());
    assertThat(found.skipped, is(3));
  }

  @Test
  void goesOnBehindABrokenRecord() throws IOException {
    byte[] good = response(ADDRESS, HTML, page());
    Found found =
        read(
            bytes("WARC/1.0\r\nContent-Length: many\r\n\r\nlost\r\nlost, too\r\n"),
            good,
            bytes("WARC/1.0\r\nno colon\r\n\r\n"),
            good,
            bytes("stray\r\n"),
            good,
            bytes("WARC/1.0\r\nWARC-Type: response\r\n"));
    assertThat(found.titles().size(), is(3));
    assertThat(
        found.reasons(),
        contains(
            RejectReason.MALFORMED,
            RejectReason.MALFORMED,
            RejectReason.MALFORMED,
            RejectReason.TRUNCATED));
  }

  @Test
  void rejectsARecordThatIsCutOffOrTooLarge() throws IOException {
    byte[] good = response(ADDRESS, HTML, page());
    Found cut = read(good, java.util.Arrays.copyOf(good, good.length - 100));
    assertThat(cut.titles().size(), is(1));
    assertThat(cut.reasons(), contains(RejectReason.TRUNCATED));
    ParseOptions narrow = new ParseOptions(Map.of(), Map.of(), "", "", 300, 64);
    Found large =
        read(
            new WarcFormat(),
            narrow,
            join(good, response(ADDRESS + ".png", "Content-Type: image/png\r\n", page())));
    assertThat(large.reasons(), contains(RejectReason.TOO_LARGE));
    assertThat(large.skipped, is(1));
  }
}
