package io.broadsheet.parse;

import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the calendar day in the parts of a date text.
 *
 * <p>A day is three neighbouring parts: day, month name, year; month name, day, year; year, month
 * name, day; year, day, month name; or three numbers. Each gives the set of days it can mean; what
 * all of them have in common is the date. A further number or month beside one of them (the end of
 * {@code 3-4 July 2025}) makes it ambiguous.
 */
final class DayGrammar {
  private final DayParts parts;
  private final CalendarHint hint;
  private final boolean isThai;
  private final int pivot;
  private final long latestDay;

  /** What all matches so far have in common; null before the first. */
  private Set<Long> days;

  private NumericReading numeric;
  private boolean isNumericOnly = true;
  private boolean needsOrder;
  private boolean isAmbiguous;
  private boolean isImpossible;
  private Set<Long> islamicDays;

  // The match that is being read.
  private final Set<Long> readings = new TreeSet<>();
  private boolean isIslamic;
  private boolean hasReading;

  /**
   * @param isThai true if years may be Buddhist ones because the text is in Thai
   * @param latestDay the last epoch day that may be dated, which decides between two eras only
   */
  DayGrammar(DayParts parts, CalendarHint hint, boolean isThai, int pivot, long latestDay) {
    this.parts = parts;
    this.hint = hint;
    this.isThai = isThai;
    this.pivot = pivot;
    this.latestDay = latestDay;
  }

  /** Finds the day and writes it into {@code found}. */
  void find(FoundDate found) {
    int at = 0;
    while (at + 2 < parts.count()) {
      at += match(at) ? 3 : 1;
    }
    if (days == null && islamicDays != null) {
      days = islamicDays;
      isNumericOnly = false;
    }
    if (isAmbiguous) {
      found.kind = FoundDate.Kind.AMBIGUOUS;
    } else if (days == null) {
      found.kind = isImpossible ? FoundDate.Kind.IMPOSSIBLE : FoundDate.Kind.NOTHING;
    } else if (isNumericOnly && numeric != null) {
      found.setNumeric(numeric);
      found.needsOrder = needsOrder;
      found.dayByWeekday = onlyOnWeekday();
    } else {
      long day = days.size() == 1 ? days.iterator().next() : onlyOnWeekday();
      found.setDay(day);
      if (day == NumericReading.NO_DAY) {
        found.kind = FoundDate.Kind.AMBIGUOUS;
      }
    }
  }

  /** The only one of the days that falls on the weekday of the text. */
  private long onlyOnWeekday() {
    long only = NumericReading.NO_DAY;
    if (parts.weekday() == 0 || days.size() == 1) {
      return only;
    }
    for (long day : days) {
      // 1970-01-01 was a Thursday.
      if (Math.floorMod(day + 3, 7) + 1 == parts.weekday()) {
        if (only != NumericReading.NO_DAY) {
          return NumericReading.NO_DAY;
        }
        only = day;
      }
    }
    return only;
  }

  private boolean match(int at) {
    if (!parts.isTied(at + 1) || !parts.isTied(at + 2)) {
      return false;
    }
    readings.clear();
    isIslamic = false;
    hasReading = false;
    boolean a = parts.isMonth(at);
    boolean b = parts.isMonth(at + 1);
    boolean c = parts.isMonth(at + 2);
    if (!a && b && !c) {
      return matchDayMonthYear(at);
    }
    if (a && !b && !c) {
      return isDay(at + 1)
          && named(at + 2, at, at + 1)
          && add(at, isBesideNumberOrMonth(at) || (isShortYear(at + 2) && isFollowed(at + 2)));
    }
    if (!a && !b && c) {
      return isDay(at + 1)
          && isFullYear(at)
          && named(at, at + 2, at + 1)
          && add(at, isBesideNumberOrMonth(at) || isFollowed(at + 2));
    }
    return !a && !b && !c && matchNumbers(at);
  }

  private boolean matchDayMonthYear(int at) {
    if (isFullYear(at) && isDay(at + 2)) {
      return named(at, at + 1, at + 2) && add(at, isBesideNumberOrMonth(at) || isFollowed(at + 2));
    }
    if (!isDay(at) || !named(at + 2, at + 1, at)) {
      return false;
    }
    return add(at, isBesideNumberOrMonth(at) || (isShortYear(at + 2) && isFollowed(at + 2)));
  }

