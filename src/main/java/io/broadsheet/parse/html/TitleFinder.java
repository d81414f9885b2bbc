package io.broadsheet.parse.html;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds an article's title. What a page declares as its headline is taken as declared; a {@code
 * <title>} element is freed from the name of the site where the page shows which part that is.
 */
final class TitleFinder {
  private static final Pattern SEPARATOR = Pattern.compile("\\s+(?:[|\\-–—·•»›✩★/>~]|::|<<)\\s+");

  /** What parts title and site for those who see that a heading is the title's beginning. */
  private static final Pattern LOOSE_SEPARATOR =
      Pattern.compile("\\s*[|\\x{ff1a}\\x{ff5c}\\x{2502}]\\s*\\S");

  /** A title is not cut to fewer words than this without evidence. */
  private static final int FEWEST_WORDS = 5;

  /** A heading shorter than this may well be the name of the site. */
  private static final int SHORTEST = 6;

  private final PageFacts facts;
  private final JsonLdArticle jsonLd;

  TitleFinder(PageFacts facts, JsonLdArticle jsonLd) {
    this.facts = facts;
    this.jsonLd = jsonLd;
  }

  Found find(String siteName) {
    Found declared = declared();
    if (!declared.isEmpty() && !isForeign(declared.value())) {
      return declared;
    }
    Found ofElement = ofTitleElement(siteName);
    if (!ofElement.isEmpty()) {
      return ofElement;
    }
    if (!declared.isEmpty()) {
      return declared;
    }
    for (int heading : facts.headings) {
      if (facts.tree.tags[heading] == HtmlTag.H1) {
        Found found = Found.of(facts.tree.element(heading).text(), FieldSource.HEADING);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return Found.NOTHING;
  }

  private Found declared() {
    Found found = Found.of(jsonLdTitle(), FieldSource.JSON_LD);
    if (found.isEmpty()) {
      found =
          Found.of(
              facts.meta("dc.title", "dcterm.title", "dcterms.title"), FieldSource.DUBLIN_CORE);
    }
    if (found.isEmpty()) {
      found = Found.of(facts.meta("og.title"), FieldSource.OPEN_GRAPH);
    }
    if (found.isEmpty()) {
      found =
          Found.of(
              facts.meta(
                  "weibo.article.title",
                  "weibo.webpage.title",
                  "title",
                  "headline",
                  "twitter.title",
                  "parsely-title",
                  "sailthru.title",
                  "citation_title"),
              FieldSource.META);
    }
    return found;
  }

  private String jsonLdTitle() {
    String headline = jsonLd.text("headline");
    String name = jsonLd.text("name");
    if (headline.isBlank() || name.isBlank()) {
      return headline.isBlank() ? name : headline;
    }
    boolean isNameBetter =
        !facts.titleElement.isEmpty()
            && TitleText.repeats(name, facts.titleElement)
            && !TitleText.repeats(headline, facts.titleElement);
    return isNameBetter ? name : headline;
  }

  /**
   * True if a declared title is not this article's: another text than the {@code <title>} element,
   * which a headline repeats.
   */
  private boolean isForeign(String declared) {
    if (facts.titleElement.isEmpty() || TitleText.sharesWords(declared, facts.titleElement)) {
      return false;
    }
    boolean isHeadlineOther = false;
    for (int heading : facts.headings) {
      String text = Texts.collapse(facts.tree.element(heading).text());
      if (!text.isEmpty() && TitleText.sharesWords(text, declared)) {
        return false;
      }
      isHeadlineOther |= text.length() > 20 && TitleText.repeats(text, facts.titleElement);
    }
    return isHeadlineOther;
  }

  private Found ofTitleElement(String siteName) {
    String title = facts.titleElement;
    if (title.isEmpty()) {
      return Found.NOTHING;
    }
    return Found.of(withoutSite(title, siteName), FieldSource.TITLE_ELEMENT);
  }

  private String withoutSite(String title, String siteName) {
    Matcher separators = SEPARATOR.matcher(title);
    int firstEnd = -1;
    int firstStart = -1;
    int lastStart = -1;
    int lastEnd = -1;
    while (separators.find()) {
      if (firstStart < 0) {
        firstStart = separators.start();
        firstEnd = separators.end();
      }
      lastStart = separators.start();
      lastEnd = separators.end();
    }
    if (firstStart < 0) {
      return headingAtStart(title);
    }
    String heading = headingWithin(title);
    if (!heading.isEmpty()) {
      return heading;
    }
    String suffix = title.substring(lastEnd);
    String prefix = title.substring(0, firstStart);
    if (isSameName(suffix, siteName)) {
      return title.substring(0, lastStart);
    }
    if (isSameName(prefix, siteName)) {
      return title.substring(firstEnd);
    }
    String cut = title.substring(0, lastStart);
    return words(cut) >= FEWEST_WORDS || words(cut) > words(suffix) + 1 ? cut : title;
  }

  /** A first-level heading that the title begins or ends with, and a separator beside it. */
  private String headingWithin(String title) {
    String ending = "";
    for (int heading : facts.headings) {
      String text = Texts.collapse(facts.tree.element(heading).text());
      boolean isHeadline = facts.tree.tags[heading] == HtmlTag.H1 && text.length() >= SHORTEST;
      if (!isHeadline || text.length() >= title.length()) {
        continue;
      }
      if (title.startsWith(text) && SEPARATOR.matcher(title.substring(text.length())).lookingAt()) {
        return text;
      }
      // A heading that ends the title may be the site's name, unless it is most of the title.
      if (title.endsWith(text) && text.length() * 3 > title.length() * 2) {
        Matcher separators = SEPARATOR.matcher(title.substring(0, title.length() - text.length()));
        while (separators.find()) {
          ending = separators.hitEnd() ? text : ending;
        }
      }
    }
    return ending;
  }

  /** The heading that is the larger part of the title, before the site's name; else the title. */
  private String headingAtStart(String title) {
    for (int heading : facts.headings) {
      String text = Texts.collapse(facts.tree.element(heading).text());
      if (text.length() >= SHORTEST
          && text.length() * 2 > title.length()
          && title.startsWith(text)
          && (LOOSE_SEPARATOR.matcher(title.substring(text.length())).lookingAt()
              || isCutInDenseScript(title, text.length()))) {
        return text;
      }
    }
    return title;
  }

  /** True if a hyphen follows a character of a script that joins no words with hyphens. */
  private static boolean isCutInDenseScript(String title, int at) {
    return at < title.length()
        && TextMeasure.isDense(title.charAt(at - 1))
        && "-\u2013\u2014".indexOf(title.charAt(at)) >= 0;
  }

  private static boolean isSameName(String part, String siteName) {
    String plain = Texts.letters(part);
    String site = Texts.letters(siteName);
    return !plain.isEmpty() && !site.isEmpty() && (plain.equals(site) || site.startsWith(plain));
  }

  private static int words(String text) {
    return List.of(text.strip().split("\\s+", -1)).size();
  }
}
