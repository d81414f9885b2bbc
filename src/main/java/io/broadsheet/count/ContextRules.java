package io.broadsheet.count;

import java.io.Serializable;
import java.util.List;

/**
 * Which lines table {@code contexts} has, and what table {@code term_articles} is cut by.
 *
 * @param lines how many for each listed term at most
 * @param width how many characters on either side of the term at most
 * @param slices the slices whose terms have lines: of {@code all}, {@code language}, {@code
 *     outlet}, {@code topic}
 * @param articlesOfSlices whether {@code term_articles} has slices besides {@code all}
 */
public record ContextRules(int lines, int width, List<String> slices, boolean articlesOfSlices)
    implements Serializable {
  public ContextRules {
    slices = List.copyOf(slices);
  }
}
