package io.broadsheet.parse.html;

import java.util.List;

/**
 * Takes out of an article's element what is not the article: share bars, boxes of links, forms,
 * galleries of other things. Judged from the inside out, so that a box is judged without the boxes
 * already taken out of it; one pass over the nodes, backwards.
 */
final class ContentCleaner {
  /** Text with this many commas is running text, whatever stands around it. */
  private static final int COMMAS_OF_PROSE = 10;

  /** A list whose items are nothing but links leads elsewhere. */
  private static final double ALL_LINKS = 0.9;

  /** Boxes of this many lines, of this length on average, are controls and labels. */
  private static final int FRAGMENTS = 6;

  private static final int FRAGMENT = 15;

  private static final int LONGEST_SHARE_BAR = 500;

  private static final int LONG_TEXT = 200;

  private final PageTree tree;
  private final boolean[] dropped;
  private final boolean byNames;
  private final boolean[] isKept;
  private final boolean[] isInFigure;
  private final boolean[] isDataTable;
  private final int[] text;
  private final int[] linkTenths;
  private final int[] commas;
  private final int[] paragraphs;
  private final int[] items;
  private final int[] images;
  private final int[] inputs;
  private final int[] embeds;
  private final int[] headings;
  private final int[] lists;
  private final int[] pieces;
  private final boolean[] holdsText;
  private final int[] stops;

  private ContentCleaner(PageTree tree, boolean[] dropped, boolean byNames) {
    this.tree = tree;
    this.dropped = dropped;
    this.byNames = byNames;
    int size = tree.size;
    isKept = new boolean[size];
    isInFigure = new boolean[size];
    isDataTable = new boolean[size];
    text = new int[size];
    linkTenths = new int[size];
    commas = new int[size];
    paragraphs = new int[size];
    items = new int[size];
    images = new int[size];
    inputs = new int[size];
    embeds = new int[size];
    headings = new int[size];
    lists = new int[size];
    pieces = new int[size];
    holdsText = new boolean[size];
    stops = new int[size];
  }

  /**
   * Drops the boxes inside the chosen parts.
   *
   * @param roots what {@link ContentChooser} chose
   * @param dropped by index of the tree what is out; more is added
   */
  static void clean(PageTree tree, List<Integer> roots, boolean[] dropped, boolean byNames) {
    ContentCleaner cleaner = new ContentCleaner(tree, dropped, byNames);
    for (int i = roots.size() - 1; i >= 0; i--) {
      cleaner.clean(roots.get(i));
    }
  }

  private void clean(int root) {
    for (int i = root; i < tree.end[root]; i++) {
      HtmlTag tag = tree.tags[i];
      int parent = i == root ? i : tree.parents[i];
      isDataTable[i] = tag == HtmlTag.TABLE && DataTables.isData(tree, i);
      isKept[i] = isKept[parent] || isDataTable[i] || tag == HtmlTag.CODE || tag == HtmlTag.PRE;
      isInFigure[i] = isInFigure[parent] || tag == HtmlTag.FIGURE;
    }
    for (int i = tree.end[root] - 1; i >= root; i--) {
      if (dropped[i]) {
        continue;
      }
      count(i);
      if (i != root && isOut(i)) {
        for (int k = i; k < tree.end[i]; k++) {
          dropped[k] = true;
        }
      } else if (i != root) {
        addToParent(i, tree.parents[i]);
      }
    }
  }

  private void count(int i) {
    HtmlTag tag = tree.tags[i];
    pieces[i] += holdsText[i] ? 1 : 0;
    switch (tag) {
      case TEXT_RUN -> {
        text[i] = tree.measures[i].characters();
        commas[i] = tree.measures[i].commas();
        linkTenths[i] = tree.linkTenths(i);
        stops[i] = tree.measures[i].stops();
        holdsText[tree.structural[i]] |= text[i] > 0;
      }
      case P -> paragraphs[i]++;
      case LI -> items[i]++;
      case IMG -> images[i]++;
      case INPUT -> inputs[i]++;
      case IFRAME, EMBED, OBJECT -> embeds[i]++;
      case UL, OL -> lists[i] = text[i];
      case H1, H2, H3, H4, H5, H6 -> headings[i] = text[i];
      default -> {}
    }
  }

  private void addToParent(int i, int parent) {
    text[parent] += text[i];
    linkTenths[parent] += linkTenths[i];
    commas[parent] += commas[i];
    paragraphs[parent] += paragraphs[i];
    items[parent] += items[i];
    images[parent] += images[i];
    inputs[parent] += inputs[i];
    embeds[parent] += embeds[i];
    headings[parent] += headings[i];
    lists[parent] += lists[i];
    stops[parent] += stops[i];
    pieces[parent] += pieces[i];
  }

  private boolean isOut(int i) {
    HtmlTag tag = tree.tags[i];
    if (tag == HtmlTag.TEXT_RUN) {
      return false;
    }
    if (tag == HtmlTag.ASIDE || tag == HtmlTag.FOOTER || tag == HtmlTag.NAV) {
      return true;
    }
    if (byNames && tag.isHeading() && Names.weight(tree, i) < 0) {
      return true;
    }
    if ((tree.hints(i) & ClassHints.SHARE) != 0 && text[i] < LONGEST_SHARE_BAR) {
      return true;
    }
    return isJudged(tag) && !isKept[i] && isBox(i);
  }

  private static boolean isJudged(HtmlTag tag) {
    return switch (tag) {
      case DIV, SECTION, UL, OL, TABLE, FORM, FIELDSET -> true;
      default -> false;
    };
  }

  /** True for running text under a name that is only a little suspicious. */
  private boolean isProse(int i) {
    return (tree.hints(i) & ClassHints.UNLIKELY) == 0
        && text[i] >= LONG_TEXT
        && stops[i] > 1
        && 2 * lists[i] < text[i]
        && linkTenths[i] < text[i];
  }

  /** True for a part that is made of links, controls or pictures rather than of text. */
  private boolean isBox(int i) {
    int weight = byNames ? Names.weight(tree, i) : 0;
    if (weight < 0 && (tree.hints(i) & ClassHints.CAPTION) == 0 && !isProse(i)) {
      return true;
    }
    if (commas[i] >= COMMAS_OF_PROSE) {
      return false;
    }
    HtmlTag tag = tree.tags[i];
    boolean isList = tag == HtmlTag.UL || tag == HtmlTag.OL || lists[i] > 0.9 * text[i];
    double density = text[i] == 0 ? 0 : linkTenths[i] / ((double) TextBlocks.TENTHS * text[i]);
    if (isList && images[i] > 0 && items[i] == images[i]) {
      return false;
    }
    if (!isInFigure[i]
        && pieces[i] >= FRAGMENTS
        && text[i] < FRAGMENT * pieces[i]
        && stops[i] * 4 < pieces[i]) {
      return true;
    }
    if (inputs[i] > paragraphs[i] / 3) {
      return true;
    }
    if (!isInFigure[i] && images[i] > 1 && paragraphs[i] < 0.5 * images[i]) {
      return true;
    }
    if (embeds[i] > 1 || (embeds[i] == 1 && text[i] < 75)) {
      return true;
    }
    if (isList) {
      return (weight > 0 && density > 0.5) || (density > ALL_LINKS && items[i] >= 2);
    }
    boolean isLabel =
        text[i] < 25 && headings[i] < 0.9 * text[i] && (images[i] == 0 || images[i] > 2);
    return items[i] - 100 > paragraphs[i]
        || (!isInFigure[i] && isLabel && density > 0)
        || density > (weight > 0 ? 0.5 : 0.2);
  }
}
