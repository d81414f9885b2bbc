package io.broadsheet.table;

/** What a cell holds. */
public enum ColumnType {
  /** Unicode text. */
  TEXT,
  /** Several texts; joined with {@code |} where a target has no lists. */
  TEXT_LIST,
  /** A whole number of 64 bits. */
  INTEGER,
  /** A double; text targets show 12 significant digits. */
  REAL,
  /** An instant; text targets show ISO 8601 in the spec's zone with its offset. */
  TIMESTAMP
}
