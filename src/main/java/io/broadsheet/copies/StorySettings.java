package io.broadsheet.copies;

import java.io.Serializable;

/**
 * What counts as one story.
 *
 * @param find false if stories are not looked for
 * @param quietMillis after so long without an article a story is closed
 * @param similarity the smallest cosine between an article and the story it joins
 */
public record StorySettings(boolean find, long quietMillis, double similarity)
    implements Serializable {

  /** The defaults of a spec. */
  public static StorySettings defaults() {
    return new StorySettings(true, 5L * 86_400_000, 0.25);
  }
}
