package io.broadsheet.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the value of a key may be: it reads a value, says what is wrong with it, and describes
 * itself to people and to editors. {@link SpecTypes} has all of them.
 *
 * @param <T> the value in Java
 */
interface SpecType<T> {

  /** The type in words that follow "must be": {@code a whole number from 1 to 5}. */
  String words();

  /** The type as JSON Schema (draft 7); a new node with every call. */
  ObjectNode schema();

  /**
   * Reads a value.
   *
   * @param subject how a sentence about the value begins: {@code `text.ngrams`}
   * @return nothing if it is wrong, which is then among {@code problems}
   */
  Optional<T> read(String subject, SpecNode node, Problems problems);
}
