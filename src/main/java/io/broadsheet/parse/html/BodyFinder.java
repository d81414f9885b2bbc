package io.broadsheet.parse.html;

import io.broadsheet.parse.html.Pruner.Extent;
import java.util.List;

/** Finds the text of the article on a page. */
final class BodyFinder {
  /** Text shorter than this is looked for again with fewer exclusions. */
  private static final int SHORT = 500;

  /** Text shorter than this may be what little was left of a page that is all boxes. */
  private static final int VERY_SHORT = 150;

  private BodyFinder() {}

  private record Attempt(Extent prunes, boolean weighsNames, boolean cleans, int below) {}

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(Extent.UNLIKELY, true, true, Integer.MAX_VALUE),
          new Attempt(Extent.SURROUNDINGS, true, true, SHORT),
          new Attempt(Extent.SURROUNDINGS, false, true, SHORT),
          new Attempt(Extent.SURROUNDINGS, false, false, SHORT),
          new Attempt(Extent.INVISIBLE, false, true, VERY_SHORT),
          new Attempt(Extent.INVISIBLE, false, false, VERY_SHORT));

  /**
   * The text of the article.
   *
   * @param title the article's title, or empty
   * @return the paragraphs, with line feeds between them; empty if the page has no text
   */
  static String extract(Pruner pruner, String title) {
    PageTree tree = pruner.tree();
    String longest = "";
    for (Attempt attempt : ATTEMPTS) {
      if (longest.length() >= attempt.below) {
        continue;
      }
      boolean[] dropped = pruner.prune(title, attempt.prunes);
      List<Integer> roots = ContentChooser.choose(tree, dropped, attempt.weighsNames);
      if (attempt.cleans) {
        ContentCleaner.clean(tree, roots, dropped, attempt.weighsNames);
        EdgeTrimmer.trim(tree, roots, dropped, title);
      }
      String text = TextWriter.write(tree, roots, dropped);
      if (text.length() > longest.length()) {
        longest = text;
      }
    }
    return longest;
  }
}
