package io.broadsheet.parse;

import java.util.Arrays;

/**
 * A date text cut into numbers, words and signs. Scripts that write no blanks between words (Han
 * and Hangul here) give a word for every character; numbers may have the digits of any script, and
 * Han numerals are numbers where a unit of time follows.
 */
final class DateTokens {
  /** What a token is. */
  enum Type {
    NUMBER,
    WORD,
    SIGN
  }

  private static final String HAN_DIGITS = "〇一二三四五六七八九";
  private static final String HAN_UNITS = "年月日号號时時点點分秒";
  private static final int UNREADABLE = -1;

  /** From here on scripts glue their endings to foreign words. */
  private static final int FIRST_INDIC = 0x900;

  private final String text;
  private Type[] types = new Type[16];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] values = new int[16];
  private int[] digits = new int[16];
  private String[] words = new String[16];
  private int count;

  private DateTokens(String text) {
    this.text = text;
  }

  /** Cuts a text, in time proportional to its length. */
  static DateTokens of(String text) {
    DateTokens tokens = new DateTokens(DateFolding.compatible(text));
    tokens.cut();
    return tokens;
  }

  private void cut() {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int size = Character.charCount(c);
      if (Character.isWhitespace(c) || c == 0xa0) {
        at += size;
      } else if (Character.isDigit(c)) {
        at = cutNumber(at);
      } else if (c == '元' && text.startsWith("年", at + 1)) {
        // The first year of an era.
        add(Type.NUMBER, at, at + 1);
        values[count - 1] = 1;
        digits[count - 1] = 1;
        at++;
      } else if (isHanNumeral(c)) {
        at = cutHan(at);
      } else if (isAlone(c)) {
        addWord(at, at + size);
        at += size;
      } else if (isWordPart(c)) {
        at = cutWord(at);
      } else {
        add(Type.SIGN, at, at + size);
        at += size;
      }
    }
  }

  private int cutNumber(int start) {
    int at = start;
    int value = 0;
    int length = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!Character.isDigit(c)) {
        break;
      }
      length++;
      value = length > 9 ? UNREADABLE : value * 10 + Character.digit(c, 10);
      at += Character.charCount(c);
    }
    add(Type.NUMBER, start, at);
    values[count - 1] = value;
    digits[count - 1] = length;
    return at;
  }

  private int cutWord(int start) {
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean isOtherScript = (c >= FIRST_INDIC) != (text.charAt(start) >= FIRST_INDIC);
      if (!isWordPart(c) || isAlone(c) || (isOtherScript && Character.isLetter(c))) {
        break;
      }
      at += Character.charCount(c);
    }
    addWord(start, at);
    return at;
  }

  /** A run of Han numerals: one number before a unit, else words. */
  private int cutHan(int start) {
    int at = start;
    while (at < text.length() && isHanNumeral(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && HAN_UNITS.indexOf(text.charAt(at)) >= 0) {
      int value = hanValue(text, start, at);
      if (value != UNREADABLE) {
        add(Type.NUMBER, start, at);
        values[count - 1] = value;
        digits[count - 1] = Math.max(value >= 10 ? 2 : 1, String.valueOf(value).length());
        return at;
      }
    }
    addWord(start, start + 1);
    return start + 1;
  }

  /** {@code 二〇二五}, {@code 十}, {@code 十二}, {@code 二十}, {@code 二十一}. */
  private static int hanValue(String text, int start, int end) {
    int ten = text.indexOf('十', start);
    if (ten < 0 || ten >= end) {
      if (end - start > 4) {
        return UNREADABLE;
      }
      int value = 0;
      for (int i = start; i < end; i++) {
        value = value * 10 + hanDigit(text.charAt(i));
      }
      return value;
    }
    int tens = ten == start ? 1 : hanDigit(text.charAt(start));
    boolean isWellFormed = ten - start <= 1 && end - ten <= 2 && text.charAt(end - 1) != '〇';
    if (!isWellFormed || text.indexOf('十', ten + 1) == ten + 1) {
      return UNREADABLE;
    }
    return tens * 10 + (end - ten == 2 ? hanDigit(text.charAt(end - 1)) : 0);
  }

  private static int hanDigit(char c) {
    return c == '零' ? 0 : HAN_DIGITS.indexOf(c);
  }

  private static boolean isHanNumeral(int c) {
    return c == '十' || c == '零' || (c < 0x10000 && HAN_DIGITS.indexOf(c) >= 0);
  }

  private static boolean isAlone(int c) {
    return (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0xac00 && c <= 0xd7a3)
        || c == '〇'
        || (c >= 0x3400 && c <= 0x4dbf);
  }

  private static boolean isWordPart(int c) {
    if (Character.isLetter(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private void addWord(int start, int end) {
    add(Type.WORD, start, end);
    words[count - 1] = DateFolding.word(text.substring(start, end));
  }

  private void add(Type type, int start, int end) {
    if (count == types.length) {
      types = Arrays.copyOf(types, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      values = Arrays.copyOf(values, count * 2);
      digits = Arrays.copyOf(digits, count * 2);
      words = Arrays.copyOf(words, count * 2);
    }
    types[count] = type;
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  int count() {
    return count;
  }

  boolean isNumber(int index) {
    return index >= 0 && index < count && types[index] == Type.NUMBER;
  }

  boolean isWord(int index) {
    return index >= 0 && index < count && types[index] == Type.WORD;
  }

  boolean isSign(int index) {
    return index >= 0 && index < count && types[index] == Type.SIGN;
  }

  boolean isSign(int index, char sign) {
    return isSign(index) && text.charAt(starts[index]) == sign;
  }

  /** The first character of a token. */
  char firstChar(int index) {
    return text.charAt(starts[index]);
  }

  /** A number's value, or below 0 if it has more than nine digits. */
  int value(int index) {
    return values[index];
  }

  /** How many digits a number is written with. */
  int digits(int index) {
    return digits[index];
  }

  /** A word as {@link DateFolding#word} spells it. */
  String word(int index) {
    return words[index];
  }

  /** A token as it stands in the text, compatibility forms replaced. */
  String raw(int index) {
    return text.substring(starts[index], ends[index]);
  }

  /** The text from one token to another, both included. */
  String raw(int first, int last) {
    return text.substring(starts[first], ends[last]);
  }

  /** True if nothing stands between a token and the one before it. */
  boolean isGlued(int index) {
    return index > 0 && index < count && starts[index] == ends[index - 1];
  }

  /** What a phrase of the vocabulary calls this token: the word, or the number's value. */
  String key(int index) {
    return types[index] == Type.NUMBER ? Integer.toString(values[index]) : words[index];
  }
}
