package io.broadsheet.parse.html;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the element that holds an article's text, and those siblings of it that continue the text.
 *
 * <p>Every paragraph gives points to the elements around it, fewer the farther away they are; the
 * idea is Arc90's Readability (2009). The winner is then widened where an article is spread over
 * several parts, by comparing how much running text and how much else each step upwards adds (after
 * Pasternack and Roth, "Extracting Article Text from the Web with Maximum Subsequence
 * Segmentation", WWW 2009).
 */
final class ContentChooser {
  private static final int SHORTEST_PARAGRAPH = 25;
  private static final int LEVELS = 5;

  /** Going up must add this share of running text, and no more than this share of it of else. */
  private static final double GAIN = 0.2;

  private static final double REST = 0.5;

  private final PageTree tree;
  private final boolean[] dropped;
  private final boolean byNames;
  private final TextBlocks blocks;
  private final int[] prose;
  private final int[] characters;
  private final int[] linkTenths;
  private final double[] score;
  private final boolean[] isCandidate;

  private ContentChooser(PageTree tree, boolean[] dropped, boolean byNames) {
    this.tree = tree;
    this.dropped = dropped;
    this.byNames = byNames;
    this.blocks = TextBlocks.of(tree, dropped);
    this.prose = blocks.proseBelow();
    this.characters = new int[tree.size];
    this.linkTenths = new int[tree.size];
    this.score = new double[tree.size];
    this.isCandidate = new boolean[tree.size];
  }

  /**
   * Chooses the roots of the article's text.
   *
   * @param dropped what is out, by index of the tree
   * @param byNames whether class names count
   * @return the roots of the article's text, in document order, none inside another
   */
  static List<Integer> choose(PageTree tree, boolean[] dropped, boolean byNames) {
    ContentChooser chooser = new ContentChooser(tree, dropped, byNames);
    chooser.measure();
    chooser.score();
    int top = chooser.best();
    if (top < 0) {
      return List.of(0);
    }
    top = chooser.commonAncestor(top);
    top = chooser.climb(top);
    top = chooser.widen(top);
    return chooser.withSiblings(top);
  }

  private void measure() {
    for (int block = 0; block < blocks.count; block++) {
      characters[blocks.container[block]] += blocks.characters[block];
      linkTenths[blocks.container[block]] += blocks.linkTenths[block];
    }
    for (int i = tree.size - 1; i > 0; i--) {
      characters[tree.parents[i]] += characters[i];
      linkTenths[tree.parents[i]] += linkTenths[i];
    }
  }

  private double linkDensity(int i) {
    return characters[i] == 0 ? 0 : linkTenths[i] / ((double) TextBlocks.TENTHS * characters[i]);
  }

  private void score() {
    for (int block = 0; block < blocks.count; block++) {
      if (blocks.characters[block] >= SHORTEST_PARAGRAPH) {
        giveToAncestors(block);
      }
    }
    for (int i = 0; i < tree.size; i++) {
      score[i] *= 1 - linkDensity(i);
    }
  }

  private void giveToAncestors(int block) {
    int container = blocks.container[block];
    double points = 2 + blocks.commas[block] + Math.min(blocks.characters[block] / 100, 3);
    points *= 1 - blocks.linkDensity(block);
    points *= ofTag(tree.tags[container]);
    int receiver = tree.hasBlockBelow(container) ? container : tree.structuralParent(container);
    for (int level = 0; level < LEVELS && receiver >= 0; level++) {
      if (!isCandidate[receiver]) {
        isCandidate[receiver] = true;
        score[receiver] += ownScore(receiver);
      }
      score[receiver] += level == 0 ? points : level == 1 ? points / 2 : points / (level * 3);
      receiver = tree.structuralParent(receiver);
    }
  }

  /** What a paragraph counts by the element that it fills: lists and captions say less. */
  private static double ofTag(HtmlTag tag) {
    return switch (tag) {
      case LI, DD, DT, FIGCAPTION, CAPTION, TH -> 0.3;
      default -> 1;
    };
  }

  private double ownScore(int i) {
    double own =
        switch (tree.tags[i]) {
          case DIV, ARTICLE, MAIN -> 5;
          case PRE, TD, BLOCKQUOTE -> 3;
          case ADDRESS, OL, UL, DL, DD, DT, LI, FORM -> -3;
          case H1, H2, H3, H4, H5, H6, TH -> -5;
          default -> 0;
        };
    return byNames ? own + Names.weight(tree, i) : own;
  }

  private int best() {
    int top = -1;
    for (int i = 0; i < tree.size; i++) {
      if (isCandidate[i] && !dropped[i] && (top < 0 || score[i] > score[top])) {
        top = i;
      }
    }
    return top;
  }

  /** Where several elements score alike, what holds at least three of them besides the winner. */
  private int commonAncestor(int top) {
    List<Integer> near = new ArrayList<>();
    for (int i = 0; i < tree.size; i++) {
      if (isCandidate[i] && i != top && score[i] >= 0.75 * score[top]) {
        near.add(i);
      }
    }
    if (near.size() < 3) {
      return top;
    }
    for (int above = tree.structuralParent(top); above > 0; above = tree.structuralParent(above)) {
      int inside = 0;
      for (int other : near) {
        inside += tree.isInside(other, above) && other != above ? 1 : 0;
      }
      if (inside >= 3) {
        return above;
      }
    }
    return top;
  }

  /** Goes up to an ancestor that scores more, and out of elements that hold nothing else. */
  private int climb(int from) {
    int top = from;
    double last = score[top];
    double least = last / 3;
    for (int above = tree.structuralParent(top); above > 0; above = tree.structuralParent(above)) {
      if (!isCandidate[above]) {
        continue;
      }
      if (score[above] < least) {
        break;
      }
      if (score[above] > last) {
        top = above;
        break;
      }
      last = score[above];
    }
    int above = tree.structuralParent(top);
    while (above > 0 && characters[above] == characters[top]) {
      top = above;
      above = tree.structuralParent(top);
    }
    return top;
  }

  private int widen(int from) {
    int top = from;
    for (int above = tree.structuralParent(top); above > 0; above = tree.structuralParent(above)) {
      if (tree.tags[top] == HtmlTag.ARTICLE && hasOtherArticles(above, top)) {
        break;
      }
      if (prose[above] - prose[top] > GAIN * prose[top] && isWorth(above, top)) {
        top = above;
      }
    }
    return top;
  }

  /** True if going up adds less else than it adds running text. */
  private boolean isWorth(int above, int top) {
    int gain = prose[above] - prose[top];
    int rest = characters[above] - prose[above] - (characters[top] - prose[top]);
    return rest <= REST * gain;
  }

  private boolean hasOtherArticles(int above, int top) {
    for (int i = above + 1; i < tree.end[above]; i = i == top ? tree.end[i] : i + 1) {
      if (tree.tags[i] == HtmlTag.ARTICLE && i != top) {
        return true;
      }
    }
    return false;
  }

  private List<Integer> withSiblings(int top) {
    int parent = tree.parents[top];
    if (parent < 0) {
      return List.of(top);
    }
    List<Integer> roots = new ArrayList<>();
    double least = Math.max(10, score[top] * 0.2);
    String topClass = tree.attribute(top, "class");
    for (int sibling = parent + 1; sibling < tree.end[parent]; sibling = tree.end[sibling]) {
      if (sibling == top) {
        roots.add(top);
      } else if (!dropped[sibling]
          && tree.tags[sibling] != HtmlTag.TEXT_RUN
          && !isOtherArticle(sibling, top)) {
        boolean isAlike = !topClass.isEmpty() && tree.attribute(sibling, "class").equals(topClass);
        double bonus = isAlike ? score[top] * 0.2 : 0;
        boolean scores = isCandidate[sibling] && score[sibling] + bonus >= least;
        if (scores || (tree.tags[sibling] == HtmlTag.P && isSentence(sibling))) {
          roots.add(sibling);
        }
      }
    }
    return roots;
  }

  /** True for an article with a headline of its own beside another. */
  private boolean isOtherArticle(int sibling, int top) {
    return tree.tags[sibling] == HtmlTag.ARTICLE
        && tree.tags[top] == HtmlTag.ARTICLE
        && hasHeading(sibling)
        && hasHeading(top);
  }

  private boolean hasHeading(int i) {
    for (int k = i; k < tree.end[i]; k++) {
      if (tree.tags[k] == HtmlTag.H1 || tree.tags[k] == HtmlTag.H2) {
        return true;
      }
    }
    return false;
  }

  private boolean isSentence(int i) {
    double density = linkDensity(i);
    if (characters[i] > 80) {
      return density < 0.25;
    }
    return characters[i] > 0 && density == 0 && hasStop(i);
  }

  private boolean hasStop(int i) {
    for (int k = i; k < tree.end[i]; k++) {
      if (!dropped[k] && tree.measures[k] != null && tree.measures[k].stops() > 0) {
        return true;
      }
    }
    return false;
  }
}
