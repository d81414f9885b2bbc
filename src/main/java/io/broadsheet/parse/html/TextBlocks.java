package io.broadsheet.parse.html;

import java.util.Arrays;

/**
 * The paragraphs of a page as a reader sees them: runs of text with no line break of the layout
 * inside, whatever elements they are written with. Two {@code <br>} in a row end a paragraph.
 *
 * <p>Classifying such blocks by length and link density is the idea of Kohlschütter, Fankhauser and
 * Nejdl, "Boilerplate Detection using Shallow Text Features" (WSDM 2010).
 */
final class TextBlocks {
  /** Link characters are counted in tenths, because links inside the page count less. */
  static final int TENTHS = 10;

  private static final int LONG_LINE = 80;

  private static final int SENTENCE = 40;

  int count;
  int[] first = new int[256];
  int[] behind = new int[256];
  int[] container = new int[256];
  int[] characters = new int[256];
  int[] linkTenths = new int[256];
  int[] commas = new int[256];
  int[] stops = new int[256];

  private final PageTree tree;
  private boolean isOpen;

  private TextBlocks(PageTree tree) {
    this.tree = tree;
  }

  /**
   * All paragraphs outside what is dropped.
   *
   * @param dropped by index of the tree, the nodes that are not looked at
   */
  static TextBlocks of(PageTree tree, boolean[] dropped) {
    TextBlocks blocks = new TextBlocks(tree);
    int breaks = 0;
    for (int i = 1; i < tree.size; i++) {
      if (dropped[i]) {
        continue;
      }
      if (tree.tags[i] == HtmlTag.BR) {
        breaks++;
        blocks.isOpen &= breaks < 2;
      } else if (tree.isStructural(i)) {
        blocks.isOpen = false;
      } else if (tree.tags[i] == HtmlTag.TEXT_RUN && tree.measures[i].characters() > 0) {
        breaks = 0;
        blocks.add(i);
      }
    }
    return blocks;
  }

  private void add(int textRun) {
    int where = tree.structural[textRun];
    if (!isOpen || container[count - 1] != where) {
      if (count == first.length) {
        grow();
      }
      first[count] = textRun;
      container[count] = where;
      count++;
      isOpen = true;
    }
    int block = count - 1;
    TextMeasure measure = tree.measures[textRun];
    behind[block] = textRun + 1;
    characters[block] += measure.characters();
    linkTenths[block] += tree.linkTenths(textRun);
    commas[block] += measure.commas();
    stops[block] += measure.stops();
  }

  private void grow() {
    int capacity = count * 2;
    first = Arrays.copyOf(first, capacity);
    behind = Arrays.copyOf(behind, capacity);
    container = Arrays.copyOf(container, capacity);
    characters = Arrays.copyOf(characters, capacity);
    linkTenths = Arrays.copyOf(linkTenths, capacity);
    commas = Arrays.copyOf(commas, capacity);
    stops = Arrays.copyOf(stops, capacity);
  }

  double linkDensity(int block) {
    return linkTenths[block] / ((double) TENTHS * characters[block]);
  }

  /** The characters of a block that read like running text; 0 for labels, menus and short lines. */
  int prose(int block) {
    double density = linkDensity(block);
    boolean isLong =
        characters[block] >= LONG_LINE || (characters[block] >= SENTENCE && stops[block] > 0);
    return isLong && density < 0.5 ? (int) (characters[block] * (1 - density)) : 0;
  }

  /** For every node of the tree the prose of its subtree. */
  int[] proseBelow() {
    int[] below = new int[tree.size];
    for (int block = 0; block < count; block++) {
      below[container[block]] += prose(block);
    }
    for (int i = tree.size - 1; i > 0; i--) {
      below[tree.parents[i]] += below[i];
    }
    return below;
  }
}
