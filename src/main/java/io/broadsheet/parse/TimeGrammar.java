package io.broadsheet.parse;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the time of day and the zone in a part of a date text, and marks their tokens as used.
 *
 * <p>It reads {@code 10:01:02.5}, {@code 13h36}, {@code 10 Uhr}, {@code 10時5分}, {@code 3 pm},
 * {@code 下午3:05} and, if nothing else is a time, {@code 10.30}. A time that it cannot be sure of
 * counts as none: the day stays.
 */
final class TimeGrammar {
  private static final int MORNING = 0x000fff;
  private static final int AFTERNOON = 0xfff000;

  private final DatePhrases phrases;
  private final DateTokens tokens;
  private final String language;
  private final boolean[] isUsed;

  /** The phrases of all languages, once a word beside a time is strange to {@link #phrases}. */
  private DatePhrases everyLanguage;

  private int times;
  private boolean isImpossible;
  private boolean isUncertain;
  private int millisOfDay = FoundDate.NO_TIME;
  private int offsetSeconds = FoundDate.NO_OFFSET;
  private ZoneId zone;

  // The time that is being read.
  private int hour;
  private int minute;
  private int second;
  private int millis;
  private boolean hasSecond;
  private int next;

  TimeGrammar(DatePhrases phrases, String language, boolean[] isUsed) {
    this.phrases = phrases;
    this.tokens = phrases.tokens;
    this.language = language;
    this.isUsed = isUsed;
  }

