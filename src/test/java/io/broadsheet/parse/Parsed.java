package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a format found in some bytes, for tests to look at. */
final class Parsed implements RecordOutput {
  final List<RawArticle> articles = new ArrayList<>();
  final List<Rejection> rejections = new ArrayList<>();

  @Override
  public void article(RawArticle article) {
    articles.add(article);
  }

  @Override
  public void rejection(Rejection rejection) {
    rejections.add(rejection);
  }

  static Parsed of(Format format, String text) {
    return of(format, text, ParseOptions.defaults());
  }

  static Parsed of(Format format, String text, ParseOptions options) {
    return of(format, text.getBytes(StandardCharsets.UTF_8), options);
  }

  static Parsed of(Format format, byte[] bytes, ParseOptions options) {
    return of(format, "file", new ByteArrayInputStream(bytes), options);
  }

  static Parsed of(Format format, String file, InputStream stream, ParseOptions options) {
    return of(format, RecordInput.whole(file, "", stream), options);
  }

  static Parsed of(Format format, RecordInput input, ParseOptions options) {
    Parsed parsed = new Parsed();
    try {
      format.parse(input, options, parsed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parsed;
  }

  /** The only article, where exactly one is expected and nothing was rejected. */
  RawArticle only() {
    if (articles.size() != 1 || !rejections.isEmpty()) {
      throw new AssertionError("Expected one article: " + this);
    }
    return articles.get(0);
  }

  List<String> titles() {
    return articles.stream().map(article -> article.title).toList();
  }

  List<RejectReason> reasons() {
    return rejections.stream().map(Rejection::reason).toList();
  }

  List<Long> offsets() {
    return articles.stream().map(article -> article.source.offset()).toList();
  }

  /** All that an article says, to compare it as a whole. */
  static String describe(RawArticle article) {
    return String.join(
        "|",
        article.source.toString(),
        article.id,
        article.outlet,
        article.published,
        article.fetched,
        article.topics.toString(),
        article.tags.toString(),
        article.authors.toString(),
        article.language,
        article.url,
        article.title,
        article.body,
        "undecodable " + article.undecodable);
  }

  List<String> descriptions() {
    return articles.stream().map(Parsed::describe).toList();
  }

  @Override
  public String toString() {
    return descriptions() + " " + rejections;
  }

  static ParseOptions withFields(Map<String, List<String>> fields) {
    return new ParseOptions(fields, Map.of(), "", "", 16 << 20, 64);
  }

  static ParseOptions withSplit(Map<String, String> split) {
    return new ParseOptions(Map.of(), split, "", "", 16 << 20, 64);
  }

  static ParseOptions withCharset(String charset) {
    return new ParseOptions(Map.of(), Map.of(), charset, "", 16 << 20, 64);
  }

  static ParseOptions withPath(String path) {
    return new ParseOptions(Map.of(), Map.of(), "", path, 16 << 20, 64);
  }

  static ParseOptions withLimits(int recordLimit, int nestingLimit) {
    return new ParseOptions(Map.of(), Map.of(), "", "", recordLimit, nestingLimit);
  }
}
