/**
 * Copies: fingerprints of texts, pairs of texts that have most of their shingles in common, groups
 * of copies and their originals, boilerplate lines, and stories.
 *
 * <p>Pure algorithms without Beam; imports {@code bytes}, {@code article}, {@code text} and {@code
 * stats}. Package {@code count} moves their data through the pipeline. Start reading at {@link
 * io.broadsheet.copies.Fingerprinter} and {@link io.broadsheet.copies.CopyFinder}; {@code
 * docs/copies.md} explains the method, its limits and its cost.
 */
package io.broadsheet.copies;
