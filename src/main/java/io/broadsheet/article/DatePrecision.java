package io.broadsheet.article;

import java.util.Locale;

/** What a publication date pins down. */
public enum DatePrecision {
  /** A point in time. */
  INSTANT,
  /** A calendar day, which is the day of that name in the spec's zone. */
  DAY,
  /** Nothing: the article is undated. */
  NONE;

  /** The name as tables write it; empty for {@link #NONE}. */
  public String label() {
    return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
  }
}
