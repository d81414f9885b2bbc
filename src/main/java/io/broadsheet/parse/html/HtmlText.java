package io.broadsheet.parse.html;

import java.util.List;
import org.jsoup.nodes.Element;

/** The text of a piece of HTML, such as the description of a feed's entry. */
public final class HtmlText {
  private HtmlText() {}

  /**
   * What a reader would see: a line for each paragraph, references resolved, no scripts. Nothing is
   * judged to be boilerplate. Time and memory as for {@link HtmlExtractor}.
   */
  public static String lines(String html) {
    if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
      return html;
    }
    Element body = HtmlExtractor.parse(html).body();
    PageTree tree = PageTree.of(body);
    return TextWriter.write(tree, List.of(0), new boolean[tree.size]);
  }

  /** As {@link #lines}, on one line. */
  public static String line(String html) {
    return Texts.collapse(lines(html));
  }
}
