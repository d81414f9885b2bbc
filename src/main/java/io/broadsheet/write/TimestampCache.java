package io.broadsheet.write;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * The texts of timestamps in one zone. All rows of a window share two of them, so the last few
 * hundred are kept; a timestamp takes its slot from the one before.
 */
final class TimestampCache {
  private static final int SLOT_BITS = 8;
  private static final DateTimeFormatter WHOLE_SECONDS = formatter("uuuu-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter MILLISECONDS = formatter("uuuu-MM-dd'T'HH:mm:ss.SSS");

  private final ZoneId zone;
  private final String around;
  private final long[] instants = new long[1 << SLOT_BITS];
  private final PaddedBytes[] texts = new PaddedBytes[1 << SLOT_BITS];

  /**
   * Starts empty.
   *
   * @param around what stands before and behind a timestamp, such as a quote
   */
  TimestampCache(ZoneId zone, String around) {
    this.zone = zone;
    this.around = around;
  }

  PaddedBytes text(long epochMillis) {
    int slot = (int) ((epochMillis * 0x9E37_79B9_7F4A_7C15L) >>> (64 - SLOT_BITS));
    PaddedBytes known = texts[slot];
    if (known != null && instants[slot] == epochMillis) {
      return known;
    }
    ZonedDateTime time = Instant.ofEpochMilli(epochMillis).atZone(zone);
    String text = (time.getNano() == 0 ? WHOLE_SECONDS : MILLISECONDS).format(time);
    PaddedBytes made = PaddedBytes.of((around + text + around).getBytes(StandardCharsets.US_ASCII));
    instants[slot] = epochMillis;
    texts[slot] = made;
    return made;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .appendOffsetId()
        .toFormatter(Locale.ROOT);
  }
}
