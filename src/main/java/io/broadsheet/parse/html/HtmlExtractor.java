package io.broadsheet.parse.html;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Reads one article page.
 *
 * <pre>{@code
 * HtmlCharset.Decoded page = HtmlCharset.decode(bytes, "");
 * HtmlArticle article = HtmlExtractor.extract(page.text(), "https://example.org/2024/05/17/story");
 * }</pre>
 *
 * <p>Nothing is fetched and no script is run. Time is linear in the size of the page, and memory is
 * about ten times its size. Elements nested deeper than {@link #DEEPEST} are taken as neighbours.
 */
public final class HtmlExtractor {
  /** The deepest nesting of elements that is kept. */
  public static final int DEEPEST = 256;

  private static final int SHORTEST_DECLARED = 400;
  private static final int FEWEST_SHINGLES = 60;

  /** A page that shows less than this of its declared text keeps the text for subscribers. */
  private static final double SHOWN_SHARE = 0.5;

  private HtmlExtractor() {}

  /**
   * Reads a page.
   *
   * @param html the page's text
   * @param address where the page came from, or empty
   */
  public static HtmlArticle extract(String html, String address) {
    return extract(parse(html), address);
  }

  /** A page as a document, with nesting limited. */
  public static Document parse(String html) {
    return Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, "");
  }

  /**
   * Reads a page that is parsed already.
   *
   * @param document a parsed page; not changed
   * @param address where the page came from, or empty
   */
  public static HtmlArticle extract(Document document, String address) {
    Element body = document.body();
    PageTree tree = PageTree.of(body);
    PageFacts facts = PageFacts.of(document, tree);
    Found canonical = address(facts, address);
    JsonLdArticle jsonLd = JsonLdArticle.of(facts.jsonLd, canonical.value());
    Found outlet = new OutletFinder(facts, jsonLd).find(canonical.value());
    // A name that comes from the title itself says nothing new about it.
    boolean isDeclared = outlet.source() != FieldSource.TITLE_ELEMENT;
    Found title = new TitleFinder(facts, jsonLd).find(isDeclared ? outlet.value() : "");
    Found language = language(facts, jsonLd);
    DateFinder dates = new DateFinder(facts, jsonLd);
    String dateAddress = address.isEmpty() ? canonical.value() : address;
    PeopleAndTopics others = new PeopleAndTopics(facts, jsonLd);
    return new HtmlArticle(
        title,
        outlet,
        dates.published(dateAddress, language.value(), title.value()),
        dates.modified(),
        others.sections(),
        others.tags(),
        others.authors(),
        language,
        canonical,
        body(facts.pruner, title.value(), jsonLd.text("articleBody")));
  }

  /** The text that a reader sees, or what JSON-LD declares where most of that is not shown. */
  private static Found body(Pruner pruner, String title, String declared) {
    String visible = BodyFinder.extract(pruner, title);
    if (declared.length() >= SHORTEST_DECLARED) {
      String plain = declared.indexOf('<') < 0 ? declared : lines(parse(declared).body());
      Shingles shingles = Shingles.of(plain);
      if (shingles.size() >= FEWEST_SHINGLES
          && shingles.shareIn(Shingles.of(visible)) < SHOWN_SHARE) {
        return new Found(plain.strip(), FieldSource.JSON_LD);
      }
    }
    return visible.isEmpty() ? Found.NOTHING : new Found(visible, FieldSource.VISIBLE_TEXT);
  }

  private static String lines(Element body) {
    PageTree tree = PageTree.of(body);
    return TextWriter.write(tree, List.of(0), new boolean[tree.size]);
  }

  private static Found address(PageFacts facts, String address) {
    String base = address.isEmpty() ? facts.meta("og.url") : address;
    Found found = Found.of(PageAddress.absolute(facts.canonicalLink, base), FieldSource.LINK);
    if (found.isEmpty()) {
      found = Found.of(PageAddress.absolute(facts.meta("og.url"), base), FieldSource.OPEN_GRAPH);
    }
    return found.isEmpty() ? Found.of(address, FieldSource.URL) : found;
  }

  private static Found language(PageFacts facts, JsonLdArticle jsonLd) {
    Found found = Found.of(facts.languageAttribute, FieldSource.ATTRIBUTE);
    if (found.isEmpty()) {
      found = Found.of(facts.meta("content-language", "language"), FieldSource.META);
    }
    if (found.isEmpty()) {
      found = Found.of(jsonLd.text("inLanguage"), FieldSource.JSON_LD);
    }
    if (found.isEmpty()) {
      found = Found.of(facts.meta("og.locale"), FieldSource.OPEN_GRAPH);
    }
    if (found.isEmpty()) {
      found = Found.of(facts.meta("dc.language", "dcterms.language"), FieldSource.DUBLIN_CORE);
    }
    return found;
  }
}
