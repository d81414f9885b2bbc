package io.broadsheet.text;

import java.util.Locale;

/** Recognises URLs in running text: those with {@code http}, {@code https} or {@code www.}. */
final class Urls {
  private static final String CLOSING = ".,;:!?)]}'\"”’»…";
  private String host = "";

  /** The host of the URL that was found last, in small letters and without {@code www.}. */
  String host() {
    return host;
  }

  /**
   * Where the URL ends that starts with the word text[from..to); -1 if none does. A URL ends at
   * white space, at {@code <}, {@code >}, {@code |} or a double quote, and before closing
   * punctuation.
   */
  int end(char[] text, int textLength, int from, int to) {
    int hostStart;
    if (starts(text, to, textLength, "://")
        && (equals(text, from, to, "http") || equals(text, from, to, "https"))) {
      hostStart = to + 3;
    } else if (to - from > 4 && starts(text, from, to, "www.")) {
      hostStart = from;
    } else {
      return -1;
    }
    int end = hostStart;
    while (end < textLength && !endsUrl(text[end])) {
      end++;
    }
    while (end > hostStart && CLOSING.indexOf(text[end - 1]) >= 0) {
      end--;
    }
    int hostEnd = hostStart;
    while (hostEnd < end && "/?#:".indexOf(text[hostEnd]) < 0) {
      hostEnd++;
    }
    if (starts(text, hostStart, hostEnd, "www.")) {
      hostStart += 4;
    }
    if (hostStart >= hostEnd) {
      return -1;
    }
    host = new String(text, hostStart, hostEnd - hostStart).toLowerCase(Locale.ROOT);
    return end;
  }

  private static boolean endsUrl(char c) {
    return c <= ' '
        || c == '"'
        || c == '<'
        || c == '>'
        || c == '|'
        || (CharacterClasses.of(c) & CharacterClasses.SPACE) != 0;
  }

  private static boolean equals(char[] text, int from, int to, String word) {
    return to - from == word.length() && starts(text, from, to, word);
  }

  /** True if text[from..to) starts with {@code ascii}, in any case. */
  private static boolean starts(char[] text, int from, int to, String ascii) {
    if (to - from < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      char c = text[from + i];
      if ((c >= 'A' && c <= 'Z' ? c + 0x20 : c) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
