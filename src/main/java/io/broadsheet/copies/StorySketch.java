package io.broadsheet.copies;

/**
 * An article as stories are found by it.
 *
 * @param day the number of the day it was published on
 * @param words numbers of its distinct words, ascending, in an order that does not depend on the
 *     run
 * @param marks for each word a {@link #mark}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StorySketch(long day, int[] words, int[] marks) {
  private static final int MOST = 0xff;
  private static final int TITLE_SHIFT = 8;
  private static final int NAME = 1 << 16;

  /**
   * What is known of a word.
   *
   * @param inBody how often it stands at the beginning of the body; beyond 255 is not told apart
   * @param inTitle how often it stands in the title
   * @param isName whether it is mostly written with a capital within sentences
   */
  public static int mark(int inBody, int inTitle, boolean isName) {
    return Math.min(inBody, MOST) | Math.min(inTitle, MOST) << TITLE_SHIFT | (isName ? NAME : 0);
  }

  /** What is known of two forms of one word together. */
  public static int join(int mark, int other) {
    return mark(
        inBody(mark) + inBody(other),
        inTitle(mark) + inTitle(other),
        isName(mark) || isName(other));
  }

  static int inBody(int mark) {
    return mark & MOST;
  }

  /** How often the word stands in the title. */
  public static int inTitle(int mark) {
    return mark >>> TITLE_SHIFT & MOST;
  }

  static boolean isName(int mark) {
    return (mark & NAME) != 0;
  }
}
