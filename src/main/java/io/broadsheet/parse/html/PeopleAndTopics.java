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

  private static final List<String> SECTIONS =
      List.of(
          "parsely-section",
          "section",
          "cxenseparse.recs.category",
          "sailthru.section",
          "article.category",
          "category",
          "articlesection");

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
    return found;
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
    return found;
  }

  FoundList tags() {
    FoundList found = split(jsonLd.texts("keywords"), FieldSource.JSON_LD);
    if (found.isEmpty()) {
      found = FoundList.of(facts.metaValues("article.tag"), FieldSource.OPEN_GRAPH);
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
    return found.isEmpty() ? FoundList.of(tagLinks(), FieldSource.LINK) : found;
  }

  private List<String> tagLinks() {
    PageTree tree = facts.tree;
    List<String> tags = new ArrayList<>();
    boolean[] isAside = null;
    for (int i = 0; i < tree.size; i++) {
      if (tree.tags[i] == HtmlTag.A && (" " + tree.attribute(i, "rel") + " ").contains(" tag ")) {
        isAside = isAside == null ? facts.surroundings() : isAside;
        if (!isAside[i]) {
          tags.add(tree.element(i).text());
        }
      }
    }
    return tags;
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