  private boolean isShortYear(int index) {
    return parts.digits(index) < 3 && parts.era(index) == null;
  }

  private boolean isDay(int index) {
    return parts.isNumber(index) && parts.digits(index) <= 2 && !parts.hasApostrophe(index);
  }

  private boolean isFullYear(int index) {
    return parts.digits(index) == 4
        || (parts.digits(index) == 2 && parts.hasApostrophe(index))
        || (parts.digits(index) <= 3 && (parts.era(index) != null || parts.hasYearSign(index)));
  }

  private boolean isFollowed(int last) {
    return parts.isTied(last + 1);
  }

  /** True if a number, or a word that can only be a month, stands tied before a match. */
  private boolean isBesideNumberOrMonth(int first) {
    if (!parts.isTied(first) || wasMatched(first - 1)) {
      return false;
    }
    return parts.isNumber(first - 1) || !parts.get(first - 1).month().mayBeSkipped();
  }

  private int matchedBefore = -1;

  private boolean wasMatched(int index) {
    return index < matchedBefore;
  }

  /** Takes the readings of a match. */
  private boolean add(int at, boolean isSuspicious) {
    matchedBefore = at + 3;
    isAmbiguous |= isSuspicious;
    if (readings.isEmpty()) {
      isImpossible = true;
    } else if (isIslamic) {
      islamicDays = common(islamicDays);
    } else {
      days = common(days);
    }
    return true;
  }

  private Set<Long> common(Set<Long> before) {
    if (before == null) {
      return new TreeSet<>(readings);
    }
    before.retainAll(readings);
    isAmbiguous |= before.isEmpty();
    return before;
  }

  // ---- month names

  /** Reads a date with a month's name; false if the year does not go with the month's calendar. */
  private boolean named(int year, int month, int day) {
    for (DateWord.Month name : parts.get(month).month().months) {
      addNamed(year, name.calendar(), name.number(), parts.value(day));
    }
    if (hasReading && !isIslamic) {
      isNumericOnly = false;
    }
    return hasReading;
  }

  private void addNamed(int yearPart, CalendarSystem monthCalendar, int month, int day) {
    int year = parts.value(yearPart);
    int digits = parts.digits(yearPart);
    CalendarSystem era = parts.era(yearPart);
    if (digits < 3 && parts.isBehindTime(yearPart)) {
      // What follows a time is a year only if it is written in full, as asctime does.
      return;
    }
    boolean countsLikePersian = digits == 4 && year >= 1200 && year <= 1500;
    switch (monthCalendar) {
      case PERSIAN -> {
        if (countsLikePersian && (era == null || era == CalendarSystem.PERSIAN)) {
          read(CalendarSystem.PERSIAN, year, month, day);
        }
      }
      case ISLAMIC_UMALQURA -> {
        if (countsLikePersian && (era == null || era == CalendarSystem.ISLAMIC_UMALQURA)) {
          isIslamic = true;
          read(CalendarSystem.ISLAMIC_UMALQURA, year, month, day);
          read(CalendarSystem.ISLAMIC_CIVIL, year, month, day);
        }
      }
      case ETHIOPIC -> {
        if (digits == 4 && (era == null || era == CalendarSystem.ETHIOPIC)) {
          read(CalendarSystem.ETHIOPIC, year, month, day);
        }
      }
      default -> addGregorianMonths(yearPart, era, month, day);
    }
  }

  private void addGregorianMonths(int yearPart, CalendarSystem era, int month, int day) {
    int year = parts.value(yearPart);
    int digits = parts.digits(yearPart);
    if (era != null && era != CalendarSystem.GREGORIAN) {
      if (era.hasGregorianMonths()) {
        read(era, year, month, day);
      }
    } else if (digits == 4) {
      read(fullYear(year, era), year, month, day);
    } else if (digits == 3) {
      if (parts.hasYearSign(yearPart) && hint == CalendarHint.MINGUO) {
        read(CalendarSystem.MINGUO, year, month, day);
      }
    } else if (digits == 2 && isThai && era == null) {
      readShortThai(year, month, day);
    } else if (digits == 2 && era == null && hint != CalendarHint.PERSIAN) {
      read(CalendarSystem.GREGORIAN, NumericReading.century(year, pivot), month, day);
      if (parts.hasYearSign(yearPart) && hint != CalendarHint.CHINESE) {
        // 25年 may be a year of Heisei as well as of this century.
        isAmbiguous = true;
      }
    }
  }

