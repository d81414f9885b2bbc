package io.broadsheet.parse.html;

import java.util.Locale;

/** Small things about strings. */
final class Texts {
  private Texts() {}

  /** Letters and digits alone, in lower case: what names are compared by. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** Every run of white space as one space, none at the ends. */
  static String collapse(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean isBlankDue = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (TextMeasure.isBlank(c)) {
        isBlankDue = out.length() > 0;
      } else {
        if (isBlankDue) {
          out.append(' ');
          isBlankDue = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }
}
