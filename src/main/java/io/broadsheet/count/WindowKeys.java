package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.window.WindowScheme;
import java.util.Arrays;

/**
 * What the articles of a stream are brought together by: the start of a report window; undated
 * articles by a range of their ids.
 */
final class WindowKeys {
  private WindowKeys() {}

  /** The windows of a date, ascending. */
  static long[] ofDate(WindowScheme scheme, long publishedMillis) {
    return scheme.startsContaining(publishedMillis);
  }

  static long ofUndated(Hash128 id) {
    return Long.MIN_VALUE + Shards.order(Shards.ofUndated(id));
  }

  /** In place of a window, where what is told is of the whole run: tables about copies. */
  static final long COPIES = Long.MIN_VALUE + (1 << 10);

  /** The same for stories. */
  static final long STORIES = COPIES + 1;

  static boolean isUndated(long key) {
    return key < COPIES;
  }

  /** The windows of an article, or its range of undated ones. */
  static long[] of(WindowScheme scheme, Hash128 id, boolean isDated, long publishedMillis) {
    return isDated ? ofDate(scheme, publishedMillis) : new long[] {ofUndated(id)};
  }

  /** The place of undated articles among all undated ones. */
  static int order(long undatedKey) {
    return (int) (undatedKey - Long.MIN_VALUE);
  }

  /** The place of a window's late articles among all that are in no window: behind the undated. */
  static int orderOfLate(long start) {
    return Math.toIntExact(Math.floorDiv(start, 60_000L));
  }

  /** The windows of a reading, or its range of undated ones. */
  static long[] of(FindDuplicates.Reading reading, WindowScheme scheme) {
    return of(scheme, reading.articleId(), reading.isDated(), reading.publishedMillis());
  }

  /** Whether a window is the first of those that contain an instant. */
  static boolean isFirst(WindowScheme scheme, long start, long publishedMillis) {
    return Arrays.stream(ofDate(scheme, publishedMillis)).findFirst().orElseThrow() == start;
  }
}
