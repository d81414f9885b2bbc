/**
 * Text to terms: word boundaries, normalisation, stop words. Plain Java, no Beam, nothing else of
 * this project.
 *
 * <p>Start reading at {@link io.broadsheet.text.Tokenizer}; {@code docs/text.md} says what each
 * rule does.
 */
package io.broadsheet.text;
