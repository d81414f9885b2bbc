package io.broadsheet.parse.structured;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Typed dates and times as ISO 8601, which can be read in one way only. */
final class Moments {
  /** The Julian day of 1 January 1970. */
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  private Moments() {}

  /** A day; empty if no calendar reaches it. */
  static String day(long epochDay) {
    try {
      return LocalDate.ofEpochDay(epochDay).toString();
    } catch (DateTimeException outOfRange) {
      return "";
    }
  }

  /**
   * A moment since 1970.
   *
   * @param isUtc false for one of no zone, which stays one
   */
  static String moment(long count, TimeUnit unit, boolean isUtc) {
    long perSecond = unit.convert(1, TimeUnit.SECONDS);
    long second = Math.floorDiv(count, perSecond);
    long nanos = Math.floorMod(count, perSecond) * (1_000_000_000L / perSecond);
    try {
      return isUtc
          ? Instant.ofEpochSecond(second, nanos).toString()
          : LocalDateTime.ofEpochSecond(second, (int) nanos, ZoneOffset.UTC).toString();
    } catch (DateTimeException outOfRange) {
      return "";
    }
  }

  /** Parquet's INT96: nanoseconds of the day, then the Julian day. */
  static String int96(long nanosOfDay, int julianDay) {
    long second =
        (julianDay - EPOCH_JULIAN_DAY) * 86_400 + Math.floorDiv(nanosOfDay, 1_000_000_000L);
    try {
      return Instant.ofEpochSecond(second, Math.floorMod(nanosOfDay, 1_000_000_000L)).toString();
    } catch (DateTimeException outOfRange) {
      return "";
    }
  }
}
