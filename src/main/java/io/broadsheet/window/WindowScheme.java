package io.broadsheet.window;

import io.broadsheet.window.Periods.Span;
import io.broadsheet.window.Periods.Unit;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * How instants become report windows: {@code day}, {@code 6 hours} or {@code 7 days every 1 day} on
 * the clock of a zone.
 *
 * <p>A scheme cuts time into <em>periods</em> that follow each other without gap or overlap. A
 * window is a period, or, if the scheme slides, a run of {@code size ÷ period} periods that begins
 * with each of them; so every instant is in exactly that many windows, whatever the clock does.
 * Windows are named by their start and are never empty; their ends are exclusive.
 *
 * <p>Several of a unit make one period by counting from a fixed origin in the zone: days from
 * 1970-01-01, weeks from Monday 1970-01-05, months from January 1970, years from the year 0 (so
 * that {@code 10 years} is a decade), hours from midnight of 1970-01-01 (so, where they divide a
 * day, from each midnight). The calendar is ISO 8601's, extended backwards.
 *
 * <p>Where the clock is changed:
 *
 * <ul>
 *   <li>Days, weeks, months and years begin at the first instant of their first day: the earlier of
 *       two midnights, or where the clock landed when it jumped over midnight. A day that a zone
 *       skipped has no window.
 *   <li>A period of hours begins when the clock comes to its hour, or is moved into it from another
 *       period. An hour that the clock repeats is two windows, one that it skips is none. A change
 *       of less than an hour leaves one hour shorter or longer: at Lord Howe, whose summer time is
 *       30 minutes, 02:30 to 03:00 in spring and 90 minutes from 01:00 in autumn. {@code 24 hours
 *       every 1 hour} is 24 such windows in a row.
 * </ul>
 *
 * <p>All methods take and give epoch milliseconds, are exact for the years -9999 to 9999 and beyond
 * (as far as {@code long} reaches, then {@link ArithmeticException}) and safe for use by many
 * threads. Memory is a few kilobytes for each scheme.
 */
