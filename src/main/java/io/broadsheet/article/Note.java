package io.broadsheet.article;

/**
 * Something about how an article was read that its other fields do not show.
 *
 * @param kind one of the constants here, or what else the record came with
 * @param value what is to be said
 */
public record Note(String kind, String value) {
  /** Who wrote it: names joined with {@code |}, which is escaped inside them. */
  public static final String AUTHORS = "authors";

  /**
   * Where in a web page each field was found: for every field its name, {@code =} and a source,
   * with spaces between.
   */
  public static final String FIELD_SOURCES = "field_sources";

  /** When the record says that it was last changed, in its own words. */
  public static final String MODIFIED = "modified";

  /** The record's own spelling of an outlet that the spec gives another name. */
  public static final String OUTLET_SPELLING = "outlet_spelling";

  /** How many bytes of the record were no text in its encoding and became U+FFFD. */
  public static final String UNDECODABLE_BYTES = "undecodable_bytes";

  /** Its texts were UTF-8 that somebody had read as Windows-1252, which was undone. */
  public static final String MOJIBAKE_REPAIRED = "mojibake_repaired";
}
