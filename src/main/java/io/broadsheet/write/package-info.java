/**
 * Turns rows into files: text formats, the part files that workers leave in a staging folder, and
 * the commit that makes whole tables of them and swaps the new version in at one instant.
 *
 * <p>Imports {@code article} and {@code table}; no Beam. Start reading at {@link
 * io.broadsheet.write.OutputFolder}; {@link io.broadsheet.write.RowFormat} is what a new text
 * format implements.
 */
package io.broadsheet.write;
