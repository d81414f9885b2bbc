package io.broadsheet.parse.html;

/**
 * The size of a run of text in any script, with runs of white space counted as one space.
 *
 * @param characters UTF-16 units; a character of a script that writes no spaces between words
 *     counts double, because it says as much as a longer piece of an alphabetic word
 * @param commas separators inside sentences, of any script
 * @param stops ends of sentences, of any script
 */
record TextMeasure(int characters, int commas, int stops) {
  static final TextMeasure NOTHING = new TextMeasure(0, 0, 0);

  static TextMeasure of(String text) {
    int characters = 0;
    int commas = 0;
    int stops = 0;
    boolean isAfterBlank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        if (!isAfterBlank) {
          characters++;
        }
        isAfterBlank = true;
        continue;
      }
      isAfterBlank = false;
      characters += isDense(c) ? 2 : 1;
      if (isComma(c)) {
        commas++;
      } else if (isStop(c)) {
        stops++;
      }
    }
    if (characters > 0 && isAfterBlank) {
      characters--;
    }
    return characters == 0 ? NOTHING : new TextMeasure(characters, commas, stops);
  }

  static boolean isBlank(char c) {
    return c <= ' '
        || c == '\u00A0'
        || (c >= '\u2000' && c <= '\u200B')
        || c == '\u3000'
        || c == '\uFEFF';
  }

  /** Ideographs, kana and hangul. */
  static boolean isDense(char c) {
    return c >= '\u3040' && ((c <= '\u9FFF' && c >= '\u3040') || (c >= '\uAC00' && c <= '\uD7A3'));
  }

  private static boolean isComma(char c) {
    return switch (c) {
      case ',',
          '\u060C',
          '\u3001',
          '\uFF0C',
          '\uFE50',
          '\uFE10',
          '\uFE11',
          '\u2E41',
          '\u2E34',
          '\u2E32',
          '\u1363',
          '\uFF64',
          '\u055D' ->
          true;
      default -> false;
    };
  }

  private static boolean isStop(char c) {
    return switch (c) {
      case '.',
          '!',
          '?',
          '\u2026',
          '\u061F',
          '\u06D4',
          '\u3002',
          '\uFF0E',
          '\uFF01',
          '\uFF1F',
          '\uFF61',
          '\u0964',
          '\u0965',
          '\u1362',
          '\u104B',
          '\u17D4',
          '\u0589' ->
          true;
      default -> false;
    };
  }
}
