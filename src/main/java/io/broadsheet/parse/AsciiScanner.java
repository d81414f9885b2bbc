package io.broadsheet.parse;

/** A place in a text, with the looks ahead that {@link FastDates} and {@link FastTimes} need. */
final class AsciiScanner {
  private final String text;
  private final int end;

  /** The character that is read next. */
  int at;

  AsciiScanner(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** The character so many places ahead, or before if negative; NUL outside the text. */
  char peek(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < end ? text.charAt(index) : '\0';
  }

  /** The last character. */
  char last() {
    return text.charAt(end - 1);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** How many digits stand from so many places ahead on. */
  int digits(int ahead) {
    int index = at + ahead;
    while (index < end && isDigit(text.charAt(index))) {
      index++;
    }
    return index - at - ahead;
  }

  /** How many letters stand here. */
  int letters() {
    int index = at;
    while (index < end && isLetter(text.charAt(index))) {
      index++;
    }
    return index - at;
  }

  void skipBlanks() {
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
  }

  /** The value of so many digits from so many places ahead on; of at most nine. */
  int number(int ahead, int digits) {
    return (int) longNumber(ahead, digits);
  }

  /** The value of up to nineteen digits; below 0 if they are more than 64 bits hold. */
  long longNumber(int ahead, int digits) {
    long value = 0;
    for (int i = at + ahead; i < at + ahead + digits; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  /** The first three digits of a fraction, as thousandths. */
  int thousandths(int ahead, int digits) {
    int value = number(ahead, Math.min(digits, 3));
    for (int i = digits; i < 3; i++) {
      value *= 10;
    }
    return value;
  }

  /** The month that the next letters name in English, or 0. */
  int month(int letters) {
    return EnglishNames.month(text, at, letters);
  }

  /** True if the next letters name a weekday in English. */
  boolean isWeekday(int letters) {
    return EnglishNames.isWeekday(text, at, letters);
  }

  String substring(int length) {
    return text.substring(at, at + length);
  }

  /** True if these characters stand here. */
  boolean startsWith(String prefix) {
    return text.startsWith(prefix, at);
  }
}
