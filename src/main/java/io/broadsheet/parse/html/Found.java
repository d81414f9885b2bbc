package io.broadsheet.parse.html;

/**
 * A field of a page and where it was found.
 *
 * @param value trimmed; empty if the page does not say
 * @param source {@link FieldSource#NONE} exactly if the value is empty
 */
public record Found(String value, FieldSource source) {
  /** What the page does not say. */
  public static final Found NOTHING = new Found("", FieldSource.NONE);

  public Found {
    if (value.isEmpty() != (source == FieldSource.NONE)) {
      throw new IllegalArgumentException("A value and its source belong together.");
    }
  }

  /** The value with white space collapsed and trimmed, or {@link #NOTHING} if that leaves none. */
  static Found of(String value, FieldSource source) {
    String clean = Texts.collapse(value);
    return clean.isEmpty() ? NOTHING : new Found(clean, source);
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }
}
