package io.broadsheet.article;

import java.util.Locale;

/** Why a record did not become an article. Closed: a bug is none of these and stops the run. */
public enum RejectReason {
  /** The record does not follow the grammar of its format (broken JSON, an unclosed quote). */
  MALFORMED,
  /** Well formed, but neither a title nor a body in it. */
  NO_TEXT,
  /** Larger than {@code limits.record}. */
  TOO_LARGE,
  /** Nested deeper than {@code limits.nesting}. */
  TOO_DEEP,
  /** A container or compressed file that expands beyond its limits. */
  EXPANDS_TOO_MUCH,
  /** The bytes end in the middle of a record or a compressed stream. */
  TRUNCATED,
  /** A compressed stream or container whose checks fail. */
  CORRUPT,
  /** No format recognises the content. */
  UNKNOWN_FORMAT,
  /** The file vanished, may not be read, or is no regular file. */
  UNREADABLE,
  /** The file changed while it was being read. */
  CHANGED_WHILE_READ;

  /** The name as tables write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
