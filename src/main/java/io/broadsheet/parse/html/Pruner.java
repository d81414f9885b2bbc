package io.broadsheet.parse.html;

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
  /** A part with this share of the page's running text is not dropped for its name. */
  private static final double MAIN_SHARE = 0.5;

  private static final int LONGEST_BYLINE = 100;

  private final PageTree tree;
  private final String title;
  private final int[] prose;
  private final boolean[] hasHeadline;
  private final boolean[] isTeaser;
  private final boolean[] dropped;
  private boolean isHeadlineSeen;

  private Pruner(PageTree tree, String title) {
    this.tree = tree;
    this.title = title;
    this.dropped = invisible(tree);
    TextBlocks blocks = TextBlocks.of(tree, dropped);
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

  /** The nodes that no reader sees. */
  static boolean[] invisible(PageTree tree) {
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

  /**
   * Decides what of a page is no candidate for the text.
   *
   * @param title the article's title, whose repetition above the text is dropped; may be empty
   * @param byNames false keeps what only its names speak against
   * @return by index of the tree, what is out
   */
  static boolean[] prune(PageTree tree, String title, boolean byNames) {
    Pruner pruner = new Pruner(tree, title);
    for (int i = 1; i < tree.size; i++) {
      if (pruner.dropped[i] || tree.tags[i] == HtmlTag.TEXT_RUN) {
        continue;
      }
      if (pruner.isHeadline(i) || (byNames && pruner.isOut(i))) {
        for (int k = i; k < tree.end[i]; k++) {
          pruner.dropped[k] = true;
        }
      }
    }
    return pruner.dropped;
  }

  /** By index of the tree, what its names or its structure put around an article, and not in it. */
  static boolean[] surroundings(PageTree tree) {
    Pruner pruner = new Pruner(tree, "");
    int around =
        ClassHints.COMMENTS | ClassHints.RELATED | ClassHints.PROMOTION | ClassHints.UNSEEN;
    for (int i = 1; i < tree.size; i++) {
      if (pruner.dropped[i] || tree.tags[i] == HtmlTag.TEXT_RUN || tree.tags[i] == HtmlTag.BODY) {
        continue;
      }
      boolean isAround =
          switch (tree.tags[i]) {
            case ASIDE, FOOTER, NAV -> true;
            default -> (tree.hints(i) & around) != 0;
          };
      boolean isMain = pruner.prose[i] > MAIN_SHARE * pruner.prose[0];
      if ((isAround || pruner.isTeaser[i]) && !pruner.hasHeadline[i] && !isMain) {
        for (int k = i; k < tree.end[i]; k++) {
          pruner.dropped[k] = true;
        }
      }
    }
    return pruner.dropped;
  }

  private boolean isHeadline(int i) {
    HtmlTag tag = tree.tags[i];
    if (isHeadlineSeen || title.isEmpty() || (tag != HtmlTag.H1 && tag != HtmlTag.H2)) {
      return false;
    }
    isHeadlineSeen = TitleText.repeats(tree.element(i).text(), title);
    return isHeadlineSeen;
  }

  private boolean isOut(int i) {
    HtmlTag tag = tree.tags[i];
    if (tag == HtmlTag.BODY || tag == HtmlTag.A) {
      return false;
    }
    boolean isMain = prose[i] > MAIN_SHARE * prose[0] && prose[i] > 0;
    int hints = tree.hints(i);
    if ((hints & ClassHints.COMMENTS) != 0 && !hasHeadline[i]) {
      return true;
    }
    if (isTeaser[i] && !hasHeadline[i]) {
      return true;
    }
    if (isMain) {
      return false;
    }
    return isOutByName(i, hints) || isOutByRole(i) || isByline(i, hints);
  }

  private boolean isOutByName(int i, int hints) {
    return (hints & ClassHints.UNLIKELY) != 0
        && (hints & ClassHints.MAYBE) == 0
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
      if (tree.measures[k] != null && !dropped[k]) {
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
