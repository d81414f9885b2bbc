package io.broadsheet.parse;

import java.time.ZoneId;

/**
 * What a date text says, before a run's settings (order, zone, range) are applied to it. Filled in
 * by {@link FastDates} or {@link DateGrammar}; one thread uses it, once.
 */
final class FoundDate {
  /** What kind of thing was found. */
  enum Kind {
    /** No date. */
    NOTHING,
    /** A calendar day, perhaps with a time. */
    DAY,
    /** Three numbers whose order the text does not tell, perhaps with a time. */
    NUMERIC,
    /** A point in time. */
    INSTANT,
    /** Several days. */
    AMBIGUOUS,
    /** A day or time that does not exist. */
    IMPOSSIBLE
  }

  static final int NO_TIME = -1;
  static final int NO_OFFSET = Integer.MIN_VALUE;
  static final int MILLIS_PER_DAY = 86_400_000;

  /** What follows is only set as far as this kind needs it. */
  Kind kind = Kind.NOTHING;

  /** For {@link Kind#DAY}: days since 1970-01-01. */
  long epochDay;

  /** For {@link Kind#NUMERIC}. */
  NumericReading numeric;

  /**
   * For {@link Kind#NUMERIC}: true if the numbers look like a date only to those who know their
   * order, such as {@code 16/8/6}; without a declared order they are none.
   */
  boolean needsOrder;

  /**
   * For {@link Kind#NUMERIC}: the day which the text's weekday picks among several, or {@link
   * NumericReading#NO_DAY}.
   */
  long dayByWeekday = NumericReading.NO_DAY;

  /** For {@link Kind#INSTANT}. */
  long epochMillis;

  /**
   * The time of day in milliseconds, from 0 to {@link #MILLIS_PER_DAY} (24:00), or {@link
   * #NO_TIME}.
   */
  int millisOfDay = NO_TIME;

  /** Seconds east of Greenwich, or {@link #NO_OFFSET}. */
  int offsetSeconds = NO_OFFSET;

  /** The zone that the text names by its place, or null. */
  ZoneId zone;

  /** Makes this nothing again. */
  void clear() {
    kind = Kind.NOTHING;
    numeric = null;
    needsOrder = false;
    dayByWeekday = NumericReading.NO_DAY;
    clearTime();
  }

  /** Leaves a day without a time. */
  void clearTime() {
    millisOfDay = NO_TIME;
    offsetSeconds = NO_OFFSET;
    zone = null;
  }

  /** Takes over everything from another one. */
  void copy(FoundDate other) {
    kind = other.kind;
    epochDay = other.epochDay;
    numeric = other.numeric;
    needsOrder = other.needsOrder;
    dayByWeekday = other.dayByWeekday;
    epochMillis = other.epochMillis;
    millisOfDay = other.millisOfDay;
    offsetSeconds = other.offsetSeconds;
    zone = other.zone;
  }

  /** Sets a day, or {@link Kind#IMPOSSIBLE} for {@link NumericReading#NO_DAY}. */
  void setDay(long day) {
    if (day == NumericReading.NO_DAY) {
      kind = Kind.IMPOSSIBLE;
    } else {
      kind = Kind.DAY;
      epochDay = day;
    }
  }

  /** Sets three numbers, as a day if they can only be one. */
  void setNumeric(NumericReading reading) {
    kind = reading.isImpossible() ? Kind.IMPOSSIBLE : Kind.NUMERIC;
    numeric = reading;
  }
}
