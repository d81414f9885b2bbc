package io.broadsheet.parse.html;

import java.util.List;

/** Finds the text of the article on a page. */
final class BodyFinder {
  /** Text shorter than this is looked for again with fewer exclusions. */
  private static final int SHORT = 500;

  private BodyFinder() {}

  private record Attempt(boolean prunesByNames, boolean weighsNames, boolean cleans) {}

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(true, true, true),
          new Attempt(false, true, true),
          new Attempt(false, false, true),
          new Attempt(false, false, false));

  /**
   * The text of the article.
   *
   * @param title the article's title, or empty
   * @return the paragraphs, each ended by a line feed; empty if the page has no text
   */
  static String extract(PageTree tree, String title) {
    String longest = "";
    for (Attempt attempt : ATTEMPTS) {
      boolean[] dropped = Pruner.prune(tree, title, attempt.prunesByNames);
      List<Integer> roots = ContentChooser.choose(tree, dropped, attempt.weighsNames);
      if (attempt.cleans) {
        ContentCleaner.clean(tree, roots, dropped, attempt.weighsNames);
        EdgeTrimmer.trim(tree, roots, dropped, title);
      }
      String text = TextWriter.write(tree, roots, dropped);
      if (text.length() >= SHORT) {
        return text;
      }
      if (text.length() > longest.length()) {
        longest = text;
      }
    }
    return longest;
  }
}