  /** Finds the times from one token to before another. */
  void find(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.isNumber(i) && !isUsed[i] && (readColons(i) || readUnits(i) || readHalf(i))) {
        finish(i, to);
      }
    }
    for (int i = from; i < to && times == 0; i++) {
      if (tokens.isNumber(i) && readPoint(i, from, to)) {
        finish(i, to);
      }
    }
  }

  /** Hands over what was found. */
  void addTo(FoundDate found) {
    if (times == 0 || isUncertain || (times > 1 && offsetSeconds == FoundDate.NO_OFFSET)) {
      return;
    }
    if (isImpossible) {
      found.kind = FoundDate.Kind.IMPOSSIBLE;
      return;
    }
    found.millisOfDay = millisOfDay;
    found.offsetSeconds = offsetSeconds;
    found.zone = zone;
  }

  private void start(int hourToken) {
    hour = tokens.value(hourToken);
    minute = 0;
    second = 0;
    millis = 0;
    hasSecond = false;
  }

  /** {@code 10:01}, {@code 10:01:02}, {@code 10:01:02.5}, {@code 2025:10:01:02}. */
  private boolean readColons(int start) {
    boolean isInside = tokens.isSign(start - 1, ':') || tokens.isSign(start - 1, '.');
    if (isInside && tokens.isGlued(start) && tokens.isNumber(start - 2)) {
      return false;
    }
    int parts = 1;
    while (isColon(start + parts * 2 - 1)) {
      parts++;
    }
    int first = start;
    if (parts == 4 && tokens.digits(start) == 4) {
      first = start + 2;
      parts = 3;
    }
    if (parts < 2 || parts > 3 || tokens.digits(first) > 2 || tokens.digits(first + 2) != 2) {
      return false;
    }
    start(first);
    minute = tokens.value(first + 2);
    next = first + 3;
    if (parts == 3) {
      if (tokens.digits(first + 4) != 2) {
        return false;
      }
      second = tokens.value(first + 4);
      hasSecond = true;
      next = first + 5;
      if ((tokens.isSign(next, '.') || tokens.isSign(next, ','))
          && tokens.isNumber(next + 1)
          && tokens.isGlued(next + 1)) {
        millis = thousandths(tokens.raw(next + 1));
        next += 2;
      }
    }
    isUsedFrom(first);
    return true;
  }

  private boolean isColon(int sign) {
    return tokens.isSign(sign, ':')
        && tokens.isGlued(sign)
        && tokens.isNumber(sign + 1)
        && tokens.isGlued(sign + 1);
  }

  private static int thousandths(String digits) {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      value = value * 10 + (i < digits.length() ? Character.digit(digits.charAt(i), 10) : 0);
    }
    return Math.max(value, 0);
  }

  /** {@code 13h36}, {@code 10 Uhr}, {@code 10.30 Uhr}, {@code 10時5分3秒}. */
  private boolean readUnits(int start) {
    if (tokens.digits(start) > 2 || isPrecededByNumber(start)) {
      return false;
    }
    if (isPoint(start) && isUnit(start + 3, DateWord.Unit.HOUR)) {
      start(start);
      minute = tokens.value(start + 2);
      next = phrases.last(start + 3) + 1;
      isUsedFrom(start);
      return true;
    }
    if (!isUnit(start + 1, DateWord.Unit.HOUR)) {
      return false;
    }
    start(start);
    next = phrases.last(start + 1) + 1;
    if (tokens.isNumber(next) && tokens.digits(next) <= 2) {
      boolean isMinute = isUnit(next + 1, DateWord.Unit.MINUTE);
      if (isMinute || (tokens.isGlued(next) && tokens.digits(next) == 2)) {
        minute = tokens.value(next);
        next = isMinute ? phrases.last(next + 1) + 1 : next + 1;
        if (isMinute
            && tokens.isNumber(next)
            && tokens.digits(next) <= 2
            && isUnit(next + 1, DateWord.Unit.SECOND)) {
          second = tokens.value(next);
          hasSecond = true;
          next = phrases.last(next + 1) + 1;
        }
      }
    }
    isUsedFrom(start);
    return true;
  }

  private boolean isUnit(int token, DateWord.Unit unit) {
    DateWord word = phrases.at(token);
    return word != null && word.unit == unit;
  }

  /** {@code 3pm}, {@code 3 p.m.}, {@code 10.30am}. */
  private boolean readHalf(int start) {
    if (tokens.digits(start) > 2 || isPrecededByNumber(start)) {
      return false;
    }
    int half = isPoint(start) ? start + 3 : start + 1;
    DateWord word = phrases.at(half);
    if (word == null
        || (word.hours != MORNING && word.hours != AFTERNOON)
        || !isEnglishHalf(half)
        || tokens.value(start) > 12) {
      return false;
    }
    start(start);
    minute = half == start + 3 ? tokens.value(start + 2) : 0;
    next = half;
    isUsedFrom(start);
    return true;
  }

  private boolean isEnglishHalf(int token) {
    char c = tokens.word(token).charAt(0);
    String raw = tokens.raw(token, phrases.last(token));
    return (c == 'a' || c == 'p')
        && raw.length() <= 5
        && raw.toLowerCase(Locale.ROOT).indexOf('m') > 0;
  }

  /**
   * {@code 10.30} and {@code 10.30.05}, which are times only if nothing else is. Three such numbers
   * could be a date, so that a full year must stand elsewhere.
   */
  private boolean readPoint(int start, int from, int to) {
    if (!isPoint(start) || isUsed[start] || isPrecededByNumber(start)) {
      return false;
    }
    boolean hasSeconds = isPoint(start + 2);
    int behind = hasSeconds ? start + 5 : start + 3;
    boolean goesOn =
        (tokens.isSign(behind, '.') || tokens.isSign(behind, ':')) && tokens.isNumber(behind + 1);
    if (goesOn
        || tokens.value(start) > 24
        || tokens.value(start + 2) > 59
        || (hasSeconds && (tokens.value(start + 4) > 59 || !hasFullYear(from, to)))) {
      return false;
    }
    start(start);
    minute = tokens.value(start + 2);
    second = hasSeconds ? tokens.value(start + 4) : 0;
    hasSecond = hasSeconds;
    next = behind;
    isUsedFrom(start);
    return true;
  }

  private boolean hasFullYear(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.isNumber(i) && tokens.digits(i) == 4) {
        return true;
      }
    }
    return false;
  }

  private boolean isPoint(int start) {
    return tokens.isNumber(start)
        && tokens.digits(start) <= 2
        && tokens.isSign(start + 1, '.')
        && tokens.isGlued(start + 1)
        && tokens.isNumber(start + 2)
        && tokens.isGlued(start + 2)
        && tokens.digits(start + 2) == 2;
  }

  /** True if a sign ties a number to another one before it. */
  private boolean isPrecededByNumber(int start) {
    return tokens.isGlued(start)
        && tokens.isSign(start - 1)
        && tokens.isNumber(start - 2)
        && "-/.:".indexOf(tokens.firstChar(start - 1)) >= 0;
  }

  private void isUsedFrom(int first) {
    Arrays.fill(isUsed, first, next, true);
  }

  /**
   * Reads what belongs to a clock time, and keeps it if it is the first or the only one with a
   * zone.
   */
  private void finish(int start, int to) {
    int first = next;
    boolean isSure = readHalfOfDay(start, to);
    int seconds = FoundDate.NO_OFFSET;
    ZoneId place = null;
    ZoneReading reading = new ZoneReading(phrases, language, hasSecond);
    if (reading.read(next, to)) {
      next = reading.next;
      seconds = reading.offsetSeconds;
      place = reading.zone;
      isSure &= !reading.isUncertain;
    }
    Arrays.fill(isUsed, Math.min(first, next), next, true);
    times++;
    if (times > 1) {
      return;
    }
    isUncertain = !isSure;
    isImpossible =
        hour > 24
            || minute > 59
            || second > 60
            || (hour == 24 && (minute > 0 || second > 0 || millis > 0));
    millisOfDay = ((hour * 60 + minute) * 60 + second) * 1_000 + millis;
    offsetSeconds = seconds;
    zone = place;
  }

  /** Moves the hour to the half of the day that a word before or behind names; false if unsure. */
  private boolean readHalfOfDay(int start, int to) {
    if (isUnit(next, DateWord.Unit.HOUR) && phrases.at(next).hours == 0) {
      next = phrases.last(next) + 1;
    }
    int hours = 0;
    if (next < to
        && tokens.isWord(next)
        && tokens.isGlued(next)
        && tokens.word(next).length() == 1) {
      char c = tokens.word(next).charAt(0);
      if ((c == 'a' || c == 'p') && phrases.last(next) <= next) {
        hours = c == 'a' ? MORNING : AFTERNOON;
        next++;
      }
    }
    if (hours == 0) {
      hours = hoursBeside(phrases, start, to);
    }
    if (hours == 0 && hour >= 1 && hour <= 12 && hasStrangeWordBeside(start, to)) {
      if (everyLanguage == null) {
        everyLanguage = new DatePhrases(tokens, DateWords.all());
      }
      hours = hoursBeside(everyLanguage, start, to);
      if (hours == 0 && next < to && isUnknownIndic(next)) {
        // Some write "pm" in their own letters, in more ways than one can list.
        return false;
      }
    }
    if (hours == 0 || hour == 0 || hour > 12) {
      return true;
    }
    int early = hour % 12;
    boolean canBeEarly = (hours >> early & 1) == 1;
    boolean canBeLate = (hours >> (early + 12) & 1) == 1;
    hour = canBeLate ? early + 12 : early;
    return canBeEarly != canBeLate;
  }

  /** The hours that a phrase behind or before a time stands for; it is then used. */
  private int hoursBeside(DatePhrases known, int start, int to) {
    DateWord behind = next < to ? known.at(next) : null;
    if (behind != null && behind.hours != 0 && !behind.isFiller) {
      next = known.last(next) + 1;
      if (tokens.isSign(next, '.') && tokens.isGlued(next)) {
        next++;
      }
      return behind.hours;
    }
    int before = known.firstOfPhraseBefore(start);
    if (before >= 0 && known.at(before).isFiller) {
      // A word for "o'clock" may stand between, as in Ewe.
      before = known.firstOfPhraseBefore(before);
    }
    if (before >= 0
        && known.at(before).hours != 0
        && !known.at(before).isFiller
        && !tokens.raw(before).equals("am")) {
      // Before a time, "am" is German or Welsh and says nothing of the morning.
      Arrays.fill(isUsed, before, start, true);
      return known.at(before).hours;
    }
    return 0;
  }

  private boolean isUnknownIndic(int token) {
    char c = tokens.firstChar(token);
    return tokens.isWord(token) && c >= '\u0900' && c < '\u1e00' && everyLanguage.at(token) == null;
  }

  private boolean hasStrangeWordBeside(int start, int to) {
    return (next < to && isStrange(next)) || isStrange(start - 1);
  }

  /** True if other languages may know more about a word. */
  private boolean isStrange(int token) {
    return tokens.isWord(token)
        && (tokens.firstChar(token) > 'z'
            || (phrases.at(token) == null && phrases.firstOfPhraseBefore(token + 1) < 0));
  }
}
