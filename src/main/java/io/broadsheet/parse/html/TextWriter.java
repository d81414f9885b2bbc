package io.broadsheet.parse.html;

import java.util.List;
import org.jsoup.nodes.TextNode;

/** Writes the text of chosen parts: a line for each paragraph, white space collapsed. */
final class TextWriter {
  private final StringBuilder out = new StringBuilder();
  private boolean isLineStart = true;
  private boolean isBlankDue;

  private TextWriter() {}

  /**
   * The text of some parts of a page.
   *
   * @param roots in document order
   * @param dropped by index of the tree, what is left out
   */
  static String write(PageTree tree, List<Integer> roots, boolean[] dropped) {
    TextWriter writer = new TextWriter();
    int container = -1;
    for (int root : roots) {
      writer.endLine();
      for (int i = root; i < tree.end[root]; i++) {
        HtmlTag tag = tree.tags[i];
        if (tag != HtmlTag.TEXT_RUN) {
          if (tag == HtmlTag.BR || tree.isStructural(i)) {
            writer.endLine();
          }
        } else if (!dropped[i]) {
          if (tree.structural[i] != container) {
            writer.endLine();
            container = tree.structural[i];
          }
          writer.add(
              ((TextNode) tree.nodes[i]).getWholeText(), tree.tags[container] == HtmlTag.PRE);
        }
      }
    }
    return writer.out.toString();
  }

  private void endLine() {
    isLineStart = true;
    isBlankDue = false;
  }

  private void add(String text, boolean keepsLines) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && keepsLines) {
        endLine();
        continue;
      }
      if (TextMeasure.isBlank(c)) {
        isBlankDue = true;
        continue;
      }
      if (isLineStart) {
        if (out.length() > 0) {
          out.append('\n');
        }
        isLineStart = false;
      } else if (isBlankDue) {
        out.append(' ');
      }
      isBlankDue = false;
      out.append(c);
    }
  }
}
