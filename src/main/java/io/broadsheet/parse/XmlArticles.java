package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.function.BiPredicate;

/**
 * Reads the articles of XML files in which an article is an element of one name, wherever it
 * stands. A file without any is a reject.
 */
final class XmlArticles implements XmlRecords.Handler {
  private final Emitter emitter;
  private final String recordName;
  private final BiPredicate<XmlElement, RawArticle> reader;
  private long records;

  private XmlArticles(
      Emitter emitter, String recordName, BiPredicate<XmlElement, RawArticle> reader) {
    this.emitter = emitter;
    this.recordName = recordName;
    this.reader = reader;
  }

  /**
   * Reads to the end of a file.
   *
   * @param buffer the file's text
   * @param recordName the name of an article's element in lower case, without a prefix
   * @param reader fills an article; false if the element is none by its kind, which is skipped
   */
  static void read(
      Utf8Buffer buffer,
      Emitter emitter,
      ParseOptions options,
      String recordName,
      BiPredicate<XmlElement, RawArticle> reader)
      throws IOException {
    String excerpt = buffer.excerpt(buffer.start(), buffer.end());
    XmlArticles articles = new XmlArticles(emitter, recordName, reader);
    XmlTokens tokens = new XmlTokens(buffer, options.recordLimit());
    new XmlRecords(tokens, options, articles).read();
    if (articles.records == 0) {
      emitter.reject(0, RejectReason.MALFORMED, "There is no <" + recordName + "> in it", excerpt);
    }
  }

  @Override
  public boolean isContainer(String name) {
    return false;
  }

  @Override
  public boolean isRecord(String name) {
    return name.substring(name.indexOf(':') + 1).equals(recordName);
  }

  @Override
  public void record(XmlElement element, int undecodable) {
    if (!isRecord(element.name)) {
      return;
    }
    records++;
    RawArticle article = new RawArticle(emitter.source(element.offset));
    article.language = element.language;
    article.undecodable = undecodable;
    if (!reader.test(element, article)) {
      emitter.skip();
    } else if (Emitter.hasText(article)) {
      emitter.article(article);
    } else {
      emitter.reject(
          element.offset,
          RejectReason.NO_TEXT,
          "The article has neither a title nor a text",
          article.id);
    }
  }

  @Override
  public void broken(long offset, RejectReason reason, String detail, String excerpt) {
    records++;
    emitter.reject(offset, reason, detail, excerpt);
  }
}
