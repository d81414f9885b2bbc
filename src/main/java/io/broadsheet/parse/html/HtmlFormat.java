package io.broadsheet.parse.html;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.Emitter;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML pages, one article a file. */
public final class HtmlFormat implements Format {
  private static final int RECOGNISED_BYTES = 4096;

  /** What may stand before a page's first tag. */
  private static final Pattern PREAMBLE =
      Pattern.compile("\\A(?:\uFEFF|\\s|<\\?xml[^>]{0,500}>|<!--(?s:.{0,3000}?)-->)*+");

  private static final Pattern FIRST_TAG =
      Pattern.compile("<(!doctype\\s+html|html|head|body|meta|title)(?=[\\s/>])");

  @Override
  public String name() {
    return "html";
  }

  @Override
  public String recognise(Head head) {
    String tag = firstTag(head.bytes());
    return tag.isEmpty() ? "" : "starts with <" + tag + ">";
  }

  /** True if bytes of an unknown type start as a page does. */
  static boolean startsAsPage(byte[] bytes) {
    return !firstTag(bytes).isEmpty();
  }

  private static String firstTag(byte[] bytes) {
    String start = start(bytes);
    if (!start.contains("<")) {
      return "";
    }
    String text = start.toLowerCase(Locale.ROOT);
    Matcher preamble = PREAMBLE.matcher(text);
    int from = preamble.lookingAt() ? preamble.end() : 0;
    Matcher tag = FIRST_TAG.matcher(text);
    tag.region(from, text.length());
    return tag.lookingAt() ? tag.group(1) : "";
  }

  private static String start(byte[] bytes) {
    boolean isWide =
        bytes.length >= 2
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    Charset charset = isWide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    return new String(bytes, 0, Math.min(bytes.length, RECOGNISED_BYTES), charset);
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Source source = new Source(input.file(), input.entry(), 0);
    byte[] bytes = input.stream().readNBytes(options.recordLimit());
    if (bytes.length == options.recordLimit() && input.stream().read() >= 0) {
      String detail = "The page is larger than " + options.recordLimit() + " bytes.";
      output.rejection(new Rejection(source, RejectReason.TOO_LARGE, detail, excerpt(bytes)));
      return;
    }
    HtmlCharset.Decoded page = decode(bytes, options);
    HtmlArticle article = HtmlExtractor.extract(page.text(), "");
    if (article.title().isEmpty() && article.body().isEmpty()) {
      output.rejection(
          new Rejection(
              source,
              RejectReason.NO_TEXT,
              "The page has neither a title nor a text.",
              excerpt(bytes)));
      return;
    }
    RawArticle raw = raw(source, article);
    raw.undecodable = page.undecodable();
    new Emitter(input, options, output).article(raw);
  }

  /** An article in the terms that all formats share. */
  public static RawArticle raw(Source source, HtmlArticle article) {
    RawArticle raw = new RawArticle(source);
    raw.outlet = article.outlet().value();
    raw.title = article.title().value();
    raw.body = article.body().value();
    raw.url = article.address().value();
    raw.language = article.language().value();
    raw.published = article.published().value();
    raw.modified = article.modified().value();
    raw.topics.addAll(article.topics().values());
    raw.tags.addAll(article.tags().values());
    raw.authors.addAll(article.authors().values());
    raw.fieldSources = article.sources();
    return raw;
  }

  private static HtmlCharset.Decoded decode(byte[] bytes, ParseOptions options) {
    return options.charset().isEmpty()
        ? HtmlCharset.decode(bytes, "")
        : HtmlCharset.decodeAs(bytes, Charset.forName(options.charset()));
  }

  private static String excerpt(byte[] bytes) {
    int length = Math.min(bytes.length, Rejection.EXCERPT_CHARS * 4);
    String start = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return Texts.collapse(start);
  }
}
