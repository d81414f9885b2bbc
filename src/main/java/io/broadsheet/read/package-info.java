/**
 * Reading: files in, the bytes of each of their entries out, and from there records.
 *
 * <p>Imports {@code article} and {@code parse}. Start reading at {@link
 * io.broadsheet.read.Containers}, which knows no Beam.
 */
package io.broadsheet.read;
