package io.broadsheet.parse.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * The name of a site that declares none: the part of the {@code <title>} element that the host, a
 * link to the site's start or its line of rights repeats. A part that nothing proves is taken for
 * no name.
 */
final class SiteName {
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s+(?:[|\\-–—·•»:]|::)\\s+|\\s?[|_\\x{ff5c}\\x{2502}]\\s?");
  private static final Pattern DENSE_SEPARATOR =
      Pattern.compile("(?<=[\\x{3040}-\\x{9fff}\\x{ac00}-\\x{d7a3}])[-–—\\x{ff1a}]+");
  private static final Pattern RIGHTS =
      Pattern.compile("©|\\(c\\)|copyright|版权所有|all rights reserved", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_NAME = 50;
  private static final int SHORTEST_NAME = 2;
  private static final int LONGEST_RIGHTS = 300;

  private final PageFacts facts;

  SiteName(PageFacts facts) {
    this.facts = facts;
  }

  /**
   * Finds the name.
   *
   * @param address of the page, or empty
   */
  Found find(String address) {
    List<String> homes = homes();
    List<String> candidates = candidates();
    for (String candidate : candidates) {
      String letters = Texts.letters(candidate);
      boolean isHome = homes.stream().anyMatch(home -> Texts.letters(home).equals(letters));
      if (isHome || isHost(letters, address)) {
        return Found.of(candidate, FieldSource.TITLE_ELEMENT);
      }
    }
    List<String> rights = candidates.isEmpty() ? List.of() : rights();
    for (String candidate : candidates) {
      if (rights.stream().anyMatch(line -> line.contains(candidate))) {
        return Found.of(candidate, FieldSource.TITLE_ELEMENT);
      }
    }
    return Found.NOTHING;
  }

  /** The last and the first part of the title, if they may be a name. */
  private List<String> candidates() {
    String title = DENSE_SEPARATOR.matcher(facts.titleElement).replaceAll(" | ");
    String[] parts = SEPARATOR.split(title, -1);
    List<String> candidates = new ArrayList<>();
    for (int i : parts.length > 1 ? new int[] {parts.length - 1, 0} : new int[0]) {
      String part = parts[i].strip();
      if (part.length() <= LONGEST_NAME && Texts.letters(part).length() >= SHORTEST_NAME) {
        candidates.add(part);
      }
    }
    return candidates;
  }

  /** What links to the start of the site are called. */
  private List<String> homes() {
    PageTree tree = facts.tree;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tree.size; i++) {
      if (tree.tags[i] == HtmlTag.A && isHome(tree.attribute(i, "href"))) {
        Element link = tree.element(i);
        names.add(link.text());
        names.add(link.attr("title"));
        names.add(link.attr("aria-label"));
        link.select("img[alt]").forEach(image -> names.add(image.attr("alt")));
      }
    }
    return names;
  }

  private static boolean isHome(String target) {
    if (target.equals("/")) {
      return true;
    }
    String path = PageAddress.path(target);
    return !PageAddress.host(target).isEmpty() && (path.isEmpty() || path.equals("/"));
  }

  private static boolean isHost(String letters, String address) {
    for (String label : PageAddress.host(address).split("\\.", -1)) {
      String name = Texts.letters(label);
      if (name.length() > 3 && (name.equals(letters) || ("the" + name).equals(letters))) {
        return true;
      }
    }
    return false;
  }

  private List<String> rights() {
    PageTree tree = facts.tree;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < tree.size; i++) {
      if (tree.measures[i] != null && tree.measures[i].characters() <= LONGEST_RIGHTS) {
        String text = ((TextNode) tree.nodes[i]).getWholeText();
        if (RIGHTS.matcher(text).find()) {
          lines.add(text);
        }
      }
    }
    return lines;
  }
}
