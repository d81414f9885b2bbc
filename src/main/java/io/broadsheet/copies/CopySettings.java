package io.broadsheet.copies;

import java.io.Serializable;

/**
 * What counts as a copy.
 *
 * @param find false if copies are not looked for
 * @param spanMillis how far apart in time two prints of one text may be
 * @param jaccard the smallest share of common shingles in all shingles of both texts
 * @param containment the smallest share of common shingles in those of the shorter text
 * @param countOnce true if term statistics count each text once in a window and slice
 * @param dropBoilerplate true if term statistics leave boilerplate out
 * @param boilerplateShare the smallest share of an outlet's articles that have a line of
 *     boilerplate
 * @param boilerplateArticles the smallest number of them
 */
public record CopySettings(
    boolean find,
    long spanMillis,
    double jaccard,
    double containment,
    boolean countOnce,
    boolean dropBoilerplate,
    double boilerplateShare,
    int boilerplateArticles)
    implements Serializable {

  private static final long DAY = 86_400_000;

  /** The defaults of a spec. */
  public static CopySettings defaults() {
    return new CopySettings(true, 30 * DAY, 0.5, 0.6, false, false, 0.1, 5);
  }

  /** True if boilerplate is looked for and left out of term statistics. */
  public boolean dropsBoilerplate() {
    return find && dropBoilerplate;
  }

  /**
   * How long a stretch of time is that is looked through at once: what is compared lies in one
   * stretch or in the tail of the stretch before.
   */
  public long stretchMillis() {
    return 3 * Math.max(spanMillis, DAY);
  }
}
