package io.broadsheet.parse.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page says about itself outside its text, gathered in one pass: {@code <meta>} elements,
 * JSON-LD, microdata, {@code <link>}s, times and headings, in document order.
 */
final class PageFacts {
  /** Microdata deeper in the page than this many elements is not read. */
  private static final int MOST_ITEM_PROPERTIES = 5_000;

  private static final List<String> KEYS = List.of("property", "name", "itemprop", "http-equiv");

  /** By {@code property}, which goes before other attributes with the same name. */
  private final Map<String, List<String>> properties = new HashMap<>();

  private final Map<String, List<String>> metas = new HashMap<>();

  /** The names in {@link #metas} that stand in {@code itemprop}. */
  private final Set<String> itemMetas = new HashSet<>();

  /** The objects of all JSON-LD scripts. */
  final List<ObjectNode> jsonLd = new ArrayList<>();

  /** Indexes in the tree of elements with {@code itemprop}, or RDFa's {@code property}. */
  final List<Integer> itemProperties = new ArrayList<>();

  /** Indexes in the tree of {@code <time>} elements. */
  final List<Integer> times = new ArrayList<>();

  /** Indexes in the tree of visible headings of the first three levels. */
  final List<Integer> headings = new ArrayList<>();

  /** The text of the first {@code <title>}, white space collapsed. */
  String titleElement = "";

  /** The target of {@code <link rel="canonical">}, as written. */
  String canonicalLink = "";

  String languageAttribute = "";

  final PageTree tree;
  final Pruner pruner;
  private List<Element> head = List.of();
  private boolean[] surroundings;

  private PageFacts(PageTree tree) {
    this.tree = tree;
    this.pruner = new Pruner(tree);
  }

  static PageFacts of(Document document, PageTree tree) {
    PageFacts facts = new PageFacts(tree);
    Element html = document.firstElementChild();
    if (html != null) {
      facts.languageAttribute = firstOf(html.attr("lang"), html.attr("xml:lang"));
      facts.head = document.head().getAllElements();
      for (Element element : facts.head) {
        facts.add(element);
      }
    }
    for (int i = 0; i < tree.size; i++) {
      if (tree.tags[i] != HtmlTag.TEXT_RUN) {
        facts.addFromBody(i);
      }
    }
    if (facts.titleElement.isEmpty()) {
      facts.titleElement = Texts.collapse(document.title());
    }
    return facts;
  }

  private static String firstOf(String first, String second) {
    return first.isBlank() ? second : first;
  }

  private void addFromBody(int i) {
    HtmlTag tag = tree.tags[i];
    Element element = tree.element(i);
    switch (tag) {
      case META, LINK, SCRIPT, TITLE -> add(element);
      case TIME -> times.add(i);
      case H1, H2, H3 -> {
        if (!tree.isInvisible(i)) {
          headings.add(i);
        }
      }
      case BODY -> {
        if (languageAttribute.isBlank()) {
          languageAttribute = element.attr("lang");
        }
      }
      default -> {}
    }
    if (element.attributesSize() > 0
        && itemProperties.size() < MOST_ITEM_PROPERTIES
        && tag != HtmlTag.META
        && !(element.attr("itemprop").isEmpty() && element.attr("property").isEmpty())) {
      itemProperties.add(i);
    }
  }

  private void add(Element element) {
    switch (element.normalName()) {
      case "meta" -> addMeta(element);
      case "title" -> {
        if (titleElement.isEmpty()) {
          titleElement = Texts.collapse(element.text());
        }
      }
      case "link" -> {
        if (canonicalLink.isEmpty() && element.attr("rel").equalsIgnoreCase("canonical")) {
          canonicalLink = element.attr("href").trim();
        }
      }
      case "script" -> {
        if (element.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) {
          jsonLd.addAll(JsonLdReader.read(element.data()));
        }
      }
      default -> {}
    }
  }

  private void addMeta(Element element) {
    String content = element.attr("content");
    if (content.isBlank()) {
      return;
    }
    for (String attribute : KEYS) {
      for (String key : element.attr(attribute).split("\\s+", -1)) {
        if (!key.isEmpty()) {
          Map<String, List<String>> target = attribute.equals("property") ? properties : metas;
          if (attribute.equals("itemprop") && !metas.containsKey(normal(key))) {
            itemMetas.add(normal(key));
          }
          target.computeIfAbsent(normal(key), absent -> new ArrayList<>()).add(content);
        }
      }
    }
  }

  private static String normal(String key) {
    return key.toLowerCase(Locale.ROOT).replace(':', '.');
  }

  /** The first non-blank content of the first of these names that the page has, or empty. */
  String meta(String... names) {
    for (String name : names) {
      List<String> values = metaValues(name);
      if (!values.isEmpty()) {
        return values.get(0);
      }
    }
    return "";
  }

  /** Where contents of that name stand: what is usual for it, unless microdata says it. */
  FieldSource metaSource(String name, FieldSource usual) {
    return itemMetas.contains(name) && !properties.containsKey(name)
        ? FieldSource.MICRODATA
        : usual;
  }

  /** All contents of one name, in lower case with dots for colons. */
  List<String> metaValues(String name) {
    List<String> values = properties.get(name);
    return values == null ? metas.getOrDefault(name, List.of()) : values;
  }

  /** What an element with {@code itemprop} says: its machine form if it has one, else its text. */
  String itemValue(int i) {
    for (String attribute : List.of("content", "datetime", "title")) {
      String value = tree.attribute(i, attribute);
      if (!value.isBlank() && (attribute.equals("content") || tree.tags[i] != HtmlTag.A)) {
        return value;
      }
    }
    return tree.element(i).text();
  }

  /** True if the element's {@code itemprop} or {@code property} names it, with any prefix. */
  boolean hasItemProperty(int i, String property) {
    for (String attribute : List.of("itemprop", "property")) {
      for (String name : tree.attribute(i, attribute).split("\\s+", -1)) {
        if (name.substring(name.indexOf(':') + 1).equalsIgnoreCase(property)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the scripts of the page hold, except JSON-LD. */
  List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    for (Element element : head) {
      addScript(element, scripts);
    }
    for (int i = 0; i < tree.size; i++) {
      if (tree.tags[i] == HtmlTag.SCRIPT) {
        addScript(tree.element(i), scripts);
      }
    }
    return scripts;
  }

  private static void addScript(Element element, List<String> scripts) {
    if (element.normalName().equals("script") && !element.attr("type").contains("ld+json")) {
      scripts.add(element.data());
    }
  }

  /**
   * By index of the tree, what stands around an article: invisible parts, navigation, comments,
   * links to other articles, advertisements.
   */
  boolean[] surroundings() {
    if (surroundings == null) {
      surroundings = pruner.prune("", Pruner.Extent.SURROUNDINGS);
    }
    return surroundings;
  }
}
