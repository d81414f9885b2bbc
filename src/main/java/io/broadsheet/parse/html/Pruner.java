package io.broadsheet.parse.html;

import java.util.Arrays;
import java.util.Locale;

/**
 * Takes out of a page what is no candidate for an article's text, before anything is scored:
 * invisible parts, the repeated headline, the byline, and whatever its role, element or class names
 * call navigation, comments, links to other articles, or advertisement.
 *
 * <p>Names are evidence and not proof: a part that holds most of the page's running text stays,
 * whatever it is called, unless it is called comments.
 */
final class Pruner {
  /** A part with more than this share of the page's running text is not dropped for its name. */
  private static final double MAIN_SHARE = 0.3;

  private static final int LONGEST_BYLINE = 100;

  private static final int AROUND = ClassHints.RELATED | ClassHints.PROMOTION | ClassHints.UNSEEN;

  private final PageTree tree;
  private final int[] prose;
  private final boolean[] hasHeadline;
  private final boolean[] isTeaser;
  private final boolean[] invisible;

  Pruner(PageTree tree) {
    this.tree = tree;
    this.invisible = invisible(tree);
    TextBlocks blocks = TextBlocks.of(tree, invisible);
    this.prose = blocks.proseBelow();
    this.isTeaser = TeaserLists.find(tree, blocks, prose);
    this.hasHeadline = new boolean[tree.size];
    for (int i = tree.size - 1; i > 0; i--) {
      boolean isHeadline =
          tree.tags[i] == HtmlTag.H1
              || tree.tags[i] == HtmlTag.MAIN
              || (tree.hints(i) & (ClassHints.ARTICLE_TEXT | ClassHints.COMMENTS))
                  == ClassHints.ARTICLE_TEXT;
      hasHeadline[i] |= isHeadline;
      hasHeadline[tree.parents[i]] |= hasHeadline[i];
    }
  }

  PageTree tree() {
    return tree;
  }

  /** The nodes that no reader sees. */
  private static boolean[] invisible(PageTree tree) {
    boolean[] dropped = new boolean[tree.size];
    for (int i = 1; i < tree.size; i++) {
      HtmlTag tag = tree.tags[i];
      dropped[i] =
          dropped[tree.parents[i]]
              || tree.isInvisible(i)
              || (tag.isSkipped() && !tag.isControl() && !tag.isMedia());
    }
    return dropped;
  }

  /** How much is taken out. */
  enum Extent {
    /** What is invisible. */
    INVISIBLE,
    /** Also what stands around an article: navigation, comments, other articles, promotion. */
    SURROUNDINGS,
    /** Also whatever its names make unlikely, and lines about the author. */
    UNLIKELY
  }

  /**
   * Decides what of a page is no candidate for the text.
   *
   * @param title the article's title, whose first repetition in a heading goes too; may be empty
   * @return by index of the tree, what is out
   */
  boolean[] prune(String title, Extent extent) {
    boolean[] dropped = invisible.clone();
    boolean isHeadlineDue = !title.isEmpty();
    for (int i = 1; i < tree.size; i++) {
      HtmlTag tag = tree.tags[i];
      if (dropped[i] || tag == HtmlTag.TEXT_RUN) {
        continue;
      }
      boolean isHeadline =
          isHeadlineDue
              && (tag == HtmlTag.H1 || tag == HtmlTag.H2)
              && TitleText.repeats(tree.element(i).text(), title);
      isHeadlineDue &= !isHeadline;
      if (isHeadline || isOut(i, extent)) {
        Arrays.fill(dropped, i, tree.end[i], true);
      }
    }
    return dropped;
  }

  private boolean isOut(int i, Extent extent) {
    HtmlTag tag = tree.tags[i];
    if (extent == Extent.INVISIBLE || tag == HtmlTag.BODY || tag == HtmlTag.A) {
      return false;
    }
    int hints = tree.hints(i);
    if (((hints & ClassHints.COMMENTS) != 0 || isTeaser[i]) && !hasHeadline[i]) {
      return true;
    }
    boolean isMain = prose[i] > MAIN_SHARE * prose[0];
    if (isMain) {
      return false;
    }
    if (extent == Extent.SURROUNDINGS) {
      return !hasHeadline[i]
          && ((hints & AROUND) != 0
              || tag == HtmlTag.ASIDE
              || tag == HtmlTag.FOOTER
              || tag == HtmlTag.NAV);
    }
    return isOutByName(i, hints) || isOutByRole(i) || isByline(i, hints);
  }

  private boolean isOutByName(int i, int hints) {
    return (hints & ClassHints.UNLIKELY) != 0
        && (hints & ClassHints.MAYBE) == 0
        && !(tree.tags[i].isHeading() && (hints & AROUND) == 0)
        && !isNearTableOrCode(i);
  }

  private boolean isOutByRole(int i) {
    return switch (tree.attribute(i, "role").toLowerCase(Locale.ROOT)) {
      case "menu",
          "menubar",
          "complementary",
          "navigation",
          "alert",
          "alertdialog",
          "dialog",
          "search",
          "contentinfo",
          "tooltip",
          "toolbar" ->
          true;
      default -> tree.tags[i] == HtmlTag.NAV || tree.tags[i] == HtmlTag.DIALOG;
    };
  }

  private boolean isByline(int i, int hints) {
    boolean isNamed =
        (hints & ClassHints.BYLINE) != 0
            || tree.attribute(i, "rel").equals("author")
            || tree.attribute(i, "itemprop").contains("author");
    if (!isNamed) {
      return false;
    }
    int length = 0;
    for (int k = i; k < tree.end[i] && length < LONGEST_BYLINE; k++) {
      if (tree.measures[k] != null && !invisible[k]) {
        length += tree.measures[k].characters();
      }
    }
    return length > 0 && length < LONGEST_BYLINE;
  }

  private boolean isNearTableOrCode(int i) {
    int above = tree.parents[i];
    for (int level = 0; level < 3 && above >= 0; level++) {
      if (tree.tags[above] == HtmlTag.TABLE || tree.tags[above] == HtmlTag.CODE) {
        return true;
      }
      above = tree.parents[above];
    }
    return false;
  }
}
