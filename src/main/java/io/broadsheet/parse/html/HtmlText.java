package io.broadsheet.parse.html;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The text of a piece of HTML, such as the description of a feed's entry. */
public final class HtmlText {
  /** What pages show instead of their content, and feeds cannot: then the content counts. */
  private static final Pattern WRAPPERS =
      Pattern.compile(
          "</?(?:iframe|object|noscript|noframes|svg)(?=[\\s/>])[^<>]*+>", CASE_INSENSITIVE);

  private HtmlText() {}

  /**
   * What a reader would see: a line for each paragraph, references resolved, no scripts. Nothing is
   * judged to be boilerplate. Time and memory as for {@link HtmlExtractor}.
   */
  public static String lines(String html) {
    if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
      return html;
    }
    String opened = WRAPPERS.matcher(html).replaceAll("");
    Element body = HtmlExtractor.parse(opened).body();
    PageTree tree = PageTree.of(body);
    return TextWriter.write(tree, List.of(0), new boolean[tree.size]);
  }

  /** As {@link #lines}, on one line. */
  public static String line(String html) {
    return Texts.collapse(lines(html));
  }
}
