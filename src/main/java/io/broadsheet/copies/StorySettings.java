package io.broadsheet.copies;

import java.io.Serializable;

/**
 * What counts as one story.
 *
 * @param find false if stories are not looked for
 * @param quietMillis after so long without an article a story is closed; counted in whole days
 * @param similarity the smallest similarity of two articles, or the mean of those of two groups,
 *     that makes them one story: from 0 to 1
 */
public record StorySettings(boolean find, long quietMillis, double similarity)
    implements Serializable {
  /** A day in UTC, the unit in which stories go on. */
  public static final long DAY_MILLIS = 86_400_000;

  /** The defaults of a spec. */
  public static StorySettings defaults() {
    return new StorySettings(true, 5 * DAY_MILLIS, 0.4);
  }

  /** After more days than these without an article a story is closed; at least one. */
  public int quietDays() {
    return Math.toIntExact(Math.max(1, -Math.floorDiv(-quietMillis, DAY_MILLIS)));
  }

  /** How many days the rarity of words is measured by, an article's own day included. */
  public int rarityDays() {
    return 2 * quietDays();
  }

  /** How many days are looked through at once. */
  public int stretchDays() {
    return 9 * quietDays();
  }

  /**
   * How many days before a stretch are looked at again, so that the stories that are open when it
   * begins are known: those of the rarity of words, and as many as a story may be quiet.
   */
  public int overlapDays() {
    return rarityDays() + quietDays();
  }

  /** The number of the day of an instant in epoch milliseconds. */
  public static long day(long epochMillis) {
    return Math.floorDiv(epochMillis, DAY_MILLIS);
  }

  /** The stretch that a day is in. */
  public int stretch(long day) {
    return Math.toIntExact(Math.floorDiv(day, stretchDays()));
  }

  /** The first day of a stretch. */
  public long firstDay(int stretch) {
    return (long) stretch * stretchDays();
  }
}
