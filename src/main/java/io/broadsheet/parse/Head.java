package io.broadsheet.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The first bytes of a file, after decompression, from which its format is recognised. */
public final class Head {
  /** How many bytes are looked at. */
  public static final int BYTES = 64 * 1024;

  private static final Pattern PACKED = Pattern.compile("\\.(?:gz|bz2|xz|zst)$");

  /** Most files that hold one article have no more. */
  private static final int FIRST_BYTES = 8 * 1024;

  /** Text has hardly any control characters; binary data has many. */
  private static final int CONTROLS_PER_THOUSAND = 5;

  private final byte[] bytes;
  private final boolean isWhole;
  private final String fileName;
  private String text;
  private Boolean isText;

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

  /**
   * Looks at the start of a stream and leaves the stream as it was.
   *
   * @param stream one that supports marks
   * @throws IOException if the stream throws it
   */
  public static Head of(InputStream stream, String fileName) throws IOException {
    stream.mark(BYTES + 1);
    byte[] bytes = new byte[FIRST_BYTES];
    int length = 0;
    int count = 0;
    boolean isWhole = true;
    try {
      while (length <= BYTES && count >= 0) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(length * 2, BYTES + 1));
        }
        count = stream.read(bytes, length, bytes.length - length);
        length += Math.max(count, 0);
      }
    } catch (IOException e) {
      // It comes again where the content is read, behind what can be had.
      if (length == 0) {
        throw e;
      }
      isWhole = false;
    }
    isWhole &= length <= BYTES;
    stream.reset();
    bytes = Arrays.copyOf(bytes, Math.min(length, BYTES));
    return new Head(bytes, isWhole, fileName);
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

  /** The bytes as text in the encoding that they seem to be in, without a byte order mark. */
  public synchronized String text() {
    if (text == null) {
      Charsets.Decision decision = Charsets.decide(bytes, bytes.length, isWhole, "", false);
      int from = decision.markBytes();
      text = new String(bytes, from, bytes.length - from, decision.charset());
    }
    return text;
  }

  /** True if it is not empty and holds almost no control characters. */
  synchronized boolean isText() {
    if (isText == null) {
      String text = text();
      int controls = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((c < ' ' && "\t\n\f\r\u001b".indexOf(c) < 0) || c == 0xfffd) {
          controls++;
        }
      }
      isText = !text.isBlank() && controls * 1000L <= (long) text.length() * CONTROLS_PER_THOUSAND;
    }
    return isText;
  }

  /** The text as UTF-8. */
  byte[] utf8() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** True if the file's name ends with a dot and one of these, whatever it was packed with. */
  boolean hasExtension(String... extensions) {
    String name = PACKED.matcher(fileName.toLowerCase(Locale.ROOT)).replaceFirst("");
    return Arrays.stream(extensions).anyMatch(extension -> name.endsWith("." + extension));
  }
}
