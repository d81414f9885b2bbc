package io.broadsheet.copies;

import io.broadsheet.article.UserException;
import java.io.Serializable;

/**
 * What counts as a copy.
 *
 * @param find false if copies are not looked for
 * @param spanMillis how far apart in time two prints of one text may be
 * @param jaccard the smallest share of common shingles in all shingles of both texts
 * @param containment the smallest share of common shingles in those of the shorter text
 * @param aligned the smallest share of the shorter text that runs beside the other, whatever single
 *     words differ
 * @param countOnce true if term statistics count each text once in a window and slice
 * @param dropBoilerplate true if term statistics leave boilerplate out
 * @param mostPairs more pairs of copies than these are not brought together in one place
 * @param boilerplateShare the smallest share of an outlet's articles that have a line of
 *     boilerplate
 * @param boilerplateArticles the smallest number of them
 */
public record CopySettings(
    boolean find,
    long spanMillis,
    double jaccard,
    double containment,
    double aligned,
    boolean countOnce,
    boolean dropBoilerplate,
    int mostPairs,
    double boilerplateShare,
    int boilerplateArticles)
    implements Serializable {

  private static final long DAY = 86_400_000;

  /** The defaults of a spec. */
  public static CopySettings defaults() {
    return new CopySettings(true, 30 * DAY, 0.5, 0.6, 0.75, false, false, 10_000_000, 0.1, 5);
  }

  /** True if boilerplate is looked for and left out of term statistics. */
  public boolean dropsBoilerplate() {
    return find && dropBoilerplate;
  }

  /**
   * Checks how many pairs there are.
   *
   * @throws UserException if they are too many for one place
   */
  void checkPairs(long pairs) {
    if (pairs > mostPairs) {
      throw new UserException(
          "There are more than "
              + mostPairs
              + " pairs of copies. Raise copies.most_pairs (32 bytes of memory a pair), or ask for"
              + " more by copies.jaccard and copies.containment.");
    }
  }

  /**
   * How long a stretch of time is that is looked through at once: what is compared lies in one
   * stretch or in the tail of the stretch before.
   */
  public long stretchMillis() {
    return 3 * Math.max(spanMillis, DAY);
  }
}
