package io.broadsheet.parse.crawl;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.Emitter;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.html.WebPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes articles of what a crawl holds: of every page, and every entry of a feed, that a server
 * answered with success. What is neither (pictures, style sheets, redirects, errors, requests) is
 * skipped and counted.
 *
 * <p>Memory: one record of at most the limit, and what it unpacks to.
 */
final class CrawledPages {
  /** The headers of a response, and enough of its body to know a page. */
  private static final int START = 64 << 10;

  private final CrawlStream stream;
  private final ParseOptions options;
  private final Emitter emitter;

  CrawledPages(CrawlStream stream, ParseOptions options, Emitter emitter) {
    this.stream = stream;
    this.options = options;
    this.emitter = emitter;
  }

  /**
   * One record's description.
   *
   * @param offset where it starts
   * @param address where it was fetched
   * @param fetched when, as ISO 8601; may be empty
   * @param contentType of the block; for a response within HTTP that is {@code application/http}
   * @param language as the crawler found it, or empty
   * @param length of the block in bytes
   * @param isCut true if the crawler says that it did not keep the whole block
   */
  record Description(
      long offset,
      String address,
      String fetched,
      String contentType,
      String language,
      long length,
      boolean isCut) {}

  /** A record that holds a response with its headers, or the content alone. */
  void response(Description record) throws IOException {
    byte[] start = stream.read(Math.min(record.length(), START));
    Optional<HttpMessage> http = HttpMessage.of(start);
    String type = http.isPresent() ? http.get().header("content-type") : record.contentType();
    boolean isAnswer = http.isEmpty() || isSuccess(http.get().status());
    int bodyStart = http.map(HttpMessage::bodyStart).orElse(0);
    boolean hasBody = isAnswer && bodyStart < record.length();
    boolean isFeed = hasBody && CrawledFeeds.canBe(type, start, bodyStart, http, record.length());
    boolean isPage = hasBody && !isFeed && isPage(type, start, bodyStart, http);
    boolean isReadable = record.length() <= options.recordLimit();
    byte[] block = rest(record, start, isPage || (isFeed && isReadable));
    if (block.length == 0) {
      return;
    }
    byte[] body;
    try {
      body =
          http.isPresent()
              ? http.get().body(block, record.isCut(), options.recordLimit(), options.ratioLimit())
              : block;
    } catch (HttpMessage.BodyException e) {
      reject(record, e.reason(), e.getMessage(), block);
      return;
    }
    if (isFeed) {
      CrawledFeeds.read(record, body, type, options, emitter);
      return;
    }
    RawArticle article =
        WebPage.read(
            emitter.source(record.offset()),
            body,
            type.indexOf('=') < 0 ? "" : type,
            record.address(),
            options);
    finish(record, article, block, "The page has neither a title nor a text");
  }

  /** A record that holds the text of a page. */
  void text(Description record) throws IOException {
    byte[] start = stream.read(Math.min(record.length(), START));
    boolean isText = record.length() > 0 && mediaType(record.contentType()).equals("text/plain");
    byte[] block = rest(record, start, isText);
    if (block.length > 0) {
      RawArticle article =
          WebPage.readText(
              emitter.source(record.offset()),
              block,
              record.contentType(),
              record.address(),
              options);
      article.language = record.language();
      finish(record, article, block, "The text is blank");
    }
  }

  /** Passes over a record that can be no article. */
  void skip(Description record) throws IOException {
    rest(record, new byte[0], false);
  }

  /** The whole block; empty if it is not wanted or cannot be had, which is then said. */
  private byte[] rest(Description record, byte[] start, boolean isWanted) throws IOException {
    long left = record.length() - start.length;
    boolean isTooLarge = record.length() > options.recordLimit();
    byte[] rest = isWanted && !isTooLarge ? stream.read(left) : new byte[0];
    long passed = rest.length + (isWanted && !isTooLarge ? 0 : stream.skip(left));
    if (passed < left) {
      reject(
          record,
          RejectReason.TRUNCATED,
          "The file ends " + (left - passed) + " bytes before the end of the record",
          start);
      return new byte[0];
    }
    if (!isWanted) {
      emitter.skip();
      return new byte[0];
    }
    if (isTooLarge) {
      reject(
          record,
          RejectReason.TOO_LARGE,
          "The record is larger than " + options.recordLimit() + " bytes",
          start);
      return new byte[0];
    }
    byte[] block = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, block, start.length, rest.length);
    return block;
  }

  private void finish(Description record, RawArticle article, byte[] block, String ifEmpty) {
    if (!Emitter.hasText(article)) {
      reject(record, RejectReason.NO_TEXT, ifEmpty, block);
      return;
    }
    article.fetched = record.fetched();
    emitter.article(article);
  }

  private void reject(Description record, RejectReason reason, String detail, byte[] block) {
    String excerpt =
        record.address()
            + " "
            + new String(block, 0, Math.min(block.length, 400), StandardCharsets.UTF_8);
    emitter.reject(record.offset(), reason, detail, excerpt);
  }

  /** Only whole answers: the others are redirects, errors or parts. */
  private static boolean isSuccess(int status) {
    return status == 200 || status == 203;
  }

  private static boolean isPage(
      String type, byte[] start, int bodyStart, Optional<HttpMessage> http) {
    String mediaType = mediaType(type);
    if (mediaType.equals("text/html") || mediaType.equals("application/xhtml+xml")) {
      return true;
    }
    boolean saysNothing =
        mediaType.isEmpty()
            || mediaType.indexOf('/') < 0
            || mediaType.equals("application/octet-stream");
    boolean isPlain = http.map(message -> message.header("content-encoding")).orElse("").isEmpty();
    return saysNothing
        && isPlain
        && WebPage.looksLikePage(Arrays.copyOfRange(start, bodyStart, start.length));
  }

  /** The media type in lower case, without parameters. */
  static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
