package io.broadsheet.parse.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds an article's authors, sections and keywords. */
final class PeopleAndTopics {
  private static final int LONGEST_NAME = 100;
  private static final Pattern BY =
      Pattern.compile(
          "^(?:by|von|par|por|di|da|door|av|af|autor|автор|written by|text)[:\\s]\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern COMMA = Pattern.compile("\\s*[,;，、]\\s*");
  private static final Pattern AND =
      Pattern.compile("\\s*(?:[,;|，、]| and | und | et | y | & )\\s*");

  private static final Pattern CARD_NAME = Pattern.compile("(?:^|\\s)(?:p-name|fn)(?:\\s|$)");
  private static final int CARD_LEVELS = 4;

  private static final List<String> SECTIONS =
      List.of(
          "parsely-section",
          "section",
          "cxenseparse.recs.category",
          "sailthru.section",
          "article.category",
          "category",
          "articlesection",
          "meta-section",
          "page-section",
          "og.section");

  private final PageFacts facts;
  private final JsonLdArticle jsonLd;

  PeopleAndTopics(PageFacts facts, JsonLdArticle jsonLd) {
    this.facts = facts;
    this.jsonLd = jsonLd;
  }

  FoundList authors() {
    FoundList found = people(jsonLd.texts("author"), FieldSource.JSON_LD);
    if (found.isEmpty()) {
      found = people(facts.metaValues("article.author"), FieldSource.OPEN_GRAPH);
    }
    if (found.isEmpty()) {
      List<String> creators = new ArrayList<>(facts.metaValues("dc.creator"));
      creators.addAll(facts.metaValues("dcterms.creator"));
      found = people(creators, FieldSource.DUBLIN_CORE);
    }
    for (String name :
        List.of("author", "parsely-author", "sailthru.author", "byl", "citation_author")) {
      found =
          found.isEmpty()
              ? people(facts.metaValues(name), facts.metaSource(name, FieldSource.META))
              : found;
    }
    return found.isEmpty() ? visibleAuthors() : found;
  }

  private FoundList visibleAuthors() {
    boolean[] isAside = facts.surroundings();
    List<String> names = new ArrayList<>();
    for (int i : facts.itemProperties) {
      if (!isAside[i] && facts.hasItemProperty(i, "author")) {
        names.add(facts.itemValue(i));
      }
    }
    FoundList found = people(names, FieldSource.MICRODATA);
    PageTree tree = facts.tree;
    for (int i = 0; i < tree.size && found.isEmpty(); i++) {
      if (tree.tags[i] == HtmlTag.A && !isAside[i] && tree.attribute(i, "rel").contains("author")) {
        found = people(List.of(tree.element(i).text()), FieldSource.LINK);
      }
    }
    return found.isEmpty() ? people(namesInCards(), FieldSource.VISIBLE_TEXT) : found;
  }

  /** Names that the classes of https://microformats.org/wiki/hcard mark as the author's. */
  private List<String> namesInCards() {
    PageTree tree = facts.tree;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tree.size; i++) {
      if (CARD_NAME.matcher(tree.attribute(i, "class")).find()
          && !facts.surroundings()[i]
          && isAuthorCard(i)) {
        names.add(tree.element(i).text());
      }
    }
    return names;
  }

  private boolean isAuthorCard(int i) {
    int at = i;
    for (int level = 0; level < CARD_LEVELS && at >= 0; level++) {
      if ((facts.tree.hints(at) & ClassHints.BYLINE) != 0) {
        return true;
      }
      at = facts.tree.parents[at];
    }
    return false;
  }

  private static FoundList people(List<String> texts, FieldSource source) {
    List<String> names = new ArrayList<>();
    for (String text : texts) {
      String clean = BY.matcher(Texts.collapse(text)).replaceFirst("");
      if (clean.length() > LONGEST_NAME * 3 || clean.contains("://")) {
        continue;
      }
      for (String name : AND.split(clean, -1)) {
        if (name.length() <= LONGEST_NAME && name.codePoints().anyMatch(Character::isLetter)) {
          names.add(name);
        }
      }
    }
    return FoundList.of(names, source);
  }

  FoundList sections() {
    FoundList found = FoundList.of(jsonLd.texts("articleSection"), FieldSource.JSON_LD);
    if (found.isEmpty()) {
      found = FoundList.of(facts.metaValues("article.section"), FieldSource.OPEN_GRAPH);
    }
    for (String name : SECTIONS) {
      found =
          found.isEmpty()
              ? FoundList.of(facts.metaValues(name), facts.metaSource(name, FieldSource.META))
              : found;
    }
    if (found.isEmpty()) {
      found = FoundList.of(itemValues("articleSection"), FieldSource.MICRODATA);
    }
    return found.isEmpty() ? FoundList.of(links("category", ""), FieldSource.LINK) : found;
  }

  FoundList tags() {
    FoundList found = split(jsonLd.texts("keywords"), FieldSource.JSON_LD);
    if (found.isEmpty()) {
      found = split(facts.metaValues("article.tag"), FieldSource.OPEN_GRAPH);
    }
    for (String name : List.of("news_keywords", "parsely-tags", "sailthru.tags", "keywords")) {
      found =
          found.isEmpty()
              ? split(facts.metaValues(name), facts.metaSource(name, FieldSource.META))
              : found;
    }
    if (found.isEmpty()) {
      found = split(facts.metaValues("dc.subject"), FieldSource.DUBLIN_CORE);
    }
    if (found.isEmpty()) {
      found = split(itemValues("keywords"), FieldSource.MICRODATA);
    }
    return found.isEmpty() ? FoundList.of(links("tag", "category"), FieldSource.LINK) : found;
  }

  /** The texts of links in the article whose {@code rel} has a word and has not another one. */
  private List<String> links(String rel, String notRel) {
    PageTree tree = facts.tree;
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < tree.size; i++) {
      if (tree.tags[i] != HtmlTag.A || tree.attribute(i, "rel").isEmpty()) {
        continue;
      }
      List<String> words = List.of(tree.attribute(i, "rel").split("\\s+", -1));
      if (words.contains(rel) && !words.contains(notRel) && isOfArticle(i)) {
        texts.add(tree.element(i).text());
      }
    }
    return texts;
  }

  /** False for what stands around an article, unless that is the foot of the article itself. */
  private boolean isOfArticle(int i) {
    if (!facts.surroundings()[i]) {
      return true;
    }
    PageTree tree = facts.tree;
    boolean isInFooter = false;
    for (int at = i; at >= 0; at = tree.parents[at]) {
      if ((tree.hints(at) & (ClassHints.RELATED | ClassHints.COMMENTS)) != 0) {
        return false;
      }
      isInFooter |= tree.tags[at] == HtmlTag.FOOTER;
      if (isInFooter && tree.tags[at] == HtmlTag.ARTICLE) {
        int end = tree.end[at];
        int start = at;
        return facts.headings.stream().anyMatch(heading -> heading > start && heading < end);
      }
    }
    return false;
  }

  private List<String> itemValues(String property) {
    List<String> values = new ArrayList<>();
    boolean[] isAside = facts.itemProperties.isEmpty() ? null : facts.surroundings();
    for (int i : facts.itemProperties) {
      if (!isAside[i] && facts.hasItemProperty(i, property)) {
        values.add(facts.itemValue(i));
      }
    }
    return values;
  }

  private static FoundList split(List<String> lists, FieldSource source) {
    List<String> values = new ArrayList<>();
    for (String list : lists) {
      values.addAll(List.of(COMMA.split(list, -1)));
    }
    return FoundList.of(values, source);
  }
}
