package io.broadsheet.article;

/**
 * When an article was published, and how that is known.
 *
 * @param status how the date was found
 * @param precision an instant, a day, or nothing if undated
 * @param epochMillis the instant, or the start of the day in the spec's zone; 0 if undated
 * @param text the date as the record writes it, for evidence
 */
public record PublicationDate(
    DateStatus status, DatePrecision precision, long epochMillis, String text) {

  public PublicationDate {
    if (status.isDated() == (precision == DatePrecision.NONE)) {
      throw new IllegalArgumentException(status + " does not go with precision " + precision);
    }
  }

  /** An instant that is known. */
  public static PublicationDate atInstant(DateStatus status, long epochMillis, String text) {
    return new PublicationDate(status, DatePrecision.INSTANT, epochMillis, text);
  }

  /** A day that is known, given as its first instant in the spec's zone. */
  public static PublicationDate onDay(DateStatus status, long startOfDayMillis, String text) {
    return new PublicationDate(status, DatePrecision.DAY, startOfDayMillis, text);
  }

  /** No date, for the reason that {@code status} gives. */
  public static PublicationDate undated(DateStatus status, String text) {
    return new PublicationDate(status, DatePrecision.NONE, 0, text);
  }

  public boolean isDated() {
    return status.isDated();
  }
}
