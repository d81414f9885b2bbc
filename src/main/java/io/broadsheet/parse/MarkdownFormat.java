package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.html.HtmlText;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown with an article under each heading of the level that most headings at the start of the
 * file have; higher headings part sections, and what stands right under them belongs to no article.
 * The date is in the file's path, as the spec's pattern says.
 *
 * <p>Memory: one article.
 */
public final class MarkdownFormat implements Format {
  private static final int DEEPEST = 6;
  private static final int LONGEST_RULER = 200;
  private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})[ \\t]+(\\S.*)");
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?i)(?:^|[/!])(?:readme|changes|changelog|contributing|license)\\b[^/!]*$");

  private static final Pattern FENCE = Pattern.compile(" {0,3}(?:```|~~~).*");
  private static final Pattern RULER = Pattern.compile(" {0,3}([-*_])(?:[ \\t]*\\1){2,}[ \\t]*");
  private static final Pattern IMAGE = Pattern.compile("!\\[([^\\[\\]]*)]\\([^()\\s]*[^()]*\\)");
  private static final Pattern LINK =
      Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]*)(?:\\s[^()]*)?\\)");
  private static final Pattern EMPHASIS = Pattern.compile("(\\*\\*|__)(?=\\S)([^*_]+)(?<=\\S)\\1");
  private static final Pattern HTML = Pattern.compile("</(?:p|div|br|li|a|b|i|em|strong)>");
  private static final Pattern TRAILING_MARKS = Pattern.compile("[ \\t]+#+[ \\t]*$");

  @Override
  public String name() {
    return "markdown";
  }

  /**
   * Headings stand alone; lines of number signs one below the other are comments. A file named as
   * one that describes its folder is none of articles.
   */
  @Override
  public String recognise(Head head) {
    if (head.text().indexOf('#') < 0
        || !head.isText()
        || DESCRIPTION.matcher(head.fileName()).find()) {
      return "";
    }
    int count = 0;
    boolean isFirst = true;
    boolean startsWithHeading = false;
    boolean wasHeading = false;
    for (String line : head.text().lines().toList()) {
      boolean isHeading = HEADING.matcher(line).matches();
      if (isHeading && wasHeading) {
        return "";
      }
      startsWithHeading |= isFirst && isHeading;
      isFirst &= line.isBlank();
      wasHeading = isHeading;
      count += isHeading ? 1 : 0;
    }
    boolean isNamed = head.hasExtension("md", "markdown");
    return count > 0 && (isNamed || (startsWithHeading && count > 1))
        ? "has " + count + " headings of Markdown"
        : "";
  }

  /** The level that most headings have, of two the higher one; or 0. */
  private static int level(String text) {
    boolean isFenced = false;
    int[] counts = new int[DEEPEST + 1];
    for (String line : text.lines().toList()) {
      isFenced ^= FENCE.matcher(line).matches();
      Matcher heading = HEADING.matcher(line);
      if (!isFenced && heading.matches()) {
        counts[heading.group(1).length()]++;
      }
    }
    int level = 0;
    for (int i = 1; i <= DEEPEST; i++) {
      level = counts[i] > counts[level] ? i : level;
    }
    return level;
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    boolean hasMore = true;
    while (hasMore && buffer.length() < Head.BYTES) {
      hasMore = buffer.fill();
    }
    int sampleEnd = Math.min(buffer.end(), buffer.start() + Head.BYTES);
    int level = level(buffer.text(buffer.start(), sampleEnd));
    Reading reading =
        new Reading(new Emitter(input, options, output), options.recordLimit(), level);
    Lines lines = new Lines(buffer, options.recordLimit());
    while (lines.next()) {
      reading.line(lines);
    }
    reading.end();
  }

  /** One file on its way. */
  private static final class Reading {
    private final Emitter emitter;
    private final int limit;
    private final int level;
    private RawArticle article;
    private StringBuilder body = new StringBuilder();
    private boolean isTooLarge;
    private boolean isFenced;
    private boolean hasItems;
    private String excerpt = "";

    Reading(Emitter emitter, int limit, int level) {
      this.emitter = emitter;
      this.limit = limit;
      this.level = level;
    }

    void line(Lines lines) {
      long offset = lines.offset();
      int damaged = lines.undecodable();
      String text = lines.text();
      Matcher heading = HEADING.matcher(text);
      isFenced ^= FENCE.matcher(text).matches();
      if (excerpt.isEmpty()) {
        excerpt = lines.excerpt();
      }
      if (!isFenced && heading.matches() && heading.group(1).length() <= level) {
        finish();
        excerpt = lines.excerpt();
        if (heading.group(1).length() == level) {
          article = new RawArticle(emitter.source(offset));
          String title = TRAILING_MARKS.matcher(heading.group(2)).replaceAll("");
          Matcher link = LINK.matcher(title);
          article.url = link.find() ? link.group(2) : "";
          article.title = plain(title);
        }
      } else if (article != null) {
        isTooLarge |= lines.isTooLong() || body.length() > limit - text.length();
        boolean isRuler = text.length() <= LONGEST_RULER && RULER.matcher(text).matches();
        if (!isTooLarge && !isRuler) {
          String line = heading.matches() && !isFenced ? heading.group(2) : text;
          body.append(plain(line)).append('\n');
        }
      }
      if (article != null) {
        article.undecodable += damaged;
      }
    }

    private static String plain(String line) {
      if (line.indexOf('[') < 0 && line.indexOf('*') < 0 && line.indexOf('_') < 0) {
        return line;
      }
      String text = IMAGE.matcher(line).replaceAll("");
      text = LINK.matcher(text).replaceAll("$1");
      return EMPHASIS.matcher(text).replaceAll("$2");
    }

    private void finish() {
      if (article != null) {
        String text = body.toString();
        article.body = HTML.matcher(text).find() ? HtmlText.lines(text) : text;
        if (isTooLarge) {
          emitter.reject(
              article.source.offset(),
              RejectReason.TOO_LARGE,
              "The article is larger than " + limit + " bytes",
              excerpt);
        } else if (Emitter.hasText(article)) {
          emitter.article(article);
        } else {
          emitter.reject(
              article.source.offset(),
              RejectReason.NO_TEXT,
              "The heading is of an image only, and nothing follows",
              excerpt);
        }
        hasItems = true;
      }
      article = null;
      body = new StringBuilder();
      isTooLarge = false;
    }

    void end() {
      finish();
      if (!hasItems) {
        emitter.reject(0, RejectReason.NO_TEXT, "There is no heading in it", excerpt);
      }
    }
  }
}
