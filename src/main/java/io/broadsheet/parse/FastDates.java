package io.broadsheet.parse;

import java.time.LocalDate;

/**
 * Reads the forms that nearly all machine-written dates have, without building anything: ISO 8601
 * and RFC 3339, RFC 822 to 5322, HTTP, asctime, numbers, epochs, and English {@code July 2, 2025}.
 *
 * <p>It takes a text only if it understands all of it to the last character; everything else is
 * left to {@link DateGrammar}. Time: in proportion to the length.
 */
final class FastDates {
  /** Years outside this range may be counted from elsewhere, which the grammar knows about. */
  private static final int FIRST_YEAR = 1600;

  private static final int LAST_YEAR = 2200;

  private final AsciiScanner text;
  private final FastTimes times;
  private final int pivot;
  private final boolean mayBeOtherCalendar;
  private final boolean hasEnglishNames;
  private final FoundDate found;

  /**
   * @param start the text's first character that is no blank
   * @param end the place behind its last one
   * @param language the BCP 47 tag of the text's language, or empty
   * @param pivot two-digit years below it are 20yy, the others 19yy
   */
  FastDates(String text, int start, int end, String language, int pivot, FoundDate found) {
    this.text = new AsciiScanner(text, start, end);
    this.times = new FastTimes(this.text, found);
    this.pivot = pivot;
    this.mayBeOtherCalendar = CalendarHint.of(language).hasOtherShortYears();
    // In a few languages "may" or "mar" is another month than in English.
    this.hasEnglishNames = language.isEmpty() || DateWords.isWidespread(language);
    this.found = found;
  }

  /** Reads the date; false if the text has none of the forms, and the result is then undefined. */
  boolean read() {
    found.clear();
    char first = text.peek(0);
    if (AsciiScanner.isDigit(first)) {
      return fromDigit();
    }
    if (AsciiScanner.isLetter(first)) {
      return fromLetter();
    }
    return first == '/' && serializedEpoch();
  }

  private boolean fromDigit() {
    int digits = text.digits(0);
    char next = text.peek(digits);
    boolean isSeparated = next == '-' || next == '/' || next == '.';
    if (next == '\0') {
      return onlyDigits(digits);
    }
    if (digits == 4 && isSeparated) {
      return yearFirst(next);
    }
    if (digits == 8 && (next == 'T' || next == 't' || next == 'Z' || next == '+' || next == '-')) {
      return basicDate(8) && times.restOfDay();
    }
    if ((digits == 9 || digits == 10) && next == '.') {
      int fraction = text.digits(digits + 1);
      return fraction > 0
          && text.peek(digits + 1 + fraction) == '\0'
          && instant(text.longNumber(0, digits) * 1_000 + text.thousandths(digits + 1, fraction));
    }
    if (digits > 2) {
      return false;
    }
    if (next == ' ' || (isSeparated && AsciiScanner.isLetter(text.peek(digits + 1)))) {
      return dayMonthNameYear() && times.restOfDay();
    }
    return isSeparated && threeNumbers(next);
  }

  private boolean onlyDigits(int digits) {
    return switch (digits) {
      case 7 -> dayOfYear(4);
      case 8 -> basicDate(0);
      case 9, 10 -> instant(text.longNumber(0, digits) * 1_000);
      // 201902211530 is a minute of 2019 and a millisecond of 1976.
      case 12 -> basicDateAndTime(4) ? ambiguous() : instant(text.longNumber(0, 12));
      case 13 -> instant(text.longNumber(0, 13));
      case 14 -> basicDateAndTime(6);
      case 16 -> instant(text.longNumber(0, 16) / 1_000);
      case 17 -> basicDateAndTime(9);
      case 19 -> instant(text.longNumber(0, 19) / 1_000_000);
      default -> false;
    };
  }

  /** {@code yyyyMMdd}; then goes on by so many characters. */
  private boolean basicDate(int step) {
    int year = text.number(0, 4);
    if (!isUsualYear(year)) {
      return false;
    }
    setDay(year, text.number(4, 2), text.number(6, 2));
    text.at += step;
    return true;
  }

