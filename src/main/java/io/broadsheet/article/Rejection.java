package io.broadsheet.article;

/**
 * A record that could not become an article: where it is, why, and what it looks like.
 *
 * @param source where the record starts
 * @param reason the kind of trouble
 * @param detail one sentence for a person, without line breaks
 * @param excerpt the start of the record as text, at most {@link #EXCERPT_CHARS} characters
 */
public record Rejection(Source source, RejectReason reason, String detail, String excerpt) {
  public static final int EXCERPT_CHARS = 200;

  public Rejection {
    if (excerpt.length() > EXCERPT_CHARS) {
      int end = EXCERPT_CHARS;
      if (Character.isHighSurrogate(excerpt.charAt(end - 1))) {
        end--;
      }
      excerpt = excerpt.substring(0, end);
    }
  }
}
