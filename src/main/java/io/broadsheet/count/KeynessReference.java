package io.broadsheet.count;

import io.broadsheet.table.RowWriter;
import java.io.IOException;

/**
 * The counts that the terms of a slice are compared with. Its terms are those of the window, by
 * their numbers, and behind them those that the window lacks.
 */
interface KeynessReference {

  /** Whether the slice is a part of it, and is taken off it for the comparison. */
  boolean includesTarget();

  /** All occurrences of all terms. */
  long totalTerms();

  /** How many articles it has; the largest number if that is not known. */
  int totalDocs();

  /** The occurrences of a term. */
  long count(int term);

  /** How frequent its terms are. */
  TermFrequencies frequencies();

  /** A term by its place in {@link #frequencies}, 0 being the most frequent. */
  int byFrequency(int place);

  /**
   * Whether a term may be listed, however often it occurs.
   *
   * @param minDocs in how many articles of the window it must be, if the window knows it
   */
  boolean isListable(int term, int minDocs);

  /** Some distinct terms in code-point order. */
  int[] inOrder(int[] some);

  /** Those of some distinct terms that are first in code-point order, so many of them. */
  int[] first(int[] some, int count);

  /** A term's words with spaces between them, in UTF-8. */
  byte[] text(int term);

  /** Writes a term's cell. */
  void writeTo(RowWriter rows, int term) throws IOException;
}
