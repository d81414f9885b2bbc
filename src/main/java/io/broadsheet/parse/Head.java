package io.broadsheet.parse;

/**
 * The first bytes of a file, after decompression, from which its format is recognised.
 *
 * @param bytes at most {@link #BYTES} of them; not to be changed
 * @param isWhole true if the file has no more bytes than these
 * @param fileName the file's or entry's name: a hint between formats that content cannot tell apart
 */
public record Head(byte[] bytes, boolean isWhole, String fileName) {
  /** How many bytes are looked at. */
  public static final int BYTES = 64 * 1024;
}
