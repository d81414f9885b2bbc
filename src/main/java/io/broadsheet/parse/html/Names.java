package io.broadsheet.parse.html;

/** What an element's class names and id weigh for or against its being an article's text. */
final class Names {
  private static final int WEIGHT = 25;

  private Names() {}

  /** From -50 to 50, class names and id each with a say. */
  static int weight(PageTree tree, int i) {
    return weight(tree.classHints[i]) + weight(tree.idHints[i]);
  }

  private static int weight(int hints) {
    int weight = 0;
    if ((hints & ClassHints.NEGATIVE) != 0) {
      weight -= WEIGHT;
    }
    if ((hints & ClassHints.POSITIVE) != 0) {
      weight += WEIGHT;
    }
    return weight;
  }
}
