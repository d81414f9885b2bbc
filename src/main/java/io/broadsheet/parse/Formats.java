package io.broadsheet.parse;

import io.broadsheet.parse.crawl.ArcFormat;
import io.broadsheet.parse.crawl.WarcFormat;
import io.broadsheet.parse.html.HtmlFormat;
import io.broadsheet.parse.structured.AvroFormat;
import io.broadsheet.parse.structured.ParquetFormat;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** The formats that can be read, in the order in which they are tried. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(
          new TagPageFormat(),
          new WarcFormat(),
          new ArcFormat(),
          new AvroFormat(),
          new ParquetFormat(),
          new FeedFormat(),
          new JsonFeedFormat(),
          new ReutersFormat(),
          new NitfFormat(),
          new NewsMlFormat(),
          new MailFormat(),
          new HeadedTextFormat(),
          new MarkdownFormat(),
          new HtmlFormat(),
          new JsonLinesFormat(),
          new JsonFormat(),
          new CsvFormat(),
          new TextFormat());

  private Formats() {}

  /**
   * What a file was taken for.
   *
   * @param format the format, or empty if none knows the content
   * @param reason why, as a phrase for a person; also where no format was found
   * @param charset the encoding of the text, to be handed on in every {@link RecordInput} of the
   *     file
   * @param isSplittable true if ranges of the file may be parsed one by one
   */
  public record Detection(
      Optional<Format> format, String reason, Charset charset, boolean isSplittable) {}

  /** All formats, the most particular first. */
  public static List<Format> all() {
    return ALL;
  }

  /** Their names, as specs use them. */
  public static List<String> names() {
    return ALL.stream().map(Format::name).toList();
  }

  /** The format that specs call by that name. */
  public static Optional<Format> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /** Finds the format of a file from its first bytes. */
  public static Detection detect(Head head, ParseOptions options) {
    for (Format format : ALL) {
      String reason = format.recognise(head, options);
      if (!reason.isEmpty()) {
        return detection(format, reason, head, options);
      }
    }
    Charset charset = decide(head, options, false).charset();
    return new Detection(Optional.empty(), UnknownContent.describe(head, options), charset, false);
  }

  /** As if the content had been found to be of that format, because the spec forces it. */
  public static Detection forced(Format format, Head head, ParseOptions options) {
    return detection(format, "the spec says so", head, options);
  }

  private static Detection detection(
      Format format, String reason, Head head, ParseOptions options) {
    Charsets.Decision decision = decide(head, options, format.expectsUtf8());
    return new Detection(
        Optional.of(format),
        reason,
        decision.charset(),
        format.isSplittable() && decision.isSplittable());
  }

  private static Charsets.Decision decide(Head head, ParseOptions options, boolean expectsUtf8) {
    return Charsets.decide(
        head.bytes(), head.bytes().length, head.isWhole(), options.charset(), expectsUtf8);
  }
}
