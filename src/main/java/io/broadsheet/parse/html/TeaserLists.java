package io.broadsheet.parse.html;

import java.util.Arrays;

/**
 * Finds lists of teasers: three or more neighbours of one kind, each a headline that is a link to
 * another page with a few lines about it. That is what a site shows of its other articles, under
 * whatever name.
 */
final class TeaserLists {
  private static final int NONE = Integer.MAX_VALUE;
  private static final int FEWEST = 3;
  private static final int SHORTEST_HEADLINE = 15;
  private static final int LONGEST_PROSE = 600;
  private static final double LIST_SHARE = 0.7;

  private final PageTree tree;
  private final int[] characters;
  private final int[] prose;
  private final int[] headlines;

  /** The first block of some length below each node, or {@link #NONE}. */
  private final int[] firstLong;

  private final TextBlocks blocks;

  private TeaserLists(PageTree tree, TextBlocks blocks, int[] prose) {
    this.tree = tree;
    this.blocks = blocks;
    this.prose = prose;
    this.firstLong = new int[tree.size];
    Arrays.fill(firstLong, NONE);
    this.characters = new int[tree.size];
    this.headlines = new int[tree.size];
    for (int block = 0; block < blocks.count; block++) {
      int container = blocks.container[block];
      characters[container] += blocks.characters[block];
      if (blocks.characters[block] >= SHORTEST_HEADLINE) {
        firstLong[container] = Math.min(firstLong[container], block);
        headlines[container] += isLink(block) ? 1 : 0;
      }
    }
    for (int i = tree.size - 1; i > 0; i--) {
      characters[tree.parents[i]] += characters[i];
      headlines[tree.parents[i]] += headlines[i];
      firstLong[tree.parents[i]] = Math.min(firstLong[tree.parents[i]], firstLong[i]);
    }
  }

  private boolean isLink(int block) {
    return blocks.linkDensity(block) > 0.8;
  }

  /**
   * Marks the teasers of a page.
   *
   * @param blocks the paragraphs of the visible page
   * @param prose {@link TextBlocks#proseBelow} of them
   * @return by index of the tree, true for the root of each teaser
   */
  static boolean[] find(PageTree tree, TextBlocks blocks, int[] prose) {
    TeaserLists lists = new TeaserLists(tree, blocks, prose);
    boolean[] isTeaser = new boolean[tree.size];
    for (int i = 0; i < tree.size; i++) {
      if (tree.hasBlockBelow(i) && lists.headlines[i] >= FEWEST) {
        lists.judge(i, isTeaser);
      }
    }
    return isTeaser;
  }

  private void judge(int parent, boolean[] isTeaser) {
    int teasers = 0;
    int teaserCharacters = 0;
    int teaserProse = 0;
    int all = 0;
    for (int child = parent + 1; child < tree.end[parent]; child = tree.end[child]) {
      all += characters[child];
      if (looksLikeTeaser(child)) {
        teasers++;
        teaserCharacters += characters[child];
        teaserProse += prose[child];
      }
    }
    if (teasers < FEWEST || teaserCharacters < LIST_SHARE * all || teaserProse == 0) {
      return;
    }
    for (int child = parent + 1; child < tree.end[parent]; child = tree.end[child]) {
      isTeaser[child] = looksLikeTeaser(child);
    }
  }

  private boolean looksLikeTeaser(int i) {
    return switch (tree.tags[i]) {
      case LI, DIV, ARTICLE, SECTION ->
          firstLong[i] != NONE
              && isLink(firstLong[i])
              && headlines[i] <= 3
              && prose[i] < LONGEST_PROSE;
      default -> false;
    };
  }
}
