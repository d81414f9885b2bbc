package io.broadsheet.window;

import static java.time.temporal.ChronoField.PROLEPTIC_MONTH;

import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;

/**
 * The time line of a zone cut into periods, each the end of the one before: every instant is in
 * exactly one. What a period is, {@link WindowScheme} explains.
 *
 * <p>Safe for use by many threads; the period that was asked for last is remembered.
 */
abstract sealed class Periods {

  /** From {@code start} up to {@code end}, exclusive, in epoch milliseconds; never empty. */
  record Span(long start, long end) {
    boolean contains(long epochMillis) {
      return start <= epochMillis && epochMillis < end;
    }
  }

  /** What makes up units; one doesn't convert into another. */
  enum Base {
    HOURS,
    DAYS,
    MONTHS
  }

  /** What periods are counted in. */
  enum Unit {
    HOUR(Base.HOURS, 1, 0),
    DAY(Base.DAYS, 1, 0),
    /** The first Monday of 1970 was 5 January. */
    WEEK(Base.DAYS, 7, 4),
    MONTH(Base.MONTHS, 1, 1970 * 12),
    /** From the year 0, so that 10 years are a decade and 100 years a century. */
    YEAR(Base.MONTHS, 12, 0);

    final Base base;

    /** How many of the base make one. */
    final int length;

    /** Where counting starts: days behind 1970-01-01, or months behind January of the year 0. */
    final long origin;

    Unit(Base base, int length, long origin) {
      this.base = base;
      this.length = length;
      this.origin = origin;
    }
  }

  final ZoneClock clock;
  private Span recent = new Span(0, 0);

  private Periods(ZoneClock clock) {
    this.clock = clock;
  }

  static Periods of(long count, Unit unit, ZoneClock clock) {
    return unit.base == Base.HOURS
        ? new OfHours(clock, count * ZoneClock.HOUR_MILLIS)
        : new OfDays(clock, count * unit.length, unit.origin, unit.base == Base.MONTHS);
  }

  /** The period that contains an instant. */
  final Span at(long epochMillis) {
    Span span = recent;
    if (!span.contains(epochMillis)) {
      span = find(epochMillis);
      recent = span;
    }
    return span;
  }

  abstract Span find(long epochMillis);

  /** Days, weeks, months and years: a period begins when the first of its days does. */
  private static final class OfDays extends Periods {
    private final long length;
    private final long origin;
    private final boolean months;

    OfDays(ZoneClock clock, long length, long origin, boolean months) {
      super(clock);
      this.length = length;
      this.origin = origin;
      this.months = months;
    }

    @Override
    Span find(long epochMillis) {
      long day = Math.floorDiv(epochMillis + clock.offsetAt(epochMillis), ZoneClock.DAY_MILLIS);
      long count = months ? LocalDate.ofEpochDay(day).getLong(PROLEPTIC_MONTH) : day;
      long index = Math.floorDiv(count - origin, length);
      long start = start(index);
      long end = start(index + 1);
      // A clock set back over midnight shows the evening of a day whose successor has begun.
      while (end <= epochMillis) {
        index++;
        start = end;
        end = start(index + 1);
      }
      return new Span(start, end);
    }

    private long start(long index) {
      long count = origin + index * length;
      return clock.startOfDay(months ? firstOfMonth(count) : count);
    }

    private static long firstOfMonth(long prolepticMonth) {
      int year = Math.toIntExact(Math.floorDiv(prolepticMonth, 12L));
      return LocalDate.of(year, Math.floorMod(prolepticMonth, 12) + 1, 1).toEpochDay();
    }
  }

  /**
   * Hours of the clock: a period begins when the clock comes to a multiple of its length, or is
   * moved into it from another period.
   */
  private static final class OfHours extends Periods {
    private final long length;

    OfHours(ZoneClock clock, long length) {
      super(clock);
      this.length = length;
    }

    @Override
    Span find(long epochMillis) {
      long offset = clock.offsetAt(epochMillis);
      long shown = shownAtStart(epochMillis + offset);
      Span span = new Span(shown - offset, shown - offset + length);
      ZoneClock.Quiet quiet = clock.quietAt(epochMillis);
      if (quiet.from() <= span.start() && span.end() <= quiet.until()) {
        return span;
      }
      return new Span(
          startThroughChanges(epochMillis, shown, span.start()),
          endThroughChanges(epochMillis, shown, span.end()));
    }

    /** What the clock shows at the start of a period, from what it shows within. */
    private long shownAtStart(long local) {
      return Math.floorDiv(local, length) * length;
    }

    private long startThroughChanges(long epochMillis, long shown, long unchanged) {
      long start = unchanged;
      // The next nanosecond, so that a change at this very instant counts.
      Instant before = Instant.ofEpochMilli(epochMillis).plusNanos(1);
      while (true) {
        ZoneOffsetTransition change = clock.rules().previousTransition(before);
        if (change == null || ZoneClock.millis(change) <= start) {
          return start;
        }
        long changed = ZoneClock.millis(change);
        long offset = change.getOffsetBefore().getTotalSeconds() * 1000L;
        if (shownAtStart(changed + offset - 1) != shown) {
          return changed;
        }
        start = shown - offset;
        before = change.getInstant();
      }
    }

    private long endThroughChanges(long epochMillis, long shown, long unchanged) {
      long end = unchanged;
      Instant after = Instant.ofEpochMilli(epochMillis);
      while (true) {
        ZoneOffsetTransition change = clock.rules().nextTransition(after);
        if (change == null || ZoneClock.millis(change) > end) {
          return end;
        }
        long changed = ZoneClock.millis(change);
        long offset = change.getOffsetAfter().getTotalSeconds() * 1000L;
        long showing = changed + offset;
        if (showing <= shown || showing >= shown + length) {
          return changed;
        }
        end = shown - offset + length;
        after = change.getInstant();
      }
    }
  }
}
