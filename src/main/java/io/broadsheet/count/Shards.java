package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;

/**
 * Which key a block travels under. Keys are few, because a runner pays for each: windows next to
 * each other go to different shards in turn, duplicate keys are spread by their hash, and undated
 * articles go to ranges of their ids.
 *
 * @param count how many shards there are
 * @param windowMillis about how long a window is
 */
record Shards(int count, long windowMillis) implements Serializable {
  /** How many parts the undated articles are cut into. */
  private static final int UNDATED_RANGES = 4;

  static Shards of(int count, WindowScheme scheme) {
    long start = scheme.startsContaining(0)[0];
    return new Shards(count, scheme.end(start) - start);
  }

  /** The shard that writes the window that starts at {@code start}. */
  int ofWindow(long start) {
    return (int) Math.floorMod(Math.floorDiv(start, windowMillis), (long) count);
  }

  /** The shard that looks for duplicates of an article. */
  int ofDuplicateKey(Hash128 key) {
    return (int) Long.remainderUnsigned(key.high(), count);
  }

  /** The key of undated articles with such an id: below 0, ids ascending with {@link #order}. */
  static int ofUndated(Hash128 id) {
    return -1 - (int) (id.high() >>> (Long.SIZE - Integer.numberOfTrailingZeros(UNDATED_RANGES)));
  }

  static boolean isUndated(int shard) {
    return shard < 0;
  }

  /** The place of an undated shard's articles among all undated ones. */
  static int order(int undatedShard) {
    return -1 - undatedShard;
  }
}
