package io.broadsheet.parse;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.text.translate.EntityArrays;

/**
 * Character references of HTML that were left in plain text, by name, decimal or hexadecimal
 * number. Only whole ones that end with a semicolon count, so that {@code AT&T} and {@code
 * ?a=1&copy=2} stay as they are. What was escaped twice is unescaped once.
 */
final class Entities {
  private static final int LONGEST = 12;

  /** What the numbers 128 to 159 stand for, as browsers read them: Windows-1252. */
  private static final String WINDOWS_1252 =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d"
          + "\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
          + "\u009d\u017e\u0178";

  private static final Map<String, String> NAMED = new HashMap<>();

  static {
    addAll(EntityArrays.BASIC_UNESCAPE);
    addAll(EntityArrays.APOS_UNESCAPE);
    addAll(EntityArrays.ISO8859_1_UNESCAPE);
    addAll(EntityArrays.HTML40_EXTENDED_UNESCAPE);
  }

  private Entities() {}

  private static void addAll(Map<CharSequence, CharSequence> entities) {
    entities.forEach(
        (entity, text) ->
            NAMED.put(entity.toString().substring(1, entity.length() - 1), text.toString()));
  }

  /** The text with its references replaced; the same object if it has none. */
  static String decode(String text) {
    int ampersand = text.indexOf('&');
    StringBuilder decoded = null;
    int copied = 0;
    while (ampersand >= 0) {
      int semicolon = semicolon(text, ampersand + 1);
      String meaning = semicolon < 0 ? null : meaning(text, ampersand + 1, semicolon);
      if (meaning != null) {
        if (decoded == null) {
          decoded = new StringBuilder(text.length());
        }
        decoded.append(text, copied, ampersand).append(meaning);
        copied = semicolon + 1;
      }
      ampersand = text.indexOf('&', meaning == null ? ampersand + 1 : copied);
    }
    return decoded == null ? text : decoded.append(text, copied, text.length()).toString();
  }

  /** Where a reference that starts behind an ampersand would end, or -1. */
  private static int semicolon(String text, int start) {
    int limit = Math.min(text.length(), start + LONGEST);
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i > start ? i : -1;
      }
      boolean isPart =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || (c == '#' && i == start);
      if (!isPart) {
        return -1;
      }
    }
    return -1;
  }

  private static String meaning(String text, int start, int end) {
    if (text.charAt(start) != '#') {
      return NAMED.get(text.substring(start, end));
    }
    boolean isHexadecimal = (text.charAt(start + 1) | 0x20) == 'x';
    int radix = isHexadecimal ? 16 : 10;
    int first = start + (isHexadecimal ? 2 : 1);
    int number = 0;
    for (int i = first; i < end; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return null;
      }
      number = Math.min(number * radix + digit, Character.MAX_CODE_POINT + 1);
    }
    return first == end ? null : character(number);
  }

  private static String character(int number) {
    if (number >= 128 && number < 160) {
      return WINDOWS_1252.substring(number - 128, number - 127);
    }
    boolean isNone =
        number == 0
            || number > Character.MAX_CODE_POINT
            || (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE);
    return isNone ? "\ufffd" : Character.toString(number);
  }
}
