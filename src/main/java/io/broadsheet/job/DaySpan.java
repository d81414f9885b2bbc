package io.broadsheet.job;

import io.broadsheet.state.WindowRanges;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The days that {@code --for} names.
 *
 * @param from the first
 * @param to the day behind the last
 */
public record DaySpan(LocalDate from, LocalDate to) implements Serializable {
  /** What {@code --for} takes. */
  static final String FORMS =
      "a date (2025-07-10), week (2025-W28), month (2025-07) or year (2025), two of them as a range"
          + " (2025-07-01..2025-07-10), or today, yesterday, this-week, last-week, this-month,"
          + " last-month";

  private static final String ANY_TWO = "[0-9][0-9]";
  private static final long MOST_DAYS = 400_000;
  private static final int STRETCH_DAYS = 92;

  /**
   * Reads one of {@link #FORMS}.
   *
   * @param today what relative days are counted from
   * @throws IllegalArgumentException if it is none
   */
  static DaySpan parse(String text, LocalDate today) {
    try {
      int dots = text.indexOf("..");
      if (dots < 0) {
        return single(text.strip(), today);
      }
      LocalDate from = single(text.substring(0, dots).strip(), today).from();
      LocalDate to = single(text.substring(dots + 2).strip(), today).to();
      if (!from.isBefore(to) || to.toEpochDay() - from.toEpochDay() > MOST_DAYS) {
        throw new IllegalArgumentException("`" + text + "` ends before it begins, or never");
      }
      return new DaySpan(from, to);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it takes " + FORMS + ", not `" + text + "`", e);
    }
  }

  private static DaySpan single(String text, LocalDate today) {
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    YearMonth month = YearMonth.from(today);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "today" -> days(today, 1);
      case "yesterday" -> days(today.minusDays(1), 1);
      case "this-week" -> days(monday, 7);
      case "last-week" -> days(monday.minusDays(7), 7);
      case "this-month" -> of(month);
      case "last-month" -> of(month.minusMonths(1));
      default -> absolute(text);
    };
  }

  private static DaySpan absolute(String text) {
    if (text.matches("\\d{4}")) {
      Year year = Year.parse(text);
      return new DaySpan(year.atDay(1), year.plusYears(1).atDay(1));
    }
    if (text.matches("\\d{4}-\\d{2}")) {
      return of(YearMonth.parse(text));
    }
    if (text.matches("\\d{4}-W\\d{2}")) {
      return days(LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE), 7);
    }
    return days(LocalDate.parse(text), 1);
  }

  private static DaySpan of(YearMonth month) {
    return new DaySpan(month.atDay(1), month.plusMonths(1).atDay(1));
  }

  private static DaySpan days(LocalDate first, int count) {
    return new DaySpan(first, first.plusDays(count));
  }

  /** The windows that any of these days touches. */
  WindowRanges windows(WindowScheme scheme) {
    return WindowRanges.between(
        scheme.startsContaining(scheme.startOfDay(from))[0], scheme.startOfDay(to));
  }

  /** All days of the windows that any of these days touches. */
  DaySpan ofWholeWindows(WindowScheme scheme) {
    long first = scheme.startsContaining(scheme.startOfDay(from))[0];
    long end = scheme.end(scheme.startsContaining(scheme.startOfDay(to) - 1)[0]);
    return new DaySpan(day(first, scheme), day(end - 1, scheme).plusDays(1));
  }

  /** The same days in stretches of about three months, each of whole windows. */
  List<DaySpan> inStretches(WindowScheme scheme) {
    List<DaySpan> stretches = new ArrayList<>();
    for (LocalDate start = from; start.isBefore(to); ) {
      LocalDate wholeEnd =
          new DaySpan(start, start.plusDays(STRETCH_DAYS)).ofWholeWindows(scheme).to();
      LocalDate end = wholeEnd.isBefore(to) ? wholeEnd : to;
      stretches.add(new DaySpan(start, end));
      start = end;
    }
    return stretches;
  }

  private static LocalDate day(long millis, WindowScheme scheme) {
    return Instant.ofEpochMilli(millis).atZone(scheme.zone()).toLocalDate();
  }

  /** A pattern with <code>{yyyy}</code>, <code>{MM}</code> and <code>{dd}</code>, for each day. */
  List<String> expand(String pattern) {
    Set<String> patterns = new LinkedHashSet<>();
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      patterns.add(
          pattern
              .replace("{yyyy}", String.format(Locale.ROOT, "%04d", day.getYear()))
              .replace("{MM}", String.format(Locale.ROOT, "%02d", day.getMonthValue()))
              .replace("{dd}", String.format(Locale.ROOT, "%02d", day.getDayOfMonth()))
              .replace("{HH}", ANY_TWO));
    }
    return new ArrayList<>(patterns);
  }

  /** The same pattern for any day. */
  static String expandToAll(String pattern) {
    return pattern
        .replace("{yyyy}", ANY_TWO + ANY_TWO)
        .replace("{MM}", ANY_TWO)
        .replace("{dd}", ANY_TWO)
        .replace("{HH}", ANY_TWO);
  }
}
