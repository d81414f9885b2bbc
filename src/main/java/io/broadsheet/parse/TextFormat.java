package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.FieldNames.Field;
import java.io.IOException;
import java.util.Optional;

/**
 * A text file that is one article: its first line that is not blank is the title, the rest the
 * body; all else comes from the file's path, by the pattern that the spec declares.
 */
public final class TextFormat implements Format {
  @Override
  public String name() {
    return "text";
  }

  /** Nothing is text by itself: it takes a path pattern, which says that files are articles. */
  @Override
  public String recognise(Head head) {
    return "";
  }

  @Override
  public String recognise(Head head, ParseOptions options) {
    boolean isOurs =
        head.isText()
            && PathPattern.of(options).filter(p -> p.matches(head.fileName())).isPresent();
    return isOurs ? "is plain text, and its path matches the spec's pattern" : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    Emitter emitter = new Emitter(input, options, output);
    Optional<PathPattern> pattern = PathPattern.of(options);
    boolean hasMore = true;
    while (hasMore && buffer.length() <= options.recordLimit()) {
      hasMore = buffer.fill();
    }
    int from = buffer.start();
    int to = buffer.end();
    String excerpt = buffer.excerpt(from, to);
    if (pattern.isPresent() && !pattern.get().matches(emitter.path())) {
      emitter.reject(
          0,
          RejectReason.UNKNOWN_FORMAT,
          "The path does not match the pattern " + options.path(),
          excerpt);
    } else if (buffer.length() > options.recordLimit()) {
      emitter.reject(
          0,
          RejectReason.TOO_LARGE,
          "The text is larger than " + options.recordLimit() + " bytes",
          excerpt);
    } else {
      RawArticle article = new RawArticle(emitter.source(0));
      boolean isTitled = pattern.isPresent() && pattern.get().names(Field.TITLE);
      fill(article, buffer.text(from, to), isTitled);
      if (Emitter.hasText(article)) {
        long before = buffer.undecodableBefore(from);
        article.undecodable = (int) (buffer.undecodableBefore(to) - before);
        emitter.article(article);
      } else {
        emitter.reject(0, RejectReason.NO_TEXT, "The file is blank", excerpt);
      }
    }
  }

  private static void fill(RawArticle article, String text, boolean isTitledByPath) {
    if (isTitledByPath) {
      article.body = text;
      return;
    }
    int from = 0;
    while (from < text.length()) {
      int to = lineEnd(text, from);
      String line = text.substring(from, to);
      if (!line.isBlank()) {
        article.title = line;
        article.body = text.substring(Math.min(text.length(), to + 1));
        return;
      }
      from = to + 1;
    }
  }

  /** The index of the line feed or carriage return that ends the line. */
  private static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }
}