public final class WindowScheme implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(\\d{1,6})\\s*)?(hour|day|week|month|year)s?"
              + "(?:\\s+every\\s+(?:(\\d{1,6})\\s*)?(hour|day|week|month|year)s?)?",
          Pattern.CASE_INSENSITIVE);

  /** More windows than this for one article would be a mistake, and cost as much. */
  private static final long MAX_OVERLAP = 10_000;

  private static final int REMEMBERED_TEXTS = 256;

  private final String every;
  private final ZoneId zone;
  private final transient int periodsPerWindow;
  private final transient ZoneClock clock;
  private final transient Periods periods;
  private final transient Periods runs;
  private transient Span recentWindow = new Span(0, 0);
  private final transient Text[] texts = new Text[REMEMBERED_TEXTS];

  private record Text(long epochMillis, String text) {}

  private WindowScheme(String every, int periodsPerWindow, int count, Unit unit, ZoneId zone) {
    this.every = every;
    this.zone = zone;
    this.periodsPerWindow = periodsPerWindow;
    this.clock = new ZoneClock(zone);
    this.periods = Periods.of(count, unit, clock);
    this.runs = Periods.of(yearsPerRun(unit), Unit.YEAR, clock);
  }

  /**
   * Reads {@code hour}, {@code day}, {@code week}, {@code month} or {@code year}, several of one
   * ({@code 6 hours}), or a sliding window ({@code 7 days every 1 day}).
   *
   * <p>The size of a sliding window must be a whole multiple of its period: only then do all
   * articles weigh the same and do all windows share their edges. Weeks convert to days and years
   * to months, nothing else does: a day is not always 24 hours, nor a month 30 days.
   *
   * @throws IllegalArgumentException with a sentence for the spec's author
   */
  public static WindowScheme of(String every, ZoneId zone) {
    Objects.requireNonNull(zone, "zone");
    String text = every.strip();
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches() || number(matcher.group(1)) == 0 || number(matcher.group(3)) == 0) {
      throw refusal(
          text,
          "write hour, day, week, month or year, a number of them such as \"6 hours\", or a sliding"
              + " window such as \"7 days every 1 day\" (numbers from 1 to 999999)");
    }
    int size = number(matcher.group(1));
    Unit sizeUnit = unit(matcher.group(2));
    if (matcher.group(4) == null) {
      return new WindowScheme(
          size == 1 ? name(sizeUnit) : spell(size, sizeUnit), 1, size, sizeUnit, zone);
    }
    int period = number(matcher.group(3));
    Unit unit = unit(matcher.group(4));
    if (sizeUnit.base != unit.base) {
      throw refusal(
          text,
          "hours, days and months have no fixed relation, so give the size and the period in the"
              + " same unit, such as \"30 days every 1 day\"");
    }
    long sizeInBase = (long) size * sizeUnit.length;
    long periodInBase = (long) period * unit.length;
    if (sizeInBase % periodInBase != 0) {
      long larger = Math.max(2, sizeInBase / periodInBase + 1);
      throw refusal(
          text,
          "the size must be a whole multiple of the period, such as \""
              + spell(larger * period, unit)
              + " every "
              + spell(period, unit)
              + "\"");
    }
    long overlap = sizeInBase / periodInBase;
    if (overlap > MAX_OVERLAP) {
      throw refusal(text, "every article would be in " + overlap + " windows; choose fewer");
    }
    String spelled = spell(size, sizeUnit) + " every " + spell(period, unit);
    return new WindowScheme(spelled, (int) overlap, period, unit, zone);
  }

  private static int number(String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }

  private static Unit unit(String name) {
    return Unit.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static IllegalArgumentException refusal(String text, String advice) {
    return new IllegalArgumentException("\"" + text + "\" is not a window: " + advice + ".");
  }

  private static String spell(long count, Unit unit) {
    return count + " " + name(unit) + (count == 1 ? "" : "s");
  }

  private static String name(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private static int yearsPerRun(Unit unit) {
    return switch (unit.base) {
      case HOURS -> 1;
      case DAYS -> 10;
      case MONTHS -> 100;
    };
  }

  /** The scheme in the words of {@link #of}, tidily spelled: {@code 7 days every 1 day}. */
  public String every() {
    return every;
  }

  /** The zone on whose clock and calendar windows begin. */
  public ZoneId zone() {
    return zone;
  }

  /** True if an instant is in more than one window. */
  public boolean isSliding() {
    return periodsPerWindow > 1;
  }

  /** How many windows an instant is in: 1 unless the scheme slides. */
  public int overlap() {
    return periodsPerWindow;
  }

  /** The starts, ascending, of the windows that contain an instant; always equally many. */
  public long[] startsContaining(long epochMillis) {
    long[] starts = new long[periodsPerWindow];
    long start = periods.at(epochMillis).start();
    starts[periodsPerWindow - 1] = start;
    for (int i = periodsPerWindow - 2; i >= 0; i--) {
      start = periods.at(start - 1).start();
      starts[i] = start;
    }
    return starts;
  }

  /**
   * The first instant behind the window that starts at {@code start}.
   *
   * @throws IllegalArgumentException if no window starts there
   */
  public long end(long start) {
    Span window = recentWindow;
    if (window.start() != start || window.end() <= start) {
      long end = next(start);
      for (int i = 1; i < periodsPerWindow; i++) {
        end = periods.at(end).end();
      }
      window = new Span(start, end);
      recentWindow = window;
    }
    return window.end();
  }

  /**
   * The start of the window after the one that starts at {@code start}, by start: the next that a
   * report shows, even if the two overlap.
   *
   * @throws IllegalArgumentException if no window starts there
   */
  public long next(long start) {
    return periodStartingAt(start).end();
  }

  /**
   * The start of the window before the one that starts at {@code start}, by start.
   *
   * @throws IllegalArgumentException if no window starts there
   */
  public long previous(long start) {
    return periods.at(periodStartingAt(start).start() - 1).start();
  }

  private Span periodStartingAt(long start) {
    Span period = periods.at(start);
    if (period.start() != start) {
      throw new IllegalArgumentException("No window of " + this + " starts at " + format(start));
    }
    return period;
  }

  /**
   * The starts, ascending, of the windows that start at or after {@code from} and before {@code
   * to}; none if there is no time between the two. Eight bytes of memory a window.
   */
  public long[] windowsBetween(long from, long to) {
    return LongStream.iterate(
            firstStartFrom(from), start -> start < to, start -> periods.at(start).end())
        .toArray();
  }

  private long firstStartFrom(long epochMillis) {
    Span period = periods.at(epochMillis);
    return period.start() == epochMillis ? epochMillis : period.end();
  }

  /**
   * The start of the run that an instant belongs to. A run is a long row of periods that may share
   * what a runner pays for by the window: those that start within a calendar year for hours, a
   * decade for days and weeks, a century for months and years. Runs follow each other without gap
   * or overlap, and each begins with a window's start. A sliding window belongs to the run of its
   * start, and may reach into the next.
   */
  public long runStart(long epochMillis) {
    return firstStartFrom(runs.at(periods.at(epochMillis).start()).start());
  }

  /** The first instant behind the run that an instant belongs to: the next run's start. */
  public long runEnd(long epochMillis) {
    return firstStartFrom(runs.at(periods.at(epochMillis).start()).end());
  }

  /**
   * The first instant of a day in the scheme's zone; for a day that the zone skipped, that of the
   * next day.
   */
  public long startOfDay(LocalDate day) {
    return clock.startOfDay(day.toEpochDay());
  }

  /**
   * An instant as tables write it: ISO 8601 with the offset of the zone, to the second, or to the
   * millisecond where there is one ({@code 2025-07-10T00:00:00+04:00}); {@code Z} for no offset.
   */
  public String format(long epochMillis) {
    int slot = (int) ((epochMillis * 0x9E3779B97F4A7C15L) >>> 56);
    Text remembered = texts[slot];
    if (remembered == null || remembered.epochMillis() != epochMillis) {
      remembered = new Text(epochMillis, IsoText.of(epochMillis, clock.offsetAt(epochMillis)));
      texts[slot] = remembered;
    }
    return remembered.text();
  }

  /** Remembered answers are not worth sending: a copy starts afresh. */
  private Object readResolve() {
    return of(every, zone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowScheme that && every.equals(that.every) && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(every, zone);
  }

  @Override
  public String toString() {
    return every + " in " + zone;
  }
}
