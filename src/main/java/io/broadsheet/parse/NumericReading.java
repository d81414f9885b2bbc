package io.broadsheet.parse;

import io.broadsheet.article.DateOrder;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A numeric date that does not start with a four-digit year, such as {@code 03-07-2025} or {@code
 * 10/8/16}, under every order that it allows.
 *
 * @param first the number in first place
 * @param second the number in the middle
 * @param third the number in last place
 * @param dayMonthYear the epoch day if read day first, or {@link #NO_DAY} if no calendar has it
 * @param monthDayYear the epoch day if read month first, or {@link #NO_DAY}
 * @param yearMonthDay the epoch day if read year first, or {@link #NO_DAY}; always that where the
 *     last number has four digits
 */
public record NumericReading(
    int first, int second, int third, long dayMonthYear, long monthDayYear, long yearMonthDay) {

  /** Stands for an order under which the numbers name no day. */
  public static final long NO_DAY = Long.MIN_VALUE;

  /**
   * Reads three numbers.
   *
   * @param firstDigits how many digits the first number is written with
   * @param thirdDigits how many digits the third number is written with; 4 for a full year
   * @param calendar how four-digit years are counted
   * @param pivot two-digit years below it are 20yy, the others 19yy
   */
  static NumericReading of(
      int first,
      int firstDigits,
      int second,
      int third,
      int thirdDigits,
      CalendarSystem calendar,
      int pivot) {
    if (thirdDigits == 4) {
      return new NumericReading(
          first,
          second,
          third,
          calendar.epochDay(third, second, first),
          calendar.epochDay(third, first, second),
          NO_DAY);
    }
    int yearLast = century(third, pivot);
    CalendarSystem gregorian = CalendarSystem.GREGORIAN;
    boolean canLastBeYear = thirdDigits == 2;
    return new NumericReading(
        first,
        second,
        third,
        canLastBeYear ? gregorian.epochDay(yearLast, second, first) : NO_DAY,
        canLastBeYear ? gregorian.epochDay(yearLast, first, second) : NO_DAY,
        firstDigits == 2 ? gregorian.epochDay(century(first, pivot), second, third) : NO_DAY);
  }

  /** The full year that a two-digit one stands for. */
  static int century(int twoDigits, int pivot) {
    return twoDigits < pivot ? 2000 + twoDigits : 1900 + twoDigits;
  }

  /** The epoch day under an order, or {@link #NO_DAY}. */
  long epochDay(DateOrder order) {
    return switch (order) {
      case DMY -> dayMonthYear;
      case MDY -> monthDayYear;
      case YMD -> yearMonthDay;
      case NONE -> NO_DAY;
    };
  }

  /** The day that the numbers name under an order; empty if none. */
  public Optional<LocalDate> day(DateOrder order) {
    long day = epochDay(order);
    return day == NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  /** True if the numbers name a day under this order. */
  public boolean allows(DateOrder order) {
    return epochDay(order) != NO_DAY;
  }

  /** True if no order makes it a day. */
  public boolean isImpossible() {
    return !allows(DateOrder.DMY) && !allows(DateOrder.MDY) && !allows(DateOrder.YMD);
  }

  /**
   * The only day that the numbers can name, or {@link #NO_DAY} if there are several or none. {@code
   * 05-05-2025} names one day although it allows two orders.
   */
  long onlyDay() {
    long only = NO_DAY;
    for (long day : new long[] {dayMonthYear, monthDayYear, yearMonthDay}) {
      if (day != NO_DAY && day != only) {
        if (only != NO_DAY) {
          return NO_DAY;
        }
        only = day;
      }
    }
    return only;
  }

  /**
   * The order that this date proves, because no other makes it a day; {@link DateOrder#NONE} if
   * several or none do.
   */
  public DateOrder proves() {
    DateOrder proved = DateOrder.NONE;
    for (DateOrder order : ORDERS) {
      if (allows(order)) {
        if (proved != DateOrder.NONE) {
          return DateOrder.NONE;
        }
        proved = order;
      }
    }
    return proved;
  }

  private static final DateOrder[] ORDERS = {DateOrder.DMY, DateOrder.MDY, DateOrder.YMD};

  /** This reading without the orders that name another day than this one. */
  NumericReading restrictedTo(long epochDay) {
    return new NumericReading(
        first,
        second,
        third,
        dayMonthYear == epochDay ? dayMonthYear : NO_DAY,
        monthDayYear == epochDay ? monthDayYear : NO_DAY,
        yearMonthDay == epochDay ? yearMonthDay : NO_DAY);
  }
}
