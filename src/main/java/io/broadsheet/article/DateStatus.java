package io.broadsheet.article;

import java.util.Locale;

/** How an article's publication date was found. The first three are dated, the others undated. */
public enum DateStatus {
  /** The text can be read one way only. */
  EXPLICIT,
  /** Numeric; the format or the spec declares the order of day and month. */
  DECLARED,
  /** Numeric; the outlet's other dates prove the order of day and month. */
  INFERRED,
  /** Can be read in more than one way. */
  AMBIGUOUS,
  /** Names a day that no calendar has, such as 31 February. */
  IMPOSSIBLE,
  /** More than a day after the run's "now". */
  FUTURE,
  /** Before the spec's {@code windows.earliest}. */
  OUT_OF_RANGE,
  /** No date, or text that is none. */
  MISSING;

  /** True if the article has a place in time. */
  public boolean isDated() {
    return this == EXPLICIT || this == DECLARED || this == INFERRED;
  }

  /** The name as tables write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
