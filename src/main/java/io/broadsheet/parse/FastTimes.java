package io.broadsheet.parse;

/** Reads what machines write behind a day: nothing, a zone, or a time with or without one. */
final class FastTimes {
  private final AsciiScanner text;
  private final FoundDate found;

  FastTimes(AsciiScanner text, FoundDate found) {
    this.text = text;
    this.found = found;
  }

  /** Reads to the end of the text; false if anything there is not understood. */
  boolean restOfDay() {
    if (text.isAtEnd()) {
      return true;
    }
    FoundDate.Kind kind = found.kind;
    char c = text.peek(0);
    if (c == 'T' || c == 't') {
      text.at++;
    } else if (c == ' ' || c == ',') {
      text.at++;
      text.skipBlanks();
      if (text.startsWith("at ")) {
        text.at += 3;
      }
    } else {
      // XML Schema allows a zone behind a day; the day is the day all the same.
      boolean isZone = zone() && text.isAtEnd();
      found.clearTime();
      return isZone;
    }
    found.kind = FoundDate.Kind.DAY;
    if (!clock() || !restOfTime()) {
      return false;
    }
    if (found.kind != FoundDate.Kind.IMPOSSIBLE) {
      found.kind = kind;
    }
    return true;
  }

  /**
   * Reads {@code 10:01:02.5}, {@code 10:01}, {@code 10:01 pm}, and behind a T {@code 100102},
   * {@code 1001} or {@code 10}. A time that no day has makes the date impossible.
   */
  boolean clock() {
    int digits = text.digits(0);
    boolean isBehindT = (text.peek(-1) | 0x20) == 't';
    int hour = text.number(0, Math.min(digits, 2));
    int minute = 0;
    int second = 0;
    int fractionOf = 0;
    if (isBehindT && (digits == 4 || digits == 6)) {
      minute = text.number(2, 2);
      second = digits == 6 ? text.number(4, 2) : 0;
      fractionOf = digits == 6 ? 1_000 : 60_000;
      text.at += digits;
    } else if ((digits == 1 || digits == 2) && text.peek(digits) == ':') {
      if (text.digits(digits + 1) != 2) {
        return false;
      }
      minute = text.number(digits + 1, 2);
      text.at += digits + 3;
      fractionOf = 60_000;
      if (text.peek(0) == ':') {
        if (text.digits(1) != 2) {
          return false;
        }
        second = text.number(1, 2);
        text.at += 3;
        fractionOf = 1_000;
      }
    } else if (isBehindT && digits == 2) {
      text.at += 2;
      fractionOf = 3_600_000;
    } else {
      return false;
    }
    int fraction = fraction(fractionOf);
    if (fraction < 0) {
      return false;
    }
    hour = halfOfDay(hour);
    if (hour < 0) {
      return false;
    }
    if (!setTime(hour, minute, second, fraction)) {
      found.kind = FoundDate.Kind.IMPOSSIBLE;
    }
    return true;
  }

  /** The hour of 24 after {@code am} or {@code pm}; below 0 if letters go on behind. */
  private int halfOfDay(int hour) {
    int start = text.at;
    text.skipBlanks();
    int half = text.peek(0) | 0x20;
    if ((half != 'a' && half != 'p') || (text.peek(1) | 0x20) != 'm') {
      text.at = start;
      return hour;
    }
    text.at += 2;
    if (AsciiScanner.isLetter(text.peek(0))) {
      return -1;
    }
    return hour >= 1 && hour <= 12 ? hour % 12 + (half == 'p' ? 12 : 0) : hour;
  }

  /** Sets a time; false if no day has it. The milliseconds may be those of a longer fraction. */
  boolean setTime(int hour, int minute, int second, int millis) {
    // 60 is a leap second; the seconds of an epoch know none, so it is the next second.
    boolean isTime =
        hour <= 24
            && minute <= 59
            && second <= 60
            && (hour < 24 || (minute == 0 && second == 0 && millis == 0));
    if (isTime) {
      found.millisOfDay = ((hour * 60 + minute) * 60 + second) * 1_000 + millis;
    }
    return isTime;
  }

  /** The fraction that stands here, of a unit in milliseconds; 0 if none, below 0 if broken. */
  private int fraction(int unitMillis) {
    char c = text.peek(0);
    if (c != '.' && c != ',') {
      return 0;
    }
    int digits = text.digits(1);
    if (digits == 0) {
      return c == ',' && text.peek(1) == ' ' ? 0 : -1;
    }
    long millis = (long) text.thousandths(1, digits) * unitMillis / 1_000;
    text.at += digits + 1;
    return (int) millis;
  }

  private boolean restOfTime() {
    text.skipBlanks();
    if (text.isAtEnd()) {
      return true;
    }
    if (!zone()) {
      return false;
    }
    text.skipBlanks();
    if (text.isAtEnd()) {
      return true;
    }
    // A comment, as in mail, or the place, as in Java: the offset has said it all.
    char open = text.peek(0);
    return (open == '(' && text.last() == ')') || (open == '[' && text.last() == ']');
  }

  /** Reads {@code +0100}, {@code Z}, {@code EST}, {@code GMT+1}. */
  boolean zone() {
    char c = text.peek(0);
    if (c == '+' || c == '-') {
      return offset();
    }
    int letters = text.letters();
    if (letters == 0 || letters > 4) {
      return false;
    }
    String name = text.substring(letters);
    int seconds = name.equals("z") ? 0 : ZoneNames.offset(name, "");
    if (seconds == FoundDate.NO_OFFSET || dependsOnMore(name)) {
      return false;
    }
    text.at += letters;
    char sign = text.peek(0);
    if ((name.equals("GMT") || name.equals("UTC")) && (sign == '+' || sign == '-')) {
      return offset();
    }
    found.offsetSeconds = seconds;
    return true;
  }

  /** True for names whose meaning the language or their surroundings decide. */
  private static boolean dependsOnMore(String name) {
    return switch (name) {
      case "CST", "AST", "A", "P" -> true;
      default -> false;
    };
  }

  /** {@code +01}, {@code +0100}, {@code +01:00}, {@code +01:00:00}. */
  private boolean offset() {
    int sign = text.peek(0) == '-' ? -1 : 1;
    int digits = text.digits(1);
    int hour = text.number(1, Math.min(digits, 2));
    int minute = 0;
    if (digits == 4) {
      minute = text.number(3, 2);
      text.at += 5;
    } else if (digits == 2 || digits == 1) {
      text.at += 1 + digits;
      if (text.peek(0) == ':') {
        if (text.digits(1) != 2) {
          return false;
        }
        minute = text.number(1, 2);
        text.at += 3;
        if (text.peek(0) == ':' && text.digits(1) == 2) {
          text.at += 3;
        }
      }
    } else {
      return false;
    }
    if (hour > 18 || minute > 59) {
      return false;
    }
    found.offsetSeconds = sign * (hour * 60 + minute) * 60;
    return true;
  }
}
