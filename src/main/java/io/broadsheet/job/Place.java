package io.broadsheet.job;

import java.util.Comparator;

/**
 * Where a piece of a spec was written.
 *
 * @param origin the spec file, or the option of the command line
 * @param line from 1; 0 for an option
 * @param column from 1; 0 for an option
 */
record Place(String origin, int line, int column) implements Comparable<Place> {
  /** Places in a file come in the order of the file and before those of options. */
  private static final Comparator<Place> ORDER =
      Comparator.<Place, Boolean>comparing(place -> place.line == 0)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  static Place option(String option) {
    return new Place(option, 0, 0);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line == 0 ? origin : origin + ":" + line + ":" + column;
  }
}
