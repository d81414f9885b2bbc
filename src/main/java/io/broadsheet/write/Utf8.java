package io.broadsheet.write;

/** UTF-8 from Java strings; unlike {@link String#getBytes}, an unpaired surrogate is U+FFFD. */
final class Utf8 {
  /** No char takes more bytes. */
  static final int MAX_BYTES_PER_CHAR = 3;

  private Utf8() {}

  /** Writes a string, for which there must be room, and returns the offset behind it. */
  static int encode(String value, byte[] target, int offset) {
    int length = value.length();
    int at = offset;
    for (int i = 0; i < length; i++) {
      char unit = value.charAt(i);
      if (unit < 0x80) {
        target[at++] = (byte) unit;
      } else if (unit < 0x800) {
        target[at++] = (byte) (0xC0 | unit >> 6);
        target[at++] = continuation(unit);
      } else if (Character.isHighSurrogate(unit)
          && i + 1 < length
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        int codePoint = Character.toCodePoint(unit, value.charAt(++i));
        target[at++] = (byte) (0xF0 | codePoint >> 18);
        target[at++] = continuation(codePoint >> 12);
        target[at++] = continuation(codePoint >> 6);
        target[at++] = continuation(codePoint);
      } else {
        int kept = Character.isSurrogate(unit) ? 0xFFFD : unit;
        target[at++] = (byte) (0xE0 | kept >> 12);
        target[at++] = continuation(kept >> 6);
        target[at++] = continuation(kept);
      }
    }
    return at;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
