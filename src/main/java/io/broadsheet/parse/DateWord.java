package io.broadsheet.parse;

import java.util.ArrayList;
import java.util.List;

/** All that a word or phrase can mean in a date. A vocabulary fills it in; then it is only read. */
final class DateWord {
  /** What a label says about the date behind it. */
  enum Label {
    NONE,
    PUBLISHED,
    UPDATED
  }

  /** Which number a word follows. */
  enum Unit {
    NONE,
    YEAR,
    HOUR,
    MINUTE,
    SECOND
  }

  static final int ALL_HOURS = 0xffffff;
  static final int SEVERAL_WEEKDAYS = -1;

  /** A month of a calendar, counted from 1. */
  record Month(CalendarSystem calendar, int number) {}

  /** The months that it names; few, and most often one. */
  final List<Month> months = new ArrayList<>(1);

  boolean isWeekday;

  /** 1 (Monday) to 7 if its full form names one weekday, 0 if none. */
  int weekday;

  /** The hours of the day for which the word stands, such as 12 to 23 for pm, as bits; 0: none. */
  int hours;

  /** May stand between the parts of a date without changing them. */
  boolean isFiller;

  Label label = Label.NONE;
  Unit unit = Unit.NONE;

  /** How the year beside it is counted, or null. */
  CalendarSystem era;

  boolean isMonth() {
    return !months.isEmpty();
  }

  /** True if the word in a date need not mean a month. */
  boolean mayBeSkipped() {
    return isWeekday || isFiller || hours != 0 || unit != Unit.NONE || era != null;
  }

  void addMonth(CalendarSystem calendar, int number) {
    Month month = new Month(calendar, number);
    if (!months.contains(month)) {
      months.add(month);
    }
  }

  void addWeekday(int day) {
    weekday = weekday == 0 || weekday == day ? day : SEVERAL_WEEKDAYS;
  }
}
