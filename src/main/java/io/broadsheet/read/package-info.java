/**
 * Input: which files there are, how they are shared out among workers, and their bytes, out of
 * whatever they are packed in.
 *
 * <p>Imports {@code parse} and {@code article}; knows no Beam. Start reading at {@link
 * io.broadsheet.read.InputFiles}.
 */
package io.broadsheet.read;
