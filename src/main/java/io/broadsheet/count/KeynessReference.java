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

  /** The occurrences of one. */
  long count(int term);

  /** Its terms by how frequent they are. */
  TermFrequencies frequencies();

  /** Whether a term may be listed, however often it occurs. */
  boolean isListable(int term);

  /** Some distinct terms in code-point order. */
  int[] inOrder(int[] some);

  /** Those of some distinct terms that are first in code-point order, so many of them. */
  int[] first(int[] some, int count);

  /** Writes a term's cell. */
  void writeTo(RowWriter rows, int term) throws IOException;
}
