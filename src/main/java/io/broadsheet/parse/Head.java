package io.broadsheet.parse;

/** The first bytes of a file, after decompression, from which its format is recognised. */
public final class Head {
  /** How many bytes are looked at. */
  public static final int BYTES = 64 * 1024;

  private final byte[] bytes;
  private final boolean isWhole;
  private final String fileName;

  /**
   * @param bytes the first {@link #BYTES} bytes, or all if there are fewer; not copied
   * @param isWhole true if the file has no more bytes than these
   * @param fileName the file's or entry's name
   */
  public Head(byte[] bytes, boolean isWhole, String fileName) {
    this.bytes = bytes;
    this.isWhole = isWhole;
    this.fileName = fileName;
  }

  /** The bytes themselves, not a copy: read only. */
  public byte[] bytes() {
    return bytes;
  }

  public boolean isWhole() {
    return isWhole;
  }

  /** A hint between formats that content cannot tell apart, never evidence alone. */
  public String fileName() {
    return fileName;
  }
}
