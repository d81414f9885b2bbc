package io.broadsheet.page;

import java.util.Locale;

/** Text, numbers and times as {@code report.md} has them. */
final class Markdown {
  private static final int LONGEST = 200;

  private Markdown() {}

  /** Text from articles: on one line, with nothing in it that Markdown or HTML would act on. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    int[] characters = text.codePoints().limit(LONGEST).toArray();
    for (int character : characters) {
      boolean isInvisible =
          Character.isISOControl(character)
              || Character.getType(character) == Character.FORMAT
              || Character.getType(character) == Character.LINE_SEPARATOR
              || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
      if (isInvisible) {
        escaped.append(' ');
      } else if (character == '<') {
        escaped.append("&lt;");
      } else if (character == '&') {
        escaped.append("&amp;");
      } else {
        if ("\\`*_{}[]()#+-.!|>~@:".indexOf(character) >= 0 && mattersAt(escaped, character)) {
          escaped.append('\\');
        }
        escaped.appendCodePoint(character);
      }
    }
    if (text.codePointCount(0, text.length()) > LONGEST) {
      escaped.append('…');
    }
    return escaped.toString();
  }

  /** Some characters mean something only at the start of a line. */
  private static boolean mattersAt(StringBuilder before, int character) {
    return before.isEmpty() || "+-.!():@".indexOf(character) < 0;
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** A window's start without what all have: midnight. */
  static String window(String iso) {
    return iso.replaceFirst("T00:00(:00)?(Z|[+-]\\d\\d:\\d\\d)$", "")
        .replaceFirst(":00(Z|[+-]\\d\\d:\\d\\d)$", "");
  }
}
