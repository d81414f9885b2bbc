package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import java.util.Optional;

/** Hands on what a parser finds in one input, with what all formats have in common. */
public final class Emitter {
  private static final int DETAIL_CHARS = 300;

  private final RecordInput input;
  private final RecordOutput output;
  private final Optional<PathPattern> path;
  private final Optional<PathDate> dateFrom;

  /**
   * Hands what is found in {@code input} to {@code output}.
   *
   * @param options say which fields stand in the path
   */
  public Emitter(RecordInput input, ParseOptions options, RecordOutput output) {
    this.input = input;
    this.output = output;
    path = PathPattern.of(options);
    dateFrom = PathDate.of(options);
  }

  /** The place of a record in this input. */
  public Source source(long offset) {
    return new Source(input.file(), input.entry(), offset);
  }

  /** The path that patterns are compared with. */
  String path() {
    return input.entry().isEmpty() ? input.file() : input.entry();
  }

  /** True if there is a title or a body. */
  public static boolean hasText(RawArticle article) {
    return !article.title.isBlank() || !article.body.isBlank();
  }

  /** Hands on an article that has text, completed by what its path says. */
  public void article(RawArticle article) {
    path.ifPresent(pattern -> pattern.fill(path(), article));
    if (article.published.isBlank() && dateFrom.isPresent()) {
      article.published = dateFrom.get().find(input.file(), input.entry());
    }
    output.article(article);
  }

  /** Hands on a rejection. Its detail becomes one line. */
  public void reject(long offset, RejectReason reason, String detail, String excerpt) {
    output.rejection(new Rejection(source(offset), reason, oneLine(detail), excerpt));
  }

  /** Hands on a rejection of something inside a record. */
  public void reject(Rejection rejection) {
    output.rejection(rejection);
  }

  /** Counts a record that is no article by its kind, such as a picture or a request. */
  public void skip() {
    output.skipped();
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < DETAIL_CHARS; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    int last = line.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(line.charAt(last))) {
      line.setLength(last);
    }
    return line.toString();
  }
}
