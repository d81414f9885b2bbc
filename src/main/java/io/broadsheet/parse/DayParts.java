package io.broadsheet.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The numbers and month names of a part of a date text, in order, with what stands between them:
 * what {@link DayGrammar} builds days from.
 */
final class DayParts {
  private static final String SIGNS_INSIDE = " ,.-/'()";

  private static final Map<String, Integer> ROMAN =
      Map.ofEntries(
          Map.entry("I", 1),
          Map.entry("II", 2),
          Map.entry("III", 3),
          Map.entry("IV", 4),
          Map.entry("V", 5),
          Map.entry("VI", 6),
          Map.entry("VII", 7),
          Map.entry("VIII", 8),
          Map.entry("IX", 9),
          Map.entry("X", 10),
          Map.entry("XI", 11),
          Map.entry("XII", 12));

  /**
   * A number or a month.
   *
   * @param first its first token
   * @param last its last token
   * @param month the months it can be, or null for a number
   * @param isTied true if nothing but signs and words of dates stands between it and the part
   *     before
   * @param isBehindTime true if a time stands there
   */
  record Part(int first, int last, DateWord month, boolean isTied, boolean isBehindTime) {}

  private final DatePhrases phrases;
  private final DateTokens tokens;
  private final List<Part> parts = new ArrayList<>();

  /** The only weekday that the text names in full, 1 to 7; else 0. */
  private int weekday;

  private boolean hasSeveralWeekdays;
  private boolean isBehindTime;

  private DayParts(DatePhrases phrases) {
    this.phrases = phrases;
    this.tokens = phrases.tokens;
  }

  /** Collects from one token to before another, without those that a time has used. */
  static DayParts of(DatePhrases phrases, int from, int to, boolean[] isUsed) {
    DayParts collected = new DayParts(phrases);
    collected.collect(from, to, isUsed);
    return collected;
  }

  private void collect(int from, int to, boolean[] isUsed) {
    boolean isTied = false;
    int at = from;
    while (at < to) {
      if (isUsed[at]) {
        isBehindTime = true;
        at++;
        continue;
      }
      DateWord word = phrases.at(at);
      int last = word == null ? at : phrases.last(at);
      if (word != null) {
        addWeekday(word.weekday);
      }
      DateWord month = word != null && word.isMonth() ? word : unlistedMonth(at, word);
      if (month != null) {
        addMonth(at, last, month, isTied);
        isTied = true;
      } else if (tokens.isNumber(at) && word == null) {
        add(at, at, null, isTied);
        isTied = true;
      } else if (tokens.isSign(at)) {
        isTied &= SIGNS_INSIDE.indexOf(tokens.firstChar(at)) >= 0 || isColonOfDate(at);
      } else {
        isTied &= word != null && word.mayBeSkipped();
      }
      at = last + 1;
    }
  }

  /** The colons of {@code 2016:08:27}, as cameras write days. */
  private boolean isColonOfDate(int sign) {
    return tokens.isSign(sign, ':') && tokens.isGlued(sign) && tokens.isNumber(sign - 1);
  }

  /** Adds a month, unless it only repeats the one before, as in {@code تموز/يوليو}. */
  private void addMonth(int first, int last, DateWord month, boolean isTied) {
    if (isTied && !parts.isEmpty()) {
      Part before = parts.get(parts.size() - 1);
      if (before.month() != null && sharesMonth(before.month(), month)) {
        return;
      }
    }
    add(first, last, month, isTied);
  }

  private void add(int first, int last, DateWord month, boolean isTied) {
    parts.add(new Part(first, last, month, isTied, isBehindTime));
    isBehindTime = false;
  }

  private static boolean sharesMonth(DateWord one, DateWord other) {
    return !Collections.disjoint(one.months, other.months);
  }

  private DateWord unlistedMonth(int token, DateWord word) {
    if (word != null || !tokens.isWord(token)) {
      return null;
    }
    int month = phrases.words.monthBeginningWith(tokens.word(token));
    if (month == 0) {
      month = romanMonth(token);
    }
    if (month == 0) {
      return null;
    }
    DateWord unlisted = new DateWord();
    unlisted.addMonth(CalendarSystem.GREGORIAN, month);
    return unlisted;
  }

