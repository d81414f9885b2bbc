package io.broadsheet.parse.html;

import io.broadsheet.parse.html.Pruner.Extent;
import java.util.List;

/** Finds the text of the article on a page. */
final class BodyFinder {
  /** Text shorter than this is looked for again with fewer exclusions. */
  private static final int SHORT = 500;

  /** Text shorter than this may be what little was left of a page that is all boxes. */
  private static final int VERY_SHORT = 150;

  private static final int SENTENCE = 25;
  private static final int LONG_LINE = 80;

  /** By how much the running text must grow before less careful exclusions are believed. */
  private static final double GAIN = 1.3;

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
    String best = "";
    int weight = 0;
    for (Attempt attempt : ATTEMPTS) {
      if (length(best) >= attempt.below) {
        continue;
      }
      boolean[] dropped = pruner.prune(title, attempt.prunes);
      List<Integer> roots = ContentChooser.choose(tree, dropped, attempt.weighsNames);
      if (attempt.cleans) {
        ContentCleaner.clean(tree, roots, dropped, attempt.weighsNames);
        EdgeTrimmer.trim(tree, roots, dropped, title);
      }
      String text = TextWriter.write(tree, roots, dropped);
      int found = prose(text);
      boolean isBetter =
          (found == 0 && weight == 0) ? text.length() > best.length() : found > weight * GAIN;
      if (isBetter) {
        best = text;
        weight = found;
      }
    }
    return best;
  }

  private static int length(String text) {
    return TextMeasure.of(text).characters();
  }

  /** The characters in lines that read like running text: what fewer exclusions must add to. */
  private static int prose(String text) {
    int prose = 0;
    for (String line : text.lines().toList()) {
      TextMeasure measure = TextMeasure.of(line);
      boolean isSentence = measure.stops() > 0 && measure.characters() >= SENTENCE;
      prose += isSentence || measure.characters() >= LONG_LINE ? measure.characters() : 0;
    }
    return prose;
  }
}