  private CalendarSystem fullYear(int year, CalendarSystem era) {
    boolean isBuddhist = era == null && isThai && year >= 2400 && year <= 2700;
    return isBuddhist ? CalendarSystem.BUDDHIST : CalendarSystem.GREGORIAN;
  }

  /** A two-digit year in Thai counts from Buddha or from Christ; days to come are not meant. */
  private void readShortThai(int year, int month, int day) {
    hasReading = true;
    long buddhist = CalendarSystem.BUDDHIST.epochDay(2500 + year, month, day);
    long christian =
        CalendarSystem.GREGORIAN.epochDay(NumericReading.century(year, pivot), month, day);
    for (long reading : new long[] {buddhist, christian}) {
      if (reading != NumericReading.NO_DAY && reading <= latestDay) {
        readings.add(reading);
      }
    }
  }

  private void read(CalendarSystem calendar, int year, int month, int day) {
    hasReading = true;
    long reading = calendar.epochDay(year, month, day);
    if (reading != NumericReading.NO_DAY) {
      readings.add(reading);
    }
  }

  // ---- numbers

  private boolean matchNumbers(int at) {
    char first = parts.separatorBefore(at + 1);
    char second = parts.separatorBefore(at + 2);
    // Danes and Norwegians also write 2/7-2025 and 2.7-2025.
    boolean isNordic = (first == '/' || first == '.') && second == '-';
    boolean isSeparated = first != 0 && (first == second || isNordic);
    if (!isSeparated
        || parts.isChained(at, -1)
        || parts.isChained(at + 2, 1)
        || parts.isGluedToWord(at)
        || parts.digits(at + 1) > 2) {
      return false;
    }
    if (isFullYear(at) && isDay(at + 2)) {
      return matchYearFirst(at);
    }
    if (parts.digits(at) == 3 && hint == CalendarHint.MINGUO && isDay(at + 2)) {
      read(CalendarSystem.MINGUO, parts.value(at), parts.value(at + 1), parts.value(at + 2));
      isNumericOnly = false;
      return add(at, isBesideNumberOrMonth(at) || isFollowed(at + 2));
    }
    int digits = parts.digits(at + 2);
    if (first == ':' || !isDay(at) || digits == 3 || digits > 4) {
      return false;
    }
    return matchYearLast(at, digits);
  }

  private boolean matchYearFirst(int at) {
    int year = parts.value(at);
    CalendarSystem era = parts.era(at);
    CalendarSystem calendar = era != null ? era : calendarOf(year);
    read(calendar, year, parts.value(at + 1), parts.value(at + 2));
    isNumericOnly = false;
    return add(at, isBesideNumberOrMonth(at) || isTiedAsNumber(at + 3));
  }

  private boolean isTiedAsNumber(int index) {
    return parts.isTied(index) && parts.isNumber(index) && parts.separatorBefore(index) != 0;
  }

  private CalendarSystem calendarOf(int year) {
    if (hint == CalendarHint.PERSIAN && year >= 1200 && year <= 1500) {
      return CalendarSystem.PERSIAN;
    }
    return fullYear(year, null);
  }

  private boolean matchYearLast(int at, int digits) {
    if (digits == 1 && parts.digits(at) == 1) {
      return false;
    }
    boolean isOtherCalendar = isThai || hint == CalendarHint.PERSIAN;
    if (digits < 4 && isOtherCalendar) {
      isAmbiguous = true;
      return true;
    }
    int year = parts.value(at + 2);
    CalendarSystem era = digits == 4 ? parts.era(at + 2) : null;
    NumericReading reading =
        NumericReading.of(
            parts.value(at),
            parts.digits(at),
            parts.value(at + 1),
            year,
            digits,
            era != null ? era : calendarOf(year),
            pivot);
    hasReading = true;
    for (long day :
        new long[] {reading.dayMonthYear(), reading.monthDayYear(), reading.yearMonthDay()}) {
      if (day != NumericReading.NO_DAY) {
        readings.add(day);
      }
    }
    if (!readings.isEmpty()) {
      needsOrder = digits == 1;
      isNumericOnly &= numeric == null || numeric.equals(reading);
      numeric = reading;
    }
    return add(at, isBesideNumberOrMonth(at) || (digits < 4 && isFollowed(at + 2)));
  }
}
