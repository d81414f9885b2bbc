package io.broadsheet.parse.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.TextNode;

/**
 * Takes off what clings to the beginning and the end of a text inside its own element: the date and
 * place of publication above it, labels, links and rights below it, and headings whose content was
 * taken out. Whatever stands between the first and the last line of running text stays, except such
 * headings.
 */
final class EdgeTrimmer {
  private static final int LABEL = 25;
  private static final int LONGEST_DATE_LINE = 80;
  private static final int LONGEST_LABEL_BELOW = 60;
  private static final int SHORTEST_LINK_LINE = 20;
  private static final int LONGEST_NOTICE = 45;

  /** What stands where an advertisement would be, or leads past it. */
  private static final Set<String> NOTICES =
      Set.of(
          "ad",
          "advertisement",
          "advertising",
          "advertisement - continue reading below",
          "advertisement - scroll to continue",
          "story continues below advertisement",
          "article continues below advertisement",
          "article continues after advertisement",
          "continue reading the main story",
          "scroll to continue with content",
          "sponsored",
          "sponsored content",
          "anzeige",
          "werbung",
          "publicité",
          "publicidad",
          "publicidade",
          "pubblicità",
          "reklam",
          "reklama",
          "реклама",
          "advertentie",
          "annons",
          "annonse",
          "annonce",
          "mainos",
          "广告",
          "廣告",
          "広告",
          "إعلان");

  private static final int LONGEST_RIGHTS = 250;

  private static final Pattern YEAR_OR_TIME =
      Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)|(?<!\\d)\\d{1,2}[:.]\\d\\d(?!\\d)");
  private static final Pattern RIGHTS =
      Pattern.compile(
          "©|™ &|\\bcopyright\\b|all rights reserved|alle rechte vorbehalten|tous droits");

  private final PageTree tree;
  private final boolean[] dropped;
  private final TextBlocks blocks;
  private final String title;

  private EdgeTrimmer(PageTree tree, List<Integer> roots, boolean[] dropped, String title) {
    this.tree = tree;
    this.dropped = dropped;
    this.title = title;
    boolean[] outside = new boolean[tree.size];
    Arrays.fill(outside, true);
    for (int root : roots) {
      System.arraycopy(dropped, root, outside, root, tree.end[root] - root);
    }
    this.blocks = TextBlocks.of(tree, outside);
  }

  /**
   * Drops what clings to the edges.
   *
   * @param roots of the text, in document order
   * @param dropped by index of the tree what is out; more is added
   */
  static void trim(PageTree tree, List<Integer> roots, boolean[] dropped, String title) {
    EdgeTrimmer trimmer = new EdgeTrimmer(tree, roots, dropped, title);
    int first = 0;
    int last = trimmer.blocks.count - 1;
    while (first <= last && trimmer.blocks.prose(first) == 0) {
      first++;
    }
    while (last >= first && trimmer.blocks.prose(last) == 0) {
      last--;
    }
    if (first > last) {
      return;
    }
    for (int block = 0; block < first; block++) {
      if (trimmer.isOutAbove(block)) {
        trimmer.drop(block);
      }
    }
    for (int block = first; block <= last; block++) {
      if (trimmer.isLinkLine(block) || trimmer.isNotice(block)) {
        trimmer.drop(block);
      }
    }
    for (int block = trimmer.blocks.count - 1; block > last; block--) {
      if (!trimmer.isOutBelow(block)) {
        break;
      }
      trimmer.drop(block);
    }
    trimmer.dropEmptySections();
  }

  private boolean isOutAbove(int block) {
    HtmlTag tag = tree.tags[blocks.container[block]];
    if (tag.isHeading()) {
      return !title.isEmpty() && TitleText.repeats(text(block), title);
    }
    if (isKeptKind(block)) {
      return false;
    }
    if (blocks.linkDensity(block) > 0.5) {
      return true;
    }
    if (blocks.characters[block] < LABEL && blocks.stops[block] == 0 && tag != HtmlTag.P) {
      return true;
    }
    return blocks.characters[block] < LONGEST_DATE_LINE && YEAR_OR_TIME.matcher(text(block)).find();
  }

  private boolean isOutBelow(int block) {
    if (tree.tags[blocks.container[block]].isHeading()) {
      return true;
    }
    if (blocks.linkDensity(block) > (isListItem(block) ? 0.8 : 0.5)) {
      return true;
    }
    if (isKeptKind(block)) {
      return false;
    }
    return (blocks.characters[block] < LONGEST_LABEL_BELOW && blocks.stops[block] == 0)
        || (blocks.characters[block] < LONGEST_RIGHTS
            && RIGHTS.matcher(text(block).toLowerCase(Locale.ROOT)).find());
  }

  private boolean isNotice(int block) {
    return blocks.characters[block] <= LONGEST_NOTICE
        && NOTICES.contains(Texts.collapse(text(block)).toLowerCase(Locale.ROOT));
  }

  /** A line that is nothing but a link and no sentence leads to another article. */
  private boolean isLinkLine(int block) {
    return blocks.linkDensity(block) > 0.9
        && blocks.characters[block] >= SHORTEST_LINK_LINE
        && blocks.stops[block] == 0
        && !tree.tags[blocks.container[block]].isHeading()
        && !isKeptKind(block);
  }

  private boolean isListItem(int block) {
    return tree.tags[blocks.container[block]] == HtmlTag.LI;
  }

  /** Lists, tables, code, quotations and captions are text, however short their lines are. */
  private boolean isKeptKind(int block) {
    int at = blocks.container[block];
    while (at >= 0) {
      switch (tree.tags[at]) {
        case LI, TD, TH, DT, DD, PRE, BLOCKQUOTE, FIGURE, FIGCAPTION, CAPTION -> {
          return true;
        }
        default -> at = tree.structuralParent(at);
      }
    }
    return false;
  }

  private void dropEmptySections() {
    for (int block = 0; block + 1 < blocks.count; block++) {
      int heading = blocks.container[block];
      HtmlTag next = tree.tags[blocks.container[block + 1]];
      if (tree.tags[heading].isHeading()
          && next.isHeading()
          && next.compareTo(tree.tags[heading]) <= 0
          && hasDroppedText(tree.end[heading], blocks.first[block + 1])) {
        drop(block);
      }
    }
  }

  private boolean hasDroppedText(int from, int to) {
    int characters = 0;
    for (int i = from; i < to && characters < LABEL; i++) {
      if (tree.measures[i] != null && !tree.isInvisible(i)) {
        characters += tree.measures[i].characters();
      }
    }
    return characters >= LABEL;
  }

  private String text(int block) {
    StringBuilder text = new StringBuilder();
    for (int i = blocks.first[block]; i < blocks.behind[block]; i++) {
      if (tree.measures[i] != null && !dropped[i]) {
        text.append(((TextNode) tree.nodes[i]).getWholeText());
      }
    }
    return text.toString();
  }

  private void drop(int block) {
    for (int i = blocks.first[block]; i < blocks.behind[block]; i++) {
      dropped[i] = true;
    }
  }
}
