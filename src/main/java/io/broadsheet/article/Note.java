package io.broadsheet.article;

/**
 * Something about how an article was read that its other fields do not show.
 *
 * @param kind {@link #OUTLET_SPELLING}, {@link #UNDECODABLE_BYTES} or {@link #MOJIBAKE_REPAIRED}
 * @param value what is to be said
 */
public record Note(String kind, String value) {
  /** The record's own spelling of an outlet that the spec gives another name. */
  public static final String OUTLET_SPELLING = "outlet_spelling";

  /** How many bytes of the record were no text in its encoding and became U+FFFD. */
  public static final String UNDECODABLE_BYTES = "undecodable_bytes";

  /** Its texts were UTF-8 that somebody had read as Windows-1252, which was undone. */
  public static final String MOJIBAKE_REPAIRED = "mojibake_repaired";
}