  /** {@code yyyyMMdd} with {@code HHmm}, {@code HHmmss} or {@code HHmmssSSS} at once behind it. */
  private boolean basicDateAndTime(int timeDigits) {
    if (!basicDate(0) || found.kind != FoundDate.Kind.DAY) {
      return false;
    }
    int second = timeDigits >= 6 ? text.number(12, 2) : 0;
    int millis = timeDigits == 9 ? text.number(14, 3) : 0;
    return times.setTime(text.number(8, 2), text.number(10, 2), second, millis);
  }

  private boolean instant(long epochMillis) {
    if (epochMillis < 0) {
      // More digits than a number of 64 bits has.
      return false;
    }
    found.clear();
    found.kind = FoundDate.Kind.INSTANT;
    found.epochMillis = epochMillis;
    return true;
  }

  private boolean ambiguous() {
    found.clear();
    found.kind = FoundDate.Kind.AMBIGUOUS;
    return true;
  }

  /** {@code /Date(1420070400000+0100)/}, as some JSON libraries write instants. */
  private boolean serializedEpoch() {
    if (!text.startsWith("/Date(")) {
      return false;
    }
    text.at += 6;
    boolean isNegative = text.peek(0) == '-';
    text.at += isNegative ? 1 : 0;
    int digits = text.digits(0);
    if (digits == 0 || digits > 15) {
      return false;
    }
    long millis = text.longNumber(0, digits);
    text.at += digits;
    if (text.peek(0) != ')') {
      boolean isOffset = times.zone();
      found.clear();
      if (!isOffset) {
        return false;
      }
    }
    if (text.peek(0) != ')' || text.peek(1) != '/' || text.peek(2) != '\0' || !instant(millis)) {
      return false;
    }
    found.epochMillis = isNegative ? -millis : millis;
    return true;
  }

  private boolean yearFirst(char separator) {
    int year = text.number(0, 4);
    if (!isUsualYear(year)) {
      return false;
    }
    text.at += 5;
    if (separator == '-' && (text.peek(0) | 0x20) == 'w') {
      return weekDate(year) && times.restOfDay();
    }
    int digits = text.digits(0);
    if (digits == 3 && separator == '-') {
      found.setDay(dayOfYear(year, text.number(0, 3)));
      text.at += 3;
      return times.restOfDay();
    }
    if (digits < 1 || digits > 2 || text.peek(digits) != separator) {
      return false;
    }
    int month = text.number(0, digits);
    text.at += digits + 1;
    digits = text.digits(0);
    if (digits < 1 || digits > 2) {
      return false;
    }
    setDay(year, month, text.number(0, digits));
    text.at += digits;
    return times.restOfDay();
  }

  private boolean weekDate(int year) {
    if (text.digits(1) != 2 || text.peek(3) != '-' || text.digits(4) != 1) {
      return false;
    }
    int week = text.number(1, 2);
    int weekday = text.number(4, 1);
    text.at += 5;
    long day = firstMonday(year) + (week - 1) * 7L + weekday - 1;
    boolean isDay = week >= 1 && weekday >= 1 && weekday <= 7 && day < firstMonday(year + 1);
    found.setDay(isDay ? day : NumericReading.NO_DAY);
    return true;
  }

  /** The first day of week 1, which is the week of 4 January: ISO 8601. */
  private static long firstMonday(int year) {
    LocalDate fourth = LocalDate.of(year, 1, 4);
    return fourth.toEpochDay() - fourth.getDayOfWeek().getValue() + 1;
  }

  private boolean dayOfYear(int yearDigits) {
    int year = text.number(0, yearDigits);
    if (!isUsualYear(year)) {
      return false;
    }
    found.setDay(dayOfYear(year, text.number(yearDigits, 3)));
    return true;
  }

