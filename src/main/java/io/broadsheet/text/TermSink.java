package io.broadsheet.text;

/** Takes the terms of a text, in its order. */
public interface TermSink {

  /**
   * One occurrence of a term.
   *
   * @param utf8 holds the normalised term in its first {@code length} bytes; reused afterwards
   * @param hash {@link TermHash#of} those bytes
   */
  void term(byte[] utf8, int length, int hash);

  /** A stop: the terms before and after it are not neighbours. Never called twice in a row. */
  void stop();
}
