package io.broadsheet.parse.structured;

import java.nio.charset.StandardCharsets;

/** Bytes that are meant to be UTF-8. */
final class Texts {
  private int undecodable;

  /** The text; what is no UTF-8 becomes U+FFFD and is counted. */
  String of(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      // Each replacement that the bytes do not hold themselves stands for a byte or more.
      long replaced = text.chars().filter(c -> c == '\uFFFD').count();
      undecodable += (int) Math.max(0, replaced - written(bytes, from, length));
    }
    return text;
  }

  /** How often U+FFFD itself is written. */
  private static long written(byte[] bytes, int from, int length) {
    long count = 0;
    for (int i = from; i + 2 < from + length; i++) {
      if (bytes[i] == (byte) 0xef && bytes[i + 1] == (byte) 0xbf && bytes[i + 2] == (byte) 0xbd) {
        count++;
      }
    }
    return count;
  }

  /** How many bytes were no text since the last call. */
  int takeUndecodable() {
    int count = undecodable;
    undecodable = 0;
    return count;
  }
}