  private static long dayOfYear(int year, int day) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return day >= 1 && day <= first.lengthOfYear()
        ? first.toEpochDay() + day - 1
        : NumericReading.NO_DAY;
  }

  private boolean threeNumbers(char separator) {
    int firstDigits = text.digits(0);
    int first = text.number(0, firstDigits);
    int secondDigits = text.digits(firstDigits + 1);
    text.at += firstDigits + 1;
    if (secondDigits < 1 || secondDigits > 2 || text.peek(secondDigits) != separator) {
      return false;
    }
    int second = text.number(0, secondDigits);
    text.at += secondDigits + 1;
    int digits = text.digits(0);
    boolean isYear = digits == 4 && isUsualYear(text.number(0, 4));
    boolean isShort = digits == 2 || (digits == 1 && firstDigits == 2);
    if (!isYear && (!isShort || mayBeOtherCalendar)) {
      return false;
    }
    found.needsOrder = digits == 1;
    found.setNumeric(
        NumericReading.of(
            first,
            firstDigits,
            second,
            text.number(0, digits),
            digits,
            CalendarSystem.GREGORIAN,
            pivot));
    text.at += digits;
    return times.restOfDay();
  }

  /** {@code 2 Jul 2025}, {@code 26-FEB-1987}, {@code 02 July 25}. */
  private boolean dayMonthNameYear() {
    int digits = text.digits(0);
    if (digits < 1 || digits > 2) {
      return false;
    }
    int day = text.number(0, digits);
    text.at += digits;
    if (!skipSeparator()) {
      return false;
    }
    int letters = text.letters();
    int month = month(letters);
    text.at += letters;
    return month > 0 && skipSeparator() && year(month, day);
  }

  private int month(int letters) {
    return hasEnglishNames ? text.month(letters) : 0;
  }

  /** Skips one of {@code - /}, or blanks with or without a full stop or comma before them. */
  private boolean skipSeparator() {
    int start = text.at;
    char c = text.peek(0);
    if (c == '-' || c == '/') {
      text.at++;
    } else {
      if (c == '.' || c == ',') {
        text.at++;
      }
      text.skipBlanks();
    }
    return text.at > start;
  }

  private boolean year(int month, int day) {
    int digits = text.digits(0);
    if ((digits != 4 && digits != 2) || text.peek(digits) == ':') {
      return false;
    }
    int year = text.number(0, digits);
    if (digits == 2) {
      if (mayBeOtherCalendar) {
        return false;
      }
      year = NumericReading.century(year, pivot);
    }
    if (!isUsualYear(year)) {
      return false;
    }
    text.at += digits;
    setDay(year, month, day);
    return true;
  }

  private boolean fromLetter() {
    int letters = text.letters();
    if (text.isWeekday(letters)) {
      text.at += letters;
      skipSeparator();
      text.at += text.peek(0) == ',' ? 1 : 0;
      text.skipBlanks();
      if (AsciiScanner.isDigit(text.peek(0))) {
        return dayMonthNameYear() && times.restOfDay();
      }
      letters = text.letters();
    }
    int month = month(letters);
    text.at += letters;
    if (month == 0 || !skipSeparator()) {
      return false;
    }
    int digits = text.digits(0);
    if (digits < 1 || digits > 2) {
      return false;
    }
    int day = text.number(0, digits);
    text.at += digits;
    if (!skipSeparator()) {
      return false;
    }
    if (text.digits(0) <= 2) {
      return timeThenYear(month, day);
    }
    return year(month, day) && times.restOfDay();
  }

  /** The end of {@code Fri Mar 13 21:30:09 EST 2015}: asctime, with or without a zone. */
  private boolean timeThenYear(int month, int day) {
    found.kind = FoundDate.Kind.DAY;
    if (text.peek(text.digits(0)) != ':' || !times.clock()) {
      return false;
    }
    boolean isTime = found.kind != FoundDate.Kind.IMPOSSIBLE;
    text.skipBlanks();
    if (!AsciiScanner.isDigit(text.peek(0)) && !times.zone()) {
      return false;
    }
    text.skipBlanks();
    if (text.digits(0) != 4 || !year(month, day) || !text.isAtEnd()) {
      return false;
    }
    if (!isTime) {
      found.kind = FoundDate.Kind.IMPOSSIBLE;
    }
    return true;
  }

  private void setDay(int year, int month, int day) {
    found.setDay(CalendarSystem.GREGORIAN.epochDay(year, month, day));
  }

  private static boolean isUsualYear(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }
}
