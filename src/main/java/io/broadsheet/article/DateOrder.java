package io.broadsheet.article;

import java.util.Locale;

/** The order of day, month and year in numeric dates whose text does not tell. */
public enum DateOrder {
  /** Not known. */
  NONE,
  /** Day, month, year. */
  DMY,
  /** Month, day, year. */
  MDY,
  /** Year, month, day. */
  YMD;

  /** The name as specs and tables write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
