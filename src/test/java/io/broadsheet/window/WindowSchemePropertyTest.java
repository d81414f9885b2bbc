package io.broadsheet.window;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every scheme, zone and instant, and what java.time itself says. */
@ExtendWith(ForeignDefaults.class)
final class WindowSchemePropertyTest {
  private static final long SEED = 20250710;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long EARLIEST = Instant.parse("-0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  /** Odd offsets, odd summer times, skipped and repeated days, fixed offsets. */
  static List<String> zones() {
    return List.of(
        "UTC",
        "+05:45",
        "-18:00",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Africa/Monrovia",
        "America/Adak",
        "America/Anchorage",
        "America/Asuncion",
        "America/Bogota",
        "America/Caracas",
        "America/Havana",
        "America/Juneau",
        "America/New_York",
        "America/Nuuk",
        "America/Santiago",
        "America/Sao_Paulo",
        "America/Scoresbysund",
        "America/St_Johns",
        "America/Toronto",
        "Antarctica/Troll",
        "Asia/Amman",
        "Asia/Baku",
        "Asia/Beirut",
        "Asia/Gaza",
        "Asia/Kathmandu",
        "Asia/Kolkata",
        "Asia/Manila",
        "Asia/Pyongyang",
        "Asia/Tehran",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "Europe/Dublin",
        "Europe/Istanbul",
        "Europe/London",
        "Europe/Moscow",
        "Pacific/Apia",
        "Pacific/Chatham",
        "Pacific/Guam",
        "Pacific/Kiritimati",
        "Pacific/Kwajalein",
        "Pacific/Norfolk");
  }

  private static final List<String> SCHEMES =
      List.of(
          "hour",
          "2 hours",
          "5 hours",
          "6 hours",
          "36 hours",
          "1000 hours",
          "day",
          "7 days",
          "week",
          "2 weeks",
          "month",
          "5 months",
          "year",
          "10 years",
          "200 years",
          "24 hours every 1 hour",
          "24 hours every 6 hours",
          "7 days every 1 day",
          "4 weeks every 1 week",
          "14 days every 1 week",
          "3 months every 1 month",
          "2 years every 3 months");

  /** Instants of all years, of the years with many changes, and around changes. */
  private static List<Long> instants(ZoneId zone, Random random, int count) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneRules rules = zone.getRules();
    Instant until = Instant.parse("2060-01-01T00:00:00Z");
    ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochMilli(EARLIEST));
    while (change != null && change.getInstant().isBefore(until)) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    List<Long> instants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      instants.add(EARLIEST + (long) (random.nextDouble() * (LATEST - EARLIEST)));
      instants.add((long) (random.nextDouble() * 240 * 365 * DAY) - 170 * 365 * DAY);
      if (!changes.isEmpty()) {
        long at = changes.get(random.nextInt(changes.size())).getInstant().toEpochMilli();
        instants.add(at);
        instants.add(at - 1);
        instants.add(at + (long) (random.nextGaussian() * 2 * HOUR));
        instants.add(at + (long) (random.nextGaussian() * 2 * DAY));
      }
    }
    return instants;
  }

  @ParameterizedTest
  @MethodSource("zones")
  void windowsTileTheTimeLineInEveryScheme(String zone) {
    Random random = new Random(SEED);
    for (String every : SCHEMES) {
      WindowScheme scheme = WindowScheme.of(every, ZoneId.of(zone));
      int overlap = scheme.startsContaining(0).length;
      for (long instant : instants(scheme.zone(), random, 20)) {
        String where = scheme + " at " + Instant.ofEpochMilli(instant) + ", seed " + SEED;
        long[] starts = scheme.startsContaining(instant);
        assertThat(where, starts.length, is(overlap));
        for (int i : new int[] {0, random.nextInt(overlap), overlap - 1}) {
          long start = starts[i];
          long end = scheme.end(start);
          assertThat(where, start <= instant && instant < end);
          assertThat(where, scheme.startsContaining(start)[overlap - 1], is(start));
          assertThat(where, scheme.startsContaining(end - 1)[0], is(start));
          assertThat(where, scheme.startsContaining(end)[overlap - 1], is(end));
          assertThat(where, scheme.previous(scheme.next(start)), is(start));
          assertThat(where, scheme.next(scheme.previous(start)), is(start));
          if (i > 0) {
            assertThat(where, scheme.next(starts[i - 1]), is(start));
          }
        }
        assertThat(where, scheme.end(scheme.previous(starts[0])) <= instant);
        assertThat(where, scheme.next(starts[overlap - 1]) > instant);
        assertThat(where, scheme.windowsBetween(starts[0], starts[overlap - 1] + 1), is(starts));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void runsTileTheTimeLineAndBeginWithAWindow(String zone) {
    Random random = new Random(SEED);
    for (String every : SCHEMES) {
      WindowScheme scheme = WindowScheme.of(every, ZoneId.of(zone));
      for (long instant : instants(scheme.zone(), random, 10)) {
        String where = scheme + " at " + Instant.ofEpochMilli(instant) + ", seed " + SEED;
        long start = scheme.runStart(instant);
        long end = scheme.runEnd(instant);
        assertThat(where, start <= instant && instant < end);
        assertThat(where, scheme.runStart(start), is(start));
        assertThat(where, scheme.runEnd(start), is(end));
        assertThat(where, scheme.runStart(end - 1), is(start));
        assertThat(where, scheme.runStart(end), is(end));
        assertThat(where, scheme.windowsBetween(start, start + 1).length, is(1));
      }
    }
  }

  private record Calendar(
      String every, UnaryOperator<LocalDate> first, UnaryOperator<LocalDate> next) {}

  private static final List<Calendar> CALENDARS =
      List.of(
          new Calendar("day", day -> day, day -> day.plusDays(1)),
          new Calendar(
              "week",
              day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
              day -> day.plusWeeks(1)),
          new Calendar("month", day -> day.withDayOfMonth(1), day -> day.plusMonths(1)),
          new Calendar("year", day -> day.withDayOfYear(1), day -> day.plusYears(1)));

  @ParameterizedTest
  @MethodSource("zones")
  void calendarWindowsAreThoseOfJavaTime(String zone) {
    Random random = new Random(SEED);
    for (Calendar calendar : CALENDARS) {
      WindowScheme scheme = WindowScheme.of(calendar.every(), ZoneId.of(zone));
      for (long millis : instants(scheme.zone(), random, 60)) {
        Instant instant = Instant.ofEpochMilli(millis);
        String where = scheme + " at " + instant + ", seed " + SEED;
        // The clock may have been set back over midnight, or jumped over a day.
        LocalDate day = calendar.first().apply(LocalDate.ofInstant(instant, scheme.zone()));
        Instant start = day.atStartOfDay(scheme.zone()).toInstant();
        Instant end;
        while (true) {
          day = calendar.next().apply(day);
          end = day.atStartOfDay(scheme.zone()).toInstant();
          if (end.isAfter(instant)) {
            break;
          }
          start = end;
        }
        assertThat(where, scheme.startsContaining(millis)[0], is(start.toEpochMilli()));
        assertThat(where, scheme.end(start.toEpochMilli()), is(end.toEpochMilli()));
      }
    }
  }

  /** Reads the clock every second around each change, and applies the definition literally. */
  @ParameterizedTest
  @MethodSource("zones")
  void hoursBeginWhenTheClockComesToThemOrIsMovedIntoThem(String zone) {
    ZoneRules rules = ZoneId.of(zone).getRules();
    Random random = new Random(SEED);
    List<ZoneOffsetTransition> changes = rules.getTransitions();
    for (int hours : new int[] {1, 6}) {
      WindowScheme scheme = WindowScheme.of(hours + " hours", ZoneId.of(zone));
      for (int i = 0; i < 6; i++) {
        long middle =
            changes.isEmpty()
                ? random.nextInt()
                : changes.get(random.nextInt(changes.size())).toEpochSecond();
        long reach = (hours + 2) * 3600L;
        List<Long> edges = new ArrayList<>();
        for (long second = middle - reach; second < middle + reach; second++) {
          long now = second + rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
          long before =
              second - 1 + rules.getOffset(Instant.ofEpochSecond(second - 1)).getTotalSeconds();
          long length = hours * 3600L;
          if (now % length == 0 || Math.floorDiv(now, length) != Math.floorDiv(before, length)) {
            edges.add(second * 1000);
          }
        }
        assertThat(
            scheme + " around " + Instant.ofEpochSecond(middle) + ", seed " + SEED,
            LongStream.of(scheme.windowsBetween((middle - reach) * 1000, (middle + reach) * 1000))
                .boxed()
                .toList(),
            is(edges));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void writesInstantsAsJavaTimeDoes(String zone) {
    Random random = new Random(SEED);
    WindowScheme scheme = WindowScheme.of("day", ZoneId.of(zone));
    for (long millis : instants(scheme.zone(), random, 200)) {
      Instant exact = Instant.ofEpochMilli(millis);
      assertThat(
          "seed " + SEED, OffsetDateTime.parse(scheme.format(millis)).toInstant(), is(exact));
      Instant second = Instant.ofEpochSecond(Math.floorDiv(millis, 1000L));
      assertThat(
          "seed " + SEED,
          scheme.format(second.toEpochMilli()),
          is(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(second.atZone(scheme.zone()))));
    }
  }

  @Test
  void answersManyThreadsAsOne() {
    ZoneId zone = ZoneId.of("Europe/London");
    long[] instants =
        instants(zone, new Random(SEED), 5_000).stream().mapToLong(Long::longValue).toArray();
    WindowScheme alone = WindowScheme.of("2 days every 1 day", zone);
    WindowScheme shared = WindowScheme.of("2 days every 1 day", zone);
    List<String> answers =
        LongStream.of(instants).mapToObj(instant -> describe(alone, instant)).toList();
    assertThat(
        "seed " + SEED,
        LongStream.of(instants).parallel().mapToObj(instant -> describe(shared, instant)).toList(),
        is(answers));
  }

  private static String describe(WindowScheme scheme, long instant) {
    long start = scheme.startsContaining(instant)[0];
    return scheme.format(start) + " " + scheme.format(scheme.end(start));
  }

  @Test
  void fixedOffsetsAreUtcMoved() {
    Random random = new Random(SEED);
    WindowScheme utc = WindowScheme.of("month", ZoneOffset.UTC);
    WindowScheme east = WindowScheme.of("month", ZoneOffset.ofHours(5));
    for (long instant : instants(ZoneOffset.UTC, random, 200)) {
      assertThat(
          "seed " + SEED,
          east.startsContaining(instant - 5 * HOUR)[0],
          is(utc.startsContaining(instant)[0] - 5 * HOUR));
    }
  }
}
