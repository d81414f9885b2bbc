package io.broadsheet.parse.html;

import java.util.List;

/**
 * A field of several values and where they were found.
 *
 * @param values distinct, in the page's order
 * @param source {@link FieldSource#NONE} exactly if there are none
 */
public record FoundList(List<String> values, FieldSource source) {
  /** What the page does not say. */
  public static final FoundList NOTHING = new FoundList(List.of(), FieldSource.NONE);

  public FoundList {
    values = List.copyOf(values);
    if (values.isEmpty() != (source == FieldSource.NONE)) {
      throw new IllegalArgumentException("Values and their source belong together.");
    }
  }

  /** The values cleaned and without repetitions, or {@link #NOTHING} if that leaves none. */
  static FoundList of(List<String> values, FieldSource source) {
    List<String> distinct =
        values.stream().map(Texts::collapse).filter(value -> !value.isEmpty()).distinct().toList();
    return distinct.isEmpty() ? NOTHING : new FoundList(distinct, source);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
