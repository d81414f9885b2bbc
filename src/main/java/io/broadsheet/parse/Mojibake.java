package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.FieldNames.Field;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that somebody read as Windows-1252 ({@code \u00c3\u00a9} for {@code \u00e9}). It is undone
 * only where that is provable: where title and body, written as Windows-1252, are valid UTF-8 to
 * the last byte, with at least two characters beyond ASCII or one of three bytes. Text of any other
 * kind is practically never that by chance.
 */
final class Mojibake {
  /** What Windows-1252 has at 80 to 9F; the places that it leaves empty as browsers read them. */
  private static final String SPECIALS =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
          + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

  private Mojibake() {}

  /** Repairs all texts of an article if its title and body prove it; true if so. */
  static boolean repair(RawArticle article) {
    if (!mayBe(article.title) && !mayBe(article.body)) {
      return false;
    }
    byte[] bytes = bytes(article.title + article.body);
    if (bytes == null || !isSure(bytes)) {
      return false;
    }
    for (Field field : Field.values()) {
      FieldCollector.change(article, field, Mojibake::repaired);
    }
    return true;
  }

  /** True if somewhere a character that starts one of UTF-8 comes before one that goes on. */
  private static boolean mayBe(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xc2 && c <= 0xf4 && isContinuation(text.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isContinuation(char c) {
    return (c >= 0x80 && c <= 0xbf) || (c > 0xff && SPECIALS.indexOf(c) >= 0);
  }

  /** The text as Windows-1252; null if it is not in it. */
  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      int value = c <= 0xff ? c : SPECIALS.indexOf(c);
      if (value < 0) {
        return null;
      }
      bytes[i] = (byte) (c <= 0xff ? c : 0x80 + value);
    }
    return bytes;
  }

  private static boolean isSure(byte[] bytes) {
    int characters = 0;
    boolean hasLong = false;
    int i = 0;
    while (i < bytes.length) {
      int size = bytes[i] >= 0 ? 1 : Utf8.sequenceLength(bytes, i, bytes.length);
      if (size <= 0) {
        return false;
      }
      characters += size > 1 ? 1 : 0;
      hasLong |= size > 2;
      i += size;
    }
    return characters >= 2 || hasLong;
  }

  private static String repaired(String text) {
    byte[] bytes = bytes(text);
    if (bytes == null) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return text; // this field was not misread with the others
    }
  }
}
