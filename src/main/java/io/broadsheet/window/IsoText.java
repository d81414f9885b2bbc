package io.broadsheet.window;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes instants as ISO 8601 with an offset, such as {@code 2025-07-10T00:00:00+04:00}: the text
 * of {@link java.time.format.DateTimeFormatter#ISO_OFFSET_DATE_TIME}, except that milliseconds have
 * three digits or are left out, at a fraction of its cost.
 */
final class IsoText {
  /** A sign and nine digits of year, then the longest of everything else. */
  private static final int MAX_LENGTH = 10 + "-12-31T23:59:59.999+18:00:00".length();

  private final byte[] text = new byte[MAX_LENGTH];
  private int length;

  private IsoText() {}

  /**
   * The text of an instant.
   *
   * @param epochMillis the instant
   * @param offsetMillis what the zone's clock is ahead of UTC, in whole seconds
   */
  static String of(long epochMillis, long offsetMillis) {
    IsoText text = new IsoText();
    long local = epochMillis + offsetMillis;
    text.date(LocalDate.ofEpochDay(Math.floorDiv(local, ZoneClock.DAY_MILLIS)));
    int millisOfDay = Math.floorMod(local, (int) ZoneClock.DAY_MILLIS);
    text.time('T', millisOfDay / 1000, true);
    if (millisOfDay % 1000 != 0) {
      text.put('.').digits(millisOfDay % 1000, 3);
    }
    int offset = (int) (offsetMillis / 1000);
    if (offset == 0) {
      text.put('Z');
    } else {
      text.time(offset < 0 ? '-' : '+', Math.abs(offset), offset % 60 != 0);
    }
    return new String(text.text, 0, text.length, StandardCharsets.ISO_8859_1);
  }

  private void date(LocalDate date) {
    int year = date.getYear();
    if (year < 0) {
      put('-');
    } else if (year > 9999) {
      put('+');
    }
    int width = 4;
    for (long limit = 10_000; limit <= Math.abs(year); limit *= 10) {
      width++;
    }
    digits(Math.abs(year), width);
    put('-').digits(date.getMonthValue(), 2);
    put('-').digits(date.getDayOfMonth(), 2);
  }

  private void time(char before, int seconds, boolean withSeconds) {
    put(before).digits(seconds / 3600, 2);
    put(':').digits(seconds / 60 % 60, 2);
    if (withSeconds) {
      put(':').digits(seconds % 60, 2);
    }
  }

  private IsoText put(char ascii) {
    text[length++] = (byte) ascii;
    return this;
  }

  private void digits(int value, int width) {
    int rest = value;
    for (int at = length + width - 1; at >= length; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }
}
