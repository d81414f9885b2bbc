package io.broadsheet.parse.crawl;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.Charsets;
import io.broadsheet.parse.Emitter;
import io.broadsheet.parse.FeedFormat;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Formats;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.JsonFeedFormat;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import io.broadsheet.parse.WebAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands the feeds of a crawl to the readers of feeds. An entry's place is its offset in the feed,
 * and the feed's is that of its record: {@code crawl.warc!record-1234@567}.
 */
final class CrawledFeeds {
  private static final List<Format> FORMATS = List.of(new FeedFormat(), new JsonFeedFormat());

  /** Types that feeds are sent as, among other things. */
  private static final Set<String> GENERAL =
      Set.of(
          "",
          "text/xml",
          "application/xml",
          "application/rdf+xml",
          "application/json",
          "text/html",
          "text/plain",
          "application/octet-stream");

  private static final Set<String> PARTICULAR =
      Set.of(
          "application/rss+xml",
          "application/atom+xml",
          "application/feed+json",
          "application/x-rss+xml",
          "text/rss+xml",
          "text/atom+xml");

  /** What stands near the beginning of every feed: a look that costs little, for pages are many. */
  private static final List<String> MARKS =
      List.of("<rss", "<feed", "<rdf", "<channel", "<entry", ":rss", ":feed", "jsonfeed.org");

  private static final int BEGINNING = 2 << 10;

  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");

  private CrawledFeeds() {}

  /**
   * Whether a response may be a feed, as far as its type and its start tell.
   *
   * @param length of the record; where more than the start is packed, the type decides
   */
  static boolean canBe(
      String type, byte[] start, int bodyStart, Optional<HttpMessage> http, long length) {
    String mediaType = CrawledPages.mediaType(type);
    if (PARTICULAR.contains(mediaType)) {
      return true;
    }
    if (!GENERAL.contains(mediaType)) {
      return false;
    }
    boolean isPacked =
        !http.map(message -> message.header("content-encoding")).orElse("").isEmpty()
            || !http.map(message -> message.header("transfer-encoding")).orElse("").isEmpty();
    return isPacked
        ? mediaType.endsWith("xml")
        : format(Arrays.copyOfRange(start, bodyStart, start.length), start.length == length)
            .isPresent();
  }

  private static Optional<Format> format(byte[] body, boolean isWhole) {
    String beginning =
        new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    if (MARKS.stream().noneMatch(beginning::contains)) {
      return Optional.empty();
    }
    byte[] start = body.length > Head.BYTES ? Arrays.copyOf(body, Head.BYTES) : body;
    Head head = new Head(start, isWhole && start == body, "");
    return FORMATS.stream().filter(format -> !format.recognise(head).isEmpty()).findFirst();
  }

  /**
   * Reads the entries of a feed; what turns out to be none is skipped.
   *
   * @param body the feed as it was sent, no longer packed
   * @param type its content type, which may name the encoding
   */
  static void read(
      CrawledPages.Description record,
      byte[] body,
      String type,
      ParseOptions options,
      Emitter emitter)
      throws IOException {
    Optional<Format> format = format(body, true);
    if (format.isEmpty()) {
      emitter.skip();
      return;
    }
    Matcher named = CHARSET.matcher(type);
    Optional<Charset> charset = named.find() ? Charsets.named(named.group(1)) : Optional.empty();
    ParseOptions known = charset.map(Charset::name).map(options::in).orElse(options);
    Source place = emitter.source(record.offset());
    String entry =
        (place.entry().isEmpty() ? "" : place.entry() + "!") + "record-" + place.offset();
    Head head = new Head(Arrays.copyOf(body, Math.min(body.length, Head.BYTES)), true, "");
    Formats.Detection detection = Formats.forced(format.get(), head, known);
    format
        .get()
        .parse(
            new RecordInput(
                place.file(),
                entry,
                new ByteArrayInputStream(body),
                0,
                Long.MAX_VALUE,
                detection.charset().name()),
            known,
            new Entries(record, emitter));
  }

  /** Completes entries by what the crawl knows of their feed. */
  private record Entries(CrawledPages.Description record, Emitter emitter) implements RecordOutput {
    @Override
    public void article(RawArticle article) {
      article.fetched = record.fetched();
      if (!article.url.isEmpty()) {
        article.url = WebAddress.resolve(article.url, record.address());
      }
      if (article.language.isEmpty()) {
        article.language = record.language();
      }
      emitter.article(article);
    }

    @Override
    public void rejection(Rejection rejection) {
      emitter.reject(rejection);
    }

    @Override
    public void skipped() {
      emitter.skip();
    }
  }
}
