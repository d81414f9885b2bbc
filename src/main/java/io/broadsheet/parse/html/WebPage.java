package io.broadsheet.parse.html;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Source;
import io.broadsheet.parse.ParseOptions;
import java.nio.charset.Charset;

/** Reads pages for other formats that hold some, such as crawls. */
public final class WebPage {
  private WebPage() {}

  /**
   * Reads a page.
   *
   * @param bytes the page as it was sent, no longer packed
   * @param contentType the HTTP header of that name, or empty
   * @param address where the page came from, or empty
   * @return an article, which may have neither a title nor a body
   */
  public static RawArticle read(
      Source source, byte[] bytes, String contentType, String address, ParseOptions options) {
    HtmlCharset.Decoded page =
        options.charset().isEmpty()
            ? HtmlCharset.decode(bytes, contentType)
            : HtmlCharset.decodeAs(bytes, Charset.forName(options.charset()));
    RawArticle article = HtmlFormat.raw(source, HtmlExtractor.extract(page.text(), address));
    article.undecodable = page.undecodable();
    return article;
  }

  /**
   * Reads the text that somebody else took from a page: its first line is the title.
   *
   * @param bytes the text
   * @param contentType its type, with a charset or without
   * @param address where the page came from, or empty; says the outlet and perhaps the day
   */
  public static RawArticle readText(
      Source source, byte[] bytes, String contentType, String address, ParseOptions options) {
    HtmlCharset.Decoded text =
        options.charset().isEmpty()
            ? HtmlCharset.decode(bytes, contentType)
            : HtmlCharset.decodeAs(bytes, Charset.forName(options.charset()));
    RawArticle article = new RawArticle(source);
    String lines = text.text().strip();
    int end = lines.indexOf('\n');
    article.title = end < 0 ? lines : lines.substring(0, end).strip();
    article.body = end < 0 ? "" : lines.substring(end + 1);
    article.undecodable = text.undecodable();
    article.url = address;
    article.outlet = PageAddress.host(address);
    article.published = DateFinder.ofAddress(PageAddress.path(address)).value();
    return article;
  }

  /** True if bytes of an unknown type start as a page does. */
  public static boolean looksLikePage(byte[] bytes) {
    return HtmlFormat.startsAsPage(bytes);
  }
}
