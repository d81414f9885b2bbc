package io.broadsheet.window;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSchemeTest {

  private static WindowScheme scheme(String every, String zone) {
    return WindowScheme.of(every, ZoneId.of(zone));
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static List<String> texts(WindowScheme scheme, long[] instants) {
    return Arrays.stream(instants).mapToObj(scheme::format).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # before 1970, when zones kept local mean time to the second
          day      | UTC                | 1903-12-17T15:35:00Z     | 1903-12-17T00:00:00Z         | 1903-12-18T00:00:00Z
          day      | Europe/Moscow      | 1903-06-01T12:00:00Z     | 1903-06-01T00:00:00+02:30:17 | 1903-06-02T00:00:00+02:30:17
          hour     | Europe/Moscow      | 1903-06-01T12:00:00Z     | 1903-06-01T14:00:00+02:30:17 | 1903-06-01T15:00:00+02:30:17
          month    | America/New_York   | 1903-02-28T12:00:00Z     | 1903-02-01T00:00:00-05:00    | 1903-03-01T00:00:00-05:00
          week     | Europe/Berlin      | 1903-12-27T22:59:59.999Z | 1903-12-21T00:00:00+01:00    | 1903-12-28T00:00:00+01:00
          day      | UTC                | 1969-12-31T23:59:59.999Z | 1969-12-31T00:00:00Z         | 1970-01-01T00:00:00Z
          # when local mean time ended, 11 minutes 16 seconds were repeated
          hour     | Asia/Kathmandu     | 1919-12-31T18:25:00Z     | 1919-12-31T23:00:00+05:41:16 | 1920-01-01T00:00:00+05:30
          day      | Asia/Kathmandu     | 1919-12-31T18:25:00Z     | 1919-12-31T00:00:00+05:41:16 | 1920-01-01T00:00:00+05:30
          # zones off the hour
          day      | Asia/Kathmandu     | 2025-07-09T18:14:59.999Z | 2025-07-09T00:00:00+05:45    | 2025-07-10T00:00:00+05:45
          day      | Asia/Kathmandu     | 2025-07-09T18:15:00Z     | 2025-07-10T00:00:00+05:45    | 2025-07-11T00:00:00+05:45
          hour     | Asia/Kathmandu     | 2025-07-10T00:00:00Z     | 2025-07-10T05:00:00+05:45    | 2025-07-10T06:00:00+05:45
          # Nepal moved its clocks by a quarter of an hour at midnight
          day      | Asia/Kathmandu     | 1986-01-01T00:00:00Z     | 1986-01-01T00:15:00+05:45    | 1986-01-02T00:00:00+05:45
          hour     | Asia/Kathmandu     | 1985-12-31T18:30:00Z     | 1986-01-01T00:15:00+05:45    | 1986-01-01T01:00:00+05:45
          # half an hour of summer time
          hour     | Australia/Lord_Howe | 2025-04-05T14:59:59.999Z | 2025-04-06T01:00:00+11:00   | 2025-04-06T02:00:00+10:30
          hour     | Australia/Lord_Howe | 2025-04-05T15:00:00Z    | 2025-04-06T01:00:00+11:00    | 2025-04-06T02:00:00+10:30
          hour     | Australia/Lord_Howe | 2025-10-04T15:29:59Z    | 2025-10-05T01:00:00+10:30    | 2025-10-05T02:30:00+11:00
          hour     | Australia/Lord_Howe | 2025-10-04T15:30:00Z    | 2025-10-05T02:30:00+11:00    | 2025-10-05T03:00:00+11:00
          day      | Australia/Lord_Howe | 2025-04-06T00:00:00Z    | 2025-04-06T00:00:00+11:00    | 2025-04-07T00:00:00+10:30
          # an hour that is repeated is two windows, one that is skipped is none
          hour     | America/New_York   | 2025-11-02T05:30:00Z     | 2025-11-02T01:00:00-04:00    | 2025-11-02T01:00:00-05:00
          hour     | America/New_York   | 2025-11-02T06:30:00Z     | 2025-11-02T01:00:00-05:00    | 2025-11-02T02:00:00-05:00
          hour     | America/New_York   | 2025-03-09T06:59:59Z     | 2025-03-09T01:00:00-05:00    | 2025-03-09T03:00:00-04:00
          6 hours  | America/New_York   | 2025-11-02T06:30:00Z     | 2025-11-02T00:00:00-04:00    | 2025-11-02T06:00:00-05:00
          6 hours  | America/New_York   | 2025-03-09T09:00:00Z     | 2025-03-09T00:00:00-05:00    | 2025-03-09T06:00:00-04:00
          day      | America/New_York   | 2025-11-02T06:30:00Z     | 2025-11-02T00:00:00-04:00    | 2025-11-03T00:00:00-05:00
          week     | America/New_York   | 2025-03-09T12:00:00Z     | 2025-03-03T00:00:00-05:00    | 2025-03-10T00:00:00-04:00
          hour     | Pacific/Chatham    | 2025-09-27T14:05:00Z     | 2025-09-28T03:45:00+13:45    | 2025-09-28T04:00:00+13:45
          # midnights that do not exist
          day      | America/Sao_Paulo  | 2018-11-04T02:59:59.999Z | 2018-11-03T00:00:00-03:00    | 2018-11-04T01:00:00-02:00
          day      | America/Sao_Paulo  | 2018-11-04T03:00:00Z     | 2018-11-04T01:00:00-02:00    | 2018-11-05T00:00:00-02:00
          hour     | America/Sao_Paulo  | 2018-11-04T02:30:00Z     | 2018-11-03T23:00:00-03:00    | 2018-11-04T01:00:00-02:00
          day      | Asia/Beirut        | 2025-03-29T22:00:00Z     | 2025-03-30T01:00:00+03:00    | 2025-03-31T00:00:00+03:00
          day      | America/Toronto    | 1919-03-31T12:00:00Z     | 1919-03-31T00:30:00-04:00    | 1919-04-01T00:00:00-04:00
          # clocks set back at midnight: the evening is repeated, and still that day's
          day      | America/Sao_Paulo  | 2018-02-18T02:30:00Z     | 2018-02-17T00:00:00-02:00    | 2018-02-18T00:00:00-03:00
          6 hours  | America/Sao_Paulo  | 2018-02-18T02:30:00Z     | 2018-02-17T18:00:00-02:00    | 2018-02-18T00:00:00-03:00
          # clocks set back over midnight: the new day has begun
          day      | America/St_Johns   | 2006-10-29T02:29:59Z     | 2006-10-28T00:00:00-02:30    | 2006-10-29T00:00:00-02:30
          day      | America/St_Johns   | 2006-10-29T03:00:00Z     | 2006-10-29T00:00:00-02:30    | 2006-10-30T00:00:00-03:30
          hour     | America/St_Johns   | 2006-10-29T02:30:30Z     | 2006-10-29T00:00:00-02:30    | 2006-10-28T23:01:00-03:30
          hour     | America/St_Johns   | 2006-10-29T03:00:00Z     | 2006-10-28T23:01:00-03:30    | 2006-10-29T00:00:00-03:30
          # a day that Samoa skipped
          day      | Pacific/Apia       | 2011-12-30T09:59:59Z     | 2011-12-29T00:00:00-10:00    | 2011-12-31T00:00:00+14:00
          day      | Pacific/Apia       | 2011-12-30T10:00:00Z     | 2011-12-31T00:00:00+14:00    | 2012-01-01T00:00:00+14:00
          hour     | Pacific/Apia       | 2011-12-30T09:30:00Z     | 2011-12-29T23:00:00-10:00    | 2011-12-31T00:00:00+14:00
          week     | Pacific/Apia       | 2011-12-31T00:00:00Z     | 2011-12-26T00:00:00-10:00    | 2012-01-02T00:00:00+14:00
          # a day that Alaska had twice is one window of 48 hours
          day      | America/Juneau     | 1867-10-19T12:00:00Z     | 1867-10-19T00:00:00+15:02:19 | 1867-10-20T00:00:00-08:57:41
          # ISO weeks 53
          week     | UTC                | 2021-01-03T23:59:59.999Z | 2020-12-28T00:00:00Z         | 2021-01-04T00:00:00Z
          week     | UTC                | 2026-12-31T00:00:00Z     | 2026-12-28T00:00:00Z         | 2027-01-04T00:00:00Z
          week     | UTC                | 1903-12-31T00:00:00Z     | 1903-12-28T00:00:00Z         | 1904-01-04T00:00:00Z
          # leap years, and years that look like some
          day      | UTC                | 2024-02-29T23:59:59.999Z | 2024-02-29T00:00:00Z         | 2024-03-01T00:00:00Z
          month    | UTC                | 1900-02-28T23:59:59.999Z | 1900-02-01T00:00:00Z         | 1900-03-01T00:00:00Z
          day      | UTC                | 1900-02-28T23:59:59.999Z | 1900-02-28T00:00:00Z         | 1900-03-01T00:00:00Z
          day      | UTC                | 0000-02-29T12:00:00Z     | 0000-02-29T00:00:00Z         | 0000-03-01T00:00:00Z
          # the ends of the calendar
          year     | UTC                | -0001-06-15T00:00:00Z    | -0001-01-01T00:00:00Z        | 0000-01-01T00:00:00Z
          100 years | UTC               | -0001-06-15T00:00:00Z    | -0100-01-01T00:00:00Z        | 0000-01-01T00:00:00Z
          year     | UTC                | 9999-12-31T23:59:59.999Z | 9999-01-01T00:00:00Z         | +10000-01-01T00:00:00Z
          # where counting starts
          7 days   | UTC                | 1969-12-31T23:59:59Z     | 1969-12-25T00:00:00Z         | 1970-01-01T00:00:00Z
          7 days   | UTC                | 1970-01-01T00:00:00Z     | 1970-01-01T00:00:00Z         | 1970-01-08T00:00:00Z
          2 weeks  | UTC                | 1970-01-04T00:00:00Z     | 1969-12-22T00:00:00Z         | 1970-01-05T00:00:00Z
          2 weeks  | UTC                | 1970-01-05T00:00:00Z     | 1970-01-05T00:00:00Z         | 1970-01-19T00:00:00Z
          7 months | UTC                | 1969-12-31T00:00:00Z     | 1969-06-01T00:00:00Z         | 1970-01-01T00:00:00Z
          3 months | Asia/Tokyo         | 2025-06-30T14:59:59Z     | 2025-04-01T00:00:00+09:00    | 2025-07-01T00:00:00+09:00
          10 years | UTC                | 2025-06-30T00:00:00Z     | 2020-01-01T00:00:00Z         | 2030-01-01T00:00:00Z
          6 hours  | Asia/Kathmandu     | 2025-07-10T00:00:00Z     | 2025-07-10T00:00:00+05:45    | 2025-07-10T06:00:00+05:45
          5 hours  | UTC                | 1970-01-01T09:00:00Z     | 1970-01-01T05:00:00Z         | 1970-01-01T10:00:00Z
          """)
  void putsAnInstantIntoTheWindowOfItsZone(
      String every, String zone, String instant, String start, String end) {
    WindowScheme scheme = scheme(every, zone);
    long[] starts = scheme.startsContaining(millis(instant));
    assertThat(texts(scheme, starts), contains(start));
    assertThat(scheme.format(scheme.end(starts[0])), is(end));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 days every 1 day       | UTC              | 1903-12-17T15:35:00Z | 1903-12-15T00:00:00Z 1903-12-16T00:00:00Z 1903-12-17T00:00:00Z | 1903-12-18T00:00:00Z
          3 months every 1 month   | UTC              | 2024-02-29T00:00:00Z | 2023-12-01T00:00:00Z 2024-01-01T00:00:00Z 2024-02-01T00:00:00Z | 2024-03-01T00:00:00Z
          2 weeks every 1 week     | Europe/Berlin    | 2025-03-30T12:00:00Z | 2025-03-17T00:00:00+01:00 2025-03-24T00:00:00+01:00 | 2025-03-31T00:00:00+02:00
          1 week every 7 days      | UTC              | 1970-01-03T00:00:00Z | 1970-01-01T00:00:00Z | 1970-01-08T00:00:00Z
          14 days every 1 week     | UTC              | 1970-01-05T00:00:00Z | 1969-12-29T00:00:00Z 1970-01-05T00:00:00Z | 1970-01-12T00:00:00Z
          1 year every 6 months    | UTC              | 2025-08-01T00:00:00Z | 2025-01-01T00:00:00Z 2025-07-01T00:00:00Z | 2026-01-01T00:00:00Z
          3 hours every 1 hour     | America/New_York | 2025-11-02T06:30:00Z | 2025-11-02T00:00:00-04:00 2025-11-02T01:00:00-04:00 2025-11-02T01:00:00-05:00 | 2025-11-02T02:00:00-05:00
          3 days every 1 day       | Pacific/Apia     | 2011-12-31T12:00:00Z | 2011-12-29T00:00:00-10:00 2011-12-31T00:00:00+14:00 2012-01-01T00:00:00+14:00 | 2012-01-02T00:00:00+14:00
          """)
  void putsAnInstantIntoEverySlidingWindowAroundIt(
      String every, String zone, String instant, String starts, String endOfFirst) {
    WindowScheme scheme = scheme(every, zone);
    long[] found = scheme.startsContaining(millis(instant));
    assertThat(texts(scheme, found), is(List.of(starts.split(" "))));
    assertThat(scheme.format(scheme.end(found[0])), is(endOfFirst));
  }

  @Test
  void aSlidingDayOfHoursLasts24HoursWhateverTheClockDoes() {
    WindowScheme scheme = scheme("24 hours every 1 hour", "America/New_York");
    for (String instant : List.of("2025-03-09T12:00:00Z", "2025-11-02T12:00:00Z")) {
      long[] starts = scheme.startsContaining(millis(instant));
      assertThat(starts.length, is(24));
      for (long start : starts) {
        assertThat(scheme.end(start) - start, is(Duration.ofDays(1).toMillis()));
      }
    }
  }

  @Test
  void aYearOfWeeksSlidesByTheWeek() {
    WindowScheme scheme = scheme("52 weeks every 1 week", "Europe/Berlin");
    long[] starts = scheme.startsContaining(millis("2025-07-10T12:00:00Z"));
    assertThat(starts.length, is(52));
    assertThat(scheme.format(starts[0]), is("2024-07-15T00:00:00+02:00"));
    assertThat(scheme.format(starts[51]), is("2025-07-07T00:00:00+02:00"));
    assertThat(scheme.format(scheme.end(starts[51])), is("2026-07-06T00:00:00+02:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "day, day",
    "DAY, day",
    "days, day",
    "1 day, day",
    "  1   days ,  day",
    "7days, 7 days",
    "07 day, 7 days",
    "HOURS, hour",
    "week, week",
    "Month, month",
    "YEAR, year",
    "7 Days  EVERY  1 day, 7 days every 1 day",
    "7 days every day, 7 days every 1 day",
    "1 day every 1 day, 1 day every 1 day",
    "3 month every 1 months, 3 months every 1 month",
    "1 week every 1 day, 1 week every 1 day",
    "10000 hours every 1 hour, 10000 hours every 1 hour",
  })
  void readsASchemeAndSpellsItTidily(String every, String tidy) {
    WindowScheme scheme = scheme(every, "UTC");
    assertThat(scheme.every(), is(tidy));
    assertThat(scheme(tidy, "UTC"), is(scheme));
    assertThat(scheme.isSliding(), is(scheme.startsContaining(0).length > 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "daily",
        "fortnight",
        "minute",
        "every day",
        "0 days",
        "-1 days",
        "1.5 days",
        "7 days every",
        "7 days every 0 days",
        "7 days each day",
        "7 days every 1 day every 1 day",
        "1000000 days",
        "99999999999999999999 days",
        "٧ days",
        "day\nday"
      })
  void refusesWhatIsNoWindowWithExamples(String every) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> scheme(every, "UTC"));
    assertThat(
        refusal.getMessage(),
        allOf(
            startsWith("\"" + every.strip() + "\" is not a window: write hour, day, week"),
            containsString("\"7 days every 1 day\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10 days every 7 days        | such as "14 days every 7 days".
          10 days every 1 week        | such as "2 weeks every 1 week".
          1 day every 7 days          | such as "14 days every 7 days".
          3 months every 2 years      | such as "4 years every 2 years".
          1 month every 1 day         | such as "30 days every 1 day".
          1 day every 1 hour          | such as "30 days every 1 day".
          1 year every 1 week         | such as "30 days every 1 day".
          10001 hours every 1 hour    | every article would be in 10001 windows; choose fewer.
          """)
  void refusesSizesThatAreNoMultipleOfThePeriod(String every, String advice) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> scheme(every, "UTC"));
    assertThat(refusal.getMessage(), containsString(advice));
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Baku, 2025-07-09T20:00:00Z, 2025-07-10T00:00:00+04:00",
    "UTC, 2025-07-10T00:00:00Z, 2025-07-10T00:00:00Z",
    "Europe/London, 2025-01-10T00:00:00Z, 2025-01-10T00:00:00Z",
    "UTC, 2025-07-10T01:02:03.004Z, 2025-07-10T01:02:03.004Z",
    "UTC, 2025-07-10T01:02:03.500Z, 2025-07-10T01:02:03.500Z",
    "UTC, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
    "-03:30, 2025-07-10T00:00:00Z, 2025-07-09T20:30:00-03:30",
    "+18:00, 2025-07-10T00:00:00Z, 2025-07-10T18:00:00+18:00",
    "America/New_York, 1800-01-01T12:00:00Z, 1800-01-01T07:03:58-04:56:02",
    "UTC, 0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "UTC, -0001-12-31T23:59:59Z, -0001-12-31T23:59:59Z",
    "UTC, -12345-01-01T00:00:00Z, -12345-01-01T00:00:00Z",
    "UTC, +10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z",
    "UTC, +123456789-01-01T00:00:00.001Z, +123456789-01-01T00:00:00.001Z",
  })
  void writesInstantsWithTheOffsetOfTheZone(String zone, String instant, String text) {
    assertThat(scheme("day", zone).format(millis(instant)), is(text));
  }

  @Test
  void knowsTheNeighboursOfAWindow() {
    WindowScheme scheme = scheme("7 days every 1 day", "Pacific/Apia");
    long start = scheme.startOfDay(LocalDate.of(2011, 12, 31));
    assertThat(scheme.format(scheme.previous(start)), is("2011-12-29T00:00:00-10:00"));
    assertThat(scheme.format(scheme.next(start)), is("2012-01-01T00:00:00+14:00"));
  }

  @Test
  void refusesAStartWhereNoWindowStarts() {
    WindowScheme scheme = scheme("day", "UTC");
    long noon = millis("2025-07-10T12:00:00Z");
    for (Runnable question :
        List.<Runnable>of(
            () -> scheme.end(noon), () -> scheme.next(noon), () -> scheme.previous(noon))) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, question::run);
      assertThat(
          refusal.getMessage(), is("No window of day in UTC starts at 2025-07-10T12:00:00Z"));
    }
  }

  @Test
  void aDayBeginsWhereItsWindowDoes() {
    WindowScheme scheme = scheme("day", "America/Sao_Paulo");
    long start = scheme.startOfDay(LocalDate.of(2018, 11, 4));
    assertThat(scheme.format(start), is("2018-11-04T01:00:00-02:00"));
    assertThat(scheme.startsContaining(start), is(new long[] {start}));
    WindowScheme apia = scheme("day", "Pacific/Apia");
    assertThat(
        apia.startOfDay(LocalDate.of(2011, 12, 30)),
        is(apia.startOfDay(LocalDate.of(2011, 12, 31))));
  }

  @Test
  void listsTheWindowsThatStartBetweenTwoInstants() {
    WindowScheme scheme = scheme("day", "Pacific/Apia");
    long from = millis("2011-12-28T11:00:00Z");
    long to = scheme.startOfDay(LocalDate.of(2012, 1, 2));
    assertThat(
        texts(scheme, scheme.windowsBetween(from, to)),
        contains(
            "2011-12-29T00:00:00-10:00", "2011-12-31T00:00:00+14:00", "2012-01-01T00:00:00+14:00"));
    assertThat(
        texts(scheme, scheme.windowsBetween(to, to + 1)), contains("2012-01-02T00:00:00+14:00"));
    assertThat(texts(scheme, scheme.windowsBetween(to, to)), is(empty()));
    assertThat(texts(scheme, scheme.windowsBetween(to, from)), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hour                     | UTC                 | 2025-07-10T10:30:00Z     | 2025-01-01T00:00:00Z      | 2026-01-01T00:00:00Z
          hour                     | Asia/Kathmandu      | 2025-12-31T18:15:00Z     | 2026-01-01T00:00:00+05:45 | 2027-01-01T00:00:00+05:45
          # five hours that begin in the evening of 1972 belong to 1972
          5 hours                  | UTC                 | 1973-01-01T00:30:00Z     | 1972-01-01T00:00:00Z      | 1973-01-01T01:00:00Z
          5 hours                  | UTC                 | 1973-01-01T01:00:00Z     | 1973-01-01T01:00:00Z      | 1974-01-01T01:00:00Z
          day                      | UTC                 | 1969-12-31T23:59:59.999Z | 1960-01-01T00:00:00Z      | 1970-01-01T00:00:00Z
          day                      | Asia/Baku           | 2025-07-10T10:30:00Z     | 2020-01-01T00:00:00+04:00 | 2030-01-01T00:00:00+04:00
          7 days every 1 day       | UTC                 | 2020-01-01T00:00:00Z     | 2020-01-01T00:00:00Z      | 2030-01-01T00:00:00Z
          # the week that 2020 begins in belongs to 2019, where it starts
          week                     | UTC                 | 2020-01-05T00:00:00Z     | 2010-01-04T00:00:00Z      | 2020-01-06T00:00:00Z
          week                     | UTC                 | 2020-01-06T00:00:00Z     | 2020-01-06T00:00:00Z      | 2030-01-07T00:00:00Z
          month                    | UTC                 | 1903-12-17T15:35:00Z     | 1900-01-01T00:00:00Z      | 2000-01-01T00:00:00Z
          3 months every 1 month   | UTC                 | 2025-12-17T15:35:00Z     | 2000-01-01T00:00:00Z      | 2100-01-01T00:00:00Z
          year                     | UTC                 | -0001-12-17T15:35:00Z    | -0100-01-01T00:00:00Z     | 0000-01-01T00:00:00Z
          200 years                | UTC                 | 1950-01-01T00:00:00Z     | 1800-01-01T00:00:00Z      | 2000-01-01T00:00:00Z
          """)
  void runsCoverCalendarYearsDecadesAndCenturies(
      String every, String zone, String instant, String start, String end) {
    WindowScheme scheme = scheme(every, zone);
    assertThat(scheme.format(scheme.runStart(millis(instant))), is(start));
    assertThat(scheme.format(scheme.runEnd(millis(instant))), is(end));
  }

  @Test
  void schemesAreEqualIfTheyReadTheSameInTheSameZone() {
    assertThat(scheme("1 days", "UTC"), is(scheme("day", "UTC")));
    assertThat(scheme("1 days", "UTC").hashCode(), is(scheme("day", "UTC").hashCode()));
    assertThat(scheme("7 days", "UTC"), is(not(scheme("week", "UTC"))));
    assertThat(scheme("day", "UTC"), is(not(scheme("day", "Asia/Baku"))));
    assertThat(scheme("day", "Asia/Baku").zone(), is(ZoneId.of("Asia/Baku")));
    assertThat(WindowScheme.of("day", ZoneOffset.UTC).toString(), is("day in Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hour", "week", "5 hours", "1 year every 1 month", "2 weeks every 1 day"})
  void survivesSerialization(String every) throws IOException, ClassNotFoundException {
    WindowScheme scheme = scheme(every, "Australia/Lord_Howe");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(scheme);
    }
    Object copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = in.readObject();
    }
    assertThat(copy, is(scheme));
    long instant = millis("2025-07-10T12:34:56Z");
    assertThat(
        ((WindowScheme) copy).startsContaining(instant), is(scheme.startsContaining(instant)));
  }
}
