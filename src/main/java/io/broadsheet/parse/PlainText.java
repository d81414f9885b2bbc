package io.broadsheet.parse;

import com.ibm.icu.text.Normalizer2;

/**
 * Cleans the strings of records. Text that is clean already, as nearly all is, is looked at once
 * and returned as it is.
 */
final class PlainText {
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final char ZERO_WIDTH_SPACE = '\u200b';
  private static final char REPLACEMENT = '\ufffd';
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private PlainText() {}

  /**
   * A text of one line, such as a title or a name: references decoded, white space and control
   * characters made one blank each, none at the ends, in normal form C.
   */
  static String line(String text) {
    return isCleanLine(text) ? text : NFC.normalize(collapse(Entities.decode(text)));
  }

  private static boolean isCleanLine(String text) {
    boolean wasBlank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBlank = c == ' ';
      if (c < ' ' || c > '~' || c == '&' || (isBlank && wasBlank)) {
        return false;
      }
      wasBlank = isBlank;
    }
    return !wasBlank || text.isEmpty();
  }

  private static String collapse(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean isBlankDue = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        isBlankDue = !line.isEmpty();
      } else if (c != BYTE_ORDER_MARK && c != ZERO_WIDTH_SPACE) {
        if (isBlankDue) {
          line.append(' ');
          isBlankDue = false;
        }
        line.append(isLoneSurrogate(text, i) ? REPLACEMENT : c);
      }
    }
    return line.toString();
  }

  private static boolean isBlank(char c) {
    return Character.isISOControl(c) || Character.isSpaceChar(c);
  }

  /**
   * A text of several lines: references decoded, line ends made {@code \n}, other control
   * characters but the tab dropped, no white space at the ends.
   */
  static String body(String text) {
    String clean = isCleanBody(text) ? text : withoutControls(Entities.decode(text));
    int start = 0;
    int end = clean.length();
    while (start < end && isMargin(clean.charAt(start))) {
      start++;
    }
    while (end > start && isMargin(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(start, end);
  }

  private static boolean isMargin(char c) {
    return isBlank(c) || c == BYTE_ORDER_MARK;
  }

  private static boolean isCleanBody(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = c >= ' ' && c <= '~' && c != '&';
      if (!isPlain && !isCleanRare(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCleanRare(char c) {
    return c == '\n' || c == '\t' || (c > '\u009f' && !Character.isSurrogate(c));
  }

  private static String withoutControls(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\u0085') {
        boolean isHalf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        if (!isHalf) {
          clean.append('\n');
        }
      } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
        clean.append(isLoneSurrogate(text, i) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }

  /** Half a character, which no encoding can write. */
  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /**
   * An address or identifier: as it is, but for white space and control characters, which are
   * dropped at the ends and blanks inside, and for escaped ampersands, which are never meant.
   */
  static String identifier(String text) {
    return isCleanLine(text) ? text : collapse(text.replace("&amp;", "&"));
  }
}
