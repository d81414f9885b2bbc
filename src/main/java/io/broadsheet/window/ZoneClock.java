package io.broadsheet.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The clock on the wall of a zone: its offset from UTC at an instant, and when its days begin. The
 * answers are those of {@link java.time}, remembered for stretches of time in which the clock is
 * left alone.
 *
 * <p>Safe for use by many threads: what is remembered is immutable, and a thread that misses
 * another's entry computes it again. Memory is a fixed number of small entries.
 */
final class ZoneClock {
  static final long HOUR_MILLIS = 3_600_000;
  static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /**
   * How far a change of the clock can be felt: no offset exceeds 18 hours, and no clock was ever
   * moved by more than a day.
   */
  private static final long REACH_MILLIS = 2 * DAY_MILLIS;

  /** Slots of 2^32 milliseconds, about 50 days, so that a slot rarely sees two changes. */
  private static final int SLOT_SHIFT = 32;

  private static final int SLOTS = 256;

  /** From {@code from} up to {@code until}, both exclusive, no change of the clock is in reach. */
  record Quiet(long from, long until, long offset) {
    boolean contains(long epochMillis) {
      return from < epochMillis && epochMillis < until;
    }
  }

  private final ZoneId zone;
  private final ZoneRules rules;
  private final Quiet[] remembered = new Quiet[SLOTS];

  ZoneClock(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  ZoneRules rules() {
    return rules;
  }

  /** Milliseconds to add to UTC. */
  long offsetAt(long epochMillis) {
    Quiet quiet = quietAt(epochMillis);
    return quiet.contains(epochMillis) ? quiet.offset() : exactOffsetAt(epochMillis);
  }

  /**
   * The first instant of a day: after a midnight that the clock jumped over, where it landed; of
   * two midnights, the earlier. A day that does not exist begins where the next one does.
   */
  long startOfDay(long epochDay) {
    long utc = Math.multiplyExact(epochDay, DAY_MILLIS);
    Quiet quiet = quietAt(utc);
    if (quiet.contains(utc)) {
      return utc - quiet.offset();
    }
    return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The quiet stretch around an instant, or one that doesn't contain it: a change is in reach. */
  Quiet quietAt(long epochMillis) {
    int slot = (int) (epochMillis >> SLOT_SHIFT) & (SLOTS - 1);
    Quiet quiet = remembered[slot];
    if (quiet == null || !quiet.contains(epochMillis)) {
      quiet = findQuiet(epochMillis);
      if (quiet.contains(epochMillis)) {
        remembered[slot] = quiet;
      }
    }
    return quiet;
  }

  private Quiet findQuiet(long epochMillis) {
    Instant instant = Instant.ofEpochMilli(epochMillis);
    // The change before the next nanosecond: one at this very instant counts too.
    ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
    ZoneOffsetTransition next = rules.nextTransition(instant);
    long from = last == null ? Long.MIN_VALUE : millis(last) + REACH_MILLIS;
    long until = next == null ? Long.MAX_VALUE : millis(next) - REACH_MILLIS;
    return new Quiet(from, until, exactOffsetAt(epochMillis));
  }

  private long exactOffsetAt(long epochMillis) {
    return rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds() * 1000L;
  }

  static long millis(ZoneOffsetTransition change) {
    return change.getInstant().toEpochMilli();
  }
}
