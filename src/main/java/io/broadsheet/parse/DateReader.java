package io.broadsheet.parse;

import io.broadsheet.article.DateOrder;
import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.OrderEvidence;
import io.broadsheet.article.PublicationDate;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Turns the date of a record, as the record writes it, into a {@link PublicationDate}: a date that
 * the text proves, or the reason why there is none. What could be read in two ways is never read in
 * one of them.
 *
 * <p>Local times without a zone are in the zone of the reports; a time in the hour that clocks
 * repeat is the first of the two, one in the hour that they skip is as much later. Two-digit years
 * are told by a pivot. A time whose zone is unknown or has several meanings is dropped, and the day
 * stays.
 *
 * <p>A reader depends on nothing but its settings, may be used by many threads at once, and takes
 * time and memory in proportion to the text, of which more than {@link #LONGEST_TEXT} characters
 * are no date.
 */
public final class DateReader implements Serializable {
  private static final long serialVersionUID = 1;

  /** Two-digit years below it are 20yy, the others 19yy: the pivot of POSIX. */
  public static final int DEFAULT_PIVOT = 69;

  /** The longest text that is looked at, in characters. */
  public static final int LONGEST_TEXT = 200;

  private final ZoneId zone;
  private final DateOrder order;
  private final int pivot;
  private final long earliestMillis;
  private final long latestMillis;
  private final long latestDay;

  /** The offset of a zone that has only one, in milliseconds; else {@link Long#MIN_VALUE}. */
  private final long fixedOffsetMillis;

  /**
   * @param zone the zone of the reports
   * @param earliest the first day that may be dated
   * @param asOfMillis the run's "now"; what is later than a day after it is in the future
   * @param order the declared order of numeric dates
   * @param pivot two-digit years below it, from 0 to 100, are 20yy, the others 19yy
   */
  public DateReader(ZoneId zone, LocalDate earliest, long asOfMillis, DateOrder order, int pivot) {
    if (pivot < 0 || pivot > 100) {
      throw new IllegalArgumentException("a pivot of two-digit years is 0 to 100, not " + pivot);
    }
    this.zone = zone;
    this.order = order;
    this.pivot = pivot;
    this.fixedOffsetMillis =
        zone.getRules().isFixedOffset()
            ? zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() * 1_000L
            : Long.MIN_VALUE;
    this.earliestMillis = startOfDay(earliest.toEpochDay());
    this.latestMillis = asOfMillis + FoundDate.MILLIS_PER_DAY;
    this.latestDay = dayOf(latestMillis);
  }

  /** A reader with no declared order and the default pivot. */
  public static DateReader of(ZoneId zone, LocalDate earliest, long asOfMillis) {
    return new DateReader(zone, earliest, asOfMillis, DateOrder.NONE, DEFAULT_PIVOT);
  }

  /**
   * Reads a date.
   *
   * @param text the date as the record writes it; may be empty
   * @param language the BCP 47 tag of its language, or empty if that is not known
   * @param dayFirstDeclared true if the format itself declares that numeric dates begin with the
   *     day, which outweighs the order of the spec
   * @param fetched when the record was fetched, as it writes it, for relative dates; may be empty
   */
  public PublicationDate read(
      String text, String language, boolean dayFirstDeclared, String fetched) {
    return readWithEvidence(text, language, dayFirstDeclared, fetched).published();
  }

  /**
   * What a date text says.
   *
   * @param published the date
   * @param evidence what it says about the order of day and month, if it is numeric
   */
  record Reading(PublicationDate published, Optional<OrderEvidence> evidence) {}

  /** Reads a date like {@link #read}, and tells what it says about its outlet's other dates. */
  Reading readWithEvidence(String text, String language, boolean dayFirstDeclared, String fetched) {
    FoundDate found = find(text, language, fetched);
    DateOrder declared = dayFirstDeclared ? DateOrder.DMY : order;
    return new Reading(
        publication(found, declared, DateStatus.DECLARED, text),
        numericReading(found).map(numbers -> new OrderEvidence(declared, numbers.proves())));
  }

  /**
   * Reads a date again that was {@link DateStatus#AMBIGUOUS}, now that the other dates of its
   * outlet have proved an order.
   *
   * @param text the date as the record writes it
   * @param language the BCP 47 tag of its language, or empty
   * @param inferred the order that {@link DayMonthEvidence#decide} gives
   * @return the date, with status {@link DateStatus#INFERRED} if the order was needed
   */
  public PublicationDate readInferred(String text, String language, DateOrder inferred) {
    FoundDate found = find(text, language, "");
    boolean applies =
        found.kind == FoundDate.Kind.NUMERIC
            && !found.needsOrder
            && found.dayByWeekday == NumericReading.NO_DAY
            && found.numeric.allows(inferred);
    return publication(found, applies ? inferred : DateOrder.NONE, DateStatus.INFERRED, text);
  }

  /**
   * The numbers of a date whose order its text does not tell, as evidence for {@link
   * DayMonthEvidence}.
   *
   * @return empty if the text is no such date, or no order makes it a day
   */
  public Optional<NumericReading> numericReading(String text, String language) {
    return numericReading(find(text, language, ""));
  }

  private static Optional<NumericReading> numericReading(FoundDate found) {
    if (found.kind != FoundDate.Kind.NUMERIC || found.needsOrder) {
      return Optional.empty();
    }
    return Optional.of(
        found.dayByWeekday == NumericReading.NO_DAY
            ? found.numeric
            : found.numeric.restrictedTo(found.dayByWeekday));
  }

  private FoundDate find(String text, String language, String fetched) {
    FoundDate found = new FoundDate();
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    if (start == end || end - start > LONGEST_TEXT) {
      return found;
    }
    FastDates fast = new FastDates(text, start, end, language, pivot, found);
    if (fast.read()) {
      return found;
    }
    DateTokens tokens = DateTokens.of(text.substring(start, end));
    DateGrammar.read(tokens, language, pivot, latestDay, found);
    if (found.kind == FoundDate.Kind.NOTHING && !fetched.isEmpty()) {
      findRelative(tokens, language, fetched, found);
    }
    return found;
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\ufeff' || Character.isSpaceChar(c);
  }

  private void findRelative(DateTokens tokens, String language, String fetched, FoundDate found) {
    PublicationDate anchor = read(fetched, language, false, "");
    if (anchor.isDated()) {
      RelativeDates.read(
          tokens,
          language,
          anchor.epochMillis(),
          dayOf(anchor.epochMillis()),
          anchor.precision() == DatePrecision.INSTANT,
          found);
    }
  }

  private PublicationDate publication(
      FoundDate found, DateOrder known, DateStatus statusByOrder, String text) {
    String evidence = evidence(text);
    return switch (found.kind) {
      case NOTHING -> PublicationDate.undated(DateStatus.MISSING, evidence);
      case AMBIGUOUS -> PublicationDate.undated(DateStatus.AMBIGUOUS, evidence);
      case IMPOSSIBLE -> PublicationDate.undated(DateStatus.IMPOSSIBLE, evidence);
      case INSTANT -> dated(DateStatus.EXPLICIT, found.epochMillis, true, evidence);
      case DAY -> onDay(DateStatus.EXPLICIT, found.epochDay, found, evidence);
      case NUMERIC -> numeric(found, known, statusByOrder, evidence);
    };
  }

  private PublicationDate numeric(
      FoundDate found, DateOrder known, DateStatus statusByOrder, String evidence) {
    NumericReading reading = found.numeric;
    long only = found.needsOrder ? NumericReading.NO_DAY : reading.onlyDay();
    // An order that begins with the year says nothing about a date that ends with it.
    boolean isKnown = known != DateOrder.NONE && !(known == DateOrder.YMD && reading.third() > 99);
    if (isKnown) {
      long day = reading.epochDay(known);
      if (day == NumericReading.NO_DAY) {
        return PublicationDate.undated(DateStatus.IMPOSSIBLE, evidence);
      }
      return onDay(day == only ? DateStatus.EXPLICIT : statusByOrder, day, found, evidence);
    }
    if (found.needsOrder) {
      return PublicationDate.undated(DateStatus.MISSING, evidence);
    }
    long day = only == NumericReading.NO_DAY ? found.dayByWeekday : only;
    return day == NumericReading.NO_DAY
        ? PublicationDate.undated(DateStatus.AMBIGUOUS, evidence)
        : onDay(DateStatus.EXPLICIT, day, found, evidence);
  }

  private PublicationDate onDay(
      DateStatus status, long epochDay, FoundDate found, String evidence) {
    if (found.millisOfDay == FoundDate.NO_TIME) {
      return dated(status, startOfDay(epochDay), false, evidence);
    }
    long localMillis = epochDay * FoundDate.MILLIS_PER_DAY + found.millisOfDay;
    if (found.offsetSeconds != FoundDate.NO_OFFSET) {
      return dated(status, localMillis - found.offsetSeconds * 1_000L, true, evidence);
    }
    if (found.zone != null) {
      return dated(status, inZone(localMillis, found.zone), true, evidence);
    }
    long millis =
        fixedOffsetMillis == Long.MIN_VALUE
            ? inZone(localMillis, zone)
            : localMillis - fixedOffsetMillis;
    return dated(status, millis, true, evidence);
  }

  private PublicationDate dated(
      DateStatus status, long epochMillis, boolean isInstant, String evidence) {
    if (epochMillis < earliestMillis) {
      return PublicationDate.undated(DateStatus.OUT_OF_RANGE, evidence);
    }
    if (epochMillis > latestMillis) {
      return PublicationDate.undated(DateStatus.FUTURE, evidence);
    }
    return isInstant
        ? PublicationDate.atInstant(status, epochMillis, evidence)
        : PublicationDate.onDay(status, epochMillis, evidence);
  }

  private static String evidence(String text) {
    String stripped = text.strip();
    if (stripped.length() <= LONGEST_TEXT) {
      return stripped;
    }
    int end =
        Character.isHighSurrogate(stripped.charAt(LONGEST_TEXT - 1))
            ? LONGEST_TEXT - 1
            : LONGEST_TEXT;
    return stripped.substring(0, end);
  }

  private long startOfDay(long epochDay) {
    if (fixedOffsetMillis != Long.MIN_VALUE) {
      return epochDay * FoundDate.MILLIS_PER_DAY - fixedOffsetMillis;
    }
    return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toEpochSecond() * 1_000;
  }

  private static long inZone(long localMillis, ZoneId zone) {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(localMillis, 1_000L),
            (int) Math.floorMod(localMillis, 1_000L) * 1_000_000,
            ZoneOffset.UTC);
    return ZonedDateTime.ofLocal(local, zone, null).toInstant().toEpochMilli();
  }

  private long dayOf(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate().toEpochDay();
  }
}
