package io.broadsheet.parse;

import java.io.IOException;

/**
 * One input format. A new format is one implementation and one line in {@link Formats}.
 *
 * <p>Implementations are stateless and may be used by many threads at once.
 */
public interface Format {

  /** The name that specs and {@code ./broadsheet formats} use, such as {@code tag-page}. */
  String name();

  /**
   * Judges from the first bytes of a file (decompressed) whether it is of this format.
   *
   * @return why it is, as a phrase for a person ("starts with {@code Latest news with #}"), or
   *     empty if it is not
   */
  String recognise(Head head);

  /** As {@link #recognise(Head)}, knowing what the spec says about the input. */
  default String recognise(Head head, ParseOptions options) {
    return recognise(head);
  }

  /** True if the format's own standard asks for Unicode, so that few wrong bytes are damage. */
  default boolean expectsUtf8() {
    return false;
  }

  /**
   * True if {@link #parse} may be given any byte range of a file: it then reads the records that
   * start inside the range, and finds the first of them by itself.
   */
  default boolean isSplittable() {
    return false;
  }

  /**
   * Reads every record and hands each to {@code output}, as an article or as a rejection. What is
   * wrong with a record is a rejection and never an exception; an exception means that the bytes
   * could not be read, or a bug.
   *
   * <p>Memory: one record, at most {@code options.recordLimit()} bytes of it.
   *
   * @throws IOException if {@code input} throws it
   */
  void parse(RecordInput input, ParseOptions options, RecordOutput output) throws IOException;
}