  /** A Roman numeral between a day and a full year, as in {@code 2 VII 2025}; else 0. */
  private int romanMonth(int token) {
    Integer month = ROMAN.get(tokens.raw(token));
    if (month == null || parts.isEmpty()) {
      return 0;
    }
    Part before = parts.get(parts.size() - 1);
    int after = tokens.isSign(token + 1) ? token + 2 : token + 1;
    boolean isBetween =
        before.month() == null
            && before.last() >= token - 2
            && (before.last() == token - 1 || tokens.isSign(token - 1))
            && tokens.isNumber(after)
            && tokens.digits(after) == 4;
    return isBetween ? month : 0;
  }

  private void addWeekday(int day) {
    if (day == 0 || hasSeveralWeekdays) {
      return;
    }
    if (day == DateWord.SEVERAL_WEEKDAYS || (weekday != 0 && weekday != day)) {
      hasSeveralWeekdays = true;
      weekday = 0;
    } else {
      weekday = day;
    }
  }

  int count() {
    return parts.size();
  }

  Part get(int index) {
    return parts.get(index);
  }

  boolean isTied(int index) {
    return index > 0 && index < parts.size() && parts.get(index).isTied();
  }

  /** True if a time stands between a part and the one before. */
  boolean isBehindTime(int index) {
    return parts.get(index).isBehindTime();
  }

  int weekday() {
    return weekday;
  }

  boolean isNumber(int index) {
    return index >= 0 && index < parts.size() && parts.get(index).month() == null;
  }

  boolean isMonth(int index) {
    return index >= 0 && index < parts.size() && parts.get(index).month() != null;
  }

  int digits(int index) {
    return tokens.digits(parts.get(index).first());
  }

  int value(int index) {
    return tokens.value(parts.get(index).first());
  }

  /** How the text says that a number counts years, or null. */
  CalendarSystem era(int index) {
    int token = parts.get(index).first();
    int before = phrases.firstOfPhraseBefore(token);
    int after = phrases.firstOfPhraseAfter(token);
    CalendarSystem era = before < 0 ? null : eraAt(before);
    return era != null || after < 0 ? era : eraAt(after);
  }

  private CalendarSystem eraAt(int token) {
    DateWord word = phrases.at(token);
    // Small letters make of BE and AD words of other languages.
    boolean isLatin = tokens.word(token).charAt(0) <= 'z' && tokens.word(token).length() <= 2;
    return isLatin && !phrases.isInCapitals(token) ? null : word.era;
  }

  /** True if a sign for "year" follows a number. */
  boolean hasYearSign(int index) {
    DateWord word = phrases.at(parts.get(index).last() + 1);
    return word != null && word.unit == DateWord.Unit.YEAR;
  }

  /** The sign that stands between a number and the one before it: - / . : or a blank; else 0. */
  char separatorBefore(int index) {
    int token = parts.get(index).first();
    int gap = token - parts.get(index - 1).last() - 1;
    if (gap == 0) {
      return ' ';
    }
    char sign = tokens.firstChar(token - 1);
    boolean isSeparator =
        gap == 1
            && tokens.isSign(token - 1)
            && tokens.isGlued(token - 1)
            && "-/.:".indexOf(sign) >= 0;
    boolean isGlued = tokens.isGlued(token);
    return isSeparator && (isGlued || sign == '.') ? sign : 0;
  }

  /** True if a letter of a script that sets blanks stands right before a number. */
  boolean isGluedToWord(int index) {
    int token = parts.get(index).first();
    return tokens.isGlued(token)
        && tokens.isWord(token - 1)
        && tokens.firstChar(token - 1) < '\u0e00'
        && phrases.firstOfPhraseBefore(token) < 0;
  }

  /** True if one of the separators of dates ties a number to a further number. */
  boolean isChained(int index, int step) {
    int token = parts.get(index).first();
    int sign = token + step;
    int number = token + 2 * step;
    return tokens.isSign(sign)
        && "-/.".indexOf(tokens.firstChar(sign)) >= 0
        && tokens.isNumber(number)
        && tokens.isGlued(step < 0 ? token : number)
        && tokens.isGlued(sign);
  }
}
