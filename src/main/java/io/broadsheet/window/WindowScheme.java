package io.broadsheet.window;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;

/** How instants become report windows. */
public final class WindowScheme implements Serializable {
  private static final long serialVersionUID = 1;

  private final String every;
  private final ZoneId zone;

  private WindowScheme(String every, ZoneId zone) {
    this.every = every;
    this.zone = zone;
  }

  /**
   * Reads {@code hour}, {@code day}, {@code week}, {@code month}, {@code year} or {@code 7 days
   * every 1 day}.
   *
   * @throws IllegalArgumentException with a sentence for the spec's author
   */
  public static WindowScheme of(String every, ZoneId zone) {
    return new WindowScheme(every, zone);
  }

  public String every() {
    return every;
  }

  public ZoneId zone() {
    return zone;
  }

  /** The starts, ascending, of the windows that contain an instant. */
  public long[] startsContaining(long epochMillis) {
    LocalDate day = java.time.Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
    return new long[] {startOfDay(day)};
  }

  /** The first instant behind the window that starts at {@code start}. */
  public long end(long start) {
    LocalDate day = java.time.Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
    return startOfDay(day.plusDays(1));
  }

  /** The first instant of a day in the scheme's zone. */
  public long startOfDay(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
