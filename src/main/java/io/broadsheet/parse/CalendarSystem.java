package io.broadsheet.parse;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;

/**
 * How a date counts its years, and for some also its months. The calendars that only count years
 * from another one share the Gregorian months.
 */
enum CalendarSystem {
  GREGORIAN(0),
  /** Thailand: the year 1 is 543 before Christ. */
  BUDDHIST(-543),
  /** Taiwan: the year 1 is 1912. */
  MINGUO(1911),
  REIWA(2018),
  HEISEI(1988),
  SHOWA(1925),
  TAISHO(1911),
  MEIJI(1867),
  PERSIAN("persian"),
  ETHIOPIC("ethiopic"),
  /** The Umm al-Qura tables of Saudi Arabia. */
  ISLAMIC_UMALQURA("islamic-umalqura"),
  /** The tabular Islamic calendar with the civil epoch. */
  ISLAMIC_CIVIL("islamic-civil");

  private final int yearsToGregorian;

  /** ICU's name of a calendar with its own months; empty if they are the Gregorian ones. */
  private final String icuName;

  CalendarSystem(int yearsToGregorian) {
    this.yearsToGregorian = yearsToGregorian;
    this.icuName = "";
  }

  CalendarSystem(String icuName) {
    this.yearsToGregorian = 0;
    this.icuName = icuName;
  }

  /** True if the calendar differs from the Gregorian only in how it counts years. */
  boolean hasGregorianMonths() {
    return icuName.isEmpty();
  }

  /** ICU's calendar of this system, for the names that a locale gives its months. */
  Calendar calendar(ULocale locale) {
    return Calendar.getInstance(TimeZone.GMT_ZONE, locale.setKeywordValue("calendar", icuName));
  }

  /**
   * The day as days since 1970-01-01, or {@link NumericReading#NO_DAY} if the calendar has no such
   * day.
   */
  long epochDay(int year, int month, int day) {
    if (month < 1 || day < 1 || day > 31 || month > 13) {
      return NumericReading.NO_DAY;
    }
    if (hasGregorianMonths()) {
      return gregorianDay(year + yearsToGregorian, month, day);
    }
    Calendar calendar = calendar(ULocale.ENGLISH);
    calendar.clear();
    calendar.setLenient(false);
    calendar.set(Calendar.EXTENDED_YEAR, year);
    calendar.set(Calendar.MONTH, month - 1);
    calendar.set(Calendar.DAY_OF_MONTH, day);
    try {
      return Math.floorDiv(calendar.getTimeInMillis(), 86_400_000L);
    } catch (IllegalArgumentException e) {
      // What a calendar that is not lenient throws for a day that it does not have.
      return NumericReading.NO_DAY;
    }
  }

  private static long gregorianDay(int year, int month, int day) {
    if (month > 12 || (day > 28 && day > monthLength(year, month))) {
      return NumericReading.NO_DAY;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private static int monthLength(int year, int month) {
    return switch (month) {
      case 2 -> IsoChronology.INSTANCE.isLeapYear(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}
