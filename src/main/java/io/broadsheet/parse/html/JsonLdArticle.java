package io.broadsheet.parse.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;

/** The object of a page's JSON-LD that describes its article, after https://schema.org/Article. */
final class JsonLdArticle {
  private static final Set<String> ARTICLE_TYPES =
      Set.of(
          "Article",
          "AdvertiserContentArticle",
          "NewsArticle",
          "AnalysisNewsArticle",
          "AskPublicNewsArticle",
          "BackgroundNewsArticle",
          "OpinionNewsArticle",
          "ReportageNewsArticle",
          "ReviewNewsArticle",
          "Report",
          "SatiricalArticle",
          "ScholarlyArticle",
          "MedicalScholarlyArticle",
          "SocialMediaPosting",
          "BlogPosting",
          "LiveBlogPosting",
          "DiscussionForumPosting",
          "TechArticle",
          "APIReference",
          "CreativeWork",
          "Review",
          "Recipe");

  private static final Set<String> PAGE_TYPES =
      Set.of("WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "VideoObject");

  private static final Set<String> SITE_TYPES = Set.of("WebSite", "NewsMediaOrganization");

  private final ObjectNode article;
  private final ObjectNode page;
  private final ObjectNode site;
  private final Map<String, ObjectNode> byId = new HashMap<>();

  private JsonLdArticle(List<ObjectNode> objects, String address) {
    ObjectNode firstArticle = null;
    ObjectNode firstPage = null;
    ObjectNode firstSite = null;
    boolean isMatched = false;
    for (ObjectNode object : objects) {
      if (object.path("@id").isTextual() && object.size() > 1) {
        byId.putIfAbsent(object.path("@id").asText(), object);
      }
      boolean isArticle = hasType(object, ARTICLE_TYPES);
      boolean matches = isArticle && !isMatched && isAbout(object, address);
      if (isArticle && (firstArticle == null || matches)) {
        firstArticle = object;
        isMatched = matches;
      } else if (firstPage == null && hasType(object, PAGE_TYPES)) {
        firstPage = object;
      } else if (firstSite == null && hasType(object, SITE_TYPES)) {
        firstSite = object;
      }
    }
    article = firstArticle;
    page = firstPage;
    site = firstSite;
  }

  /**
   * Chooses the article among a page's objects.
   *
   * @param objects in the page's order
   * @param address the page's own address, which chooses between several articles; may be empty
   */
  static JsonLdArticle of(List<ObjectNode> objects, String address) {
    return new JsonLdArticle(objects, address);
  }

  static boolean isArticleType(String type) {
    return ARTICLE_TYPES.contains(localName(type));
  }

  private static String localName(String type) {
    return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf(':')) + 1);
  }

  private static boolean hasType(ObjectNode object, Set<String> types) {
    JsonNode type = object.path("@type");
    if (type.isTextual()) {
      return types.contains(localName(type.asText()));
    }
    for (JsonNode one : type) {
      if (types.contains(localName(one.asText()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAbout(ObjectNode object, String address) {
    if (address.isEmpty()) {
      return false;
    }
    JsonNode main = object.path("mainEntityOfPage");
    return List.of(object.path("url"), object.path("@id"), main, main.path("@id")).stream()
        .anyMatch(value -> value.isTextual() && value.asText().equals(address));
  }

  boolean isPresent() {
    return article != null;
  }

  /** A field of the article as plain text, or empty. */
  String text(String field) {
    return article == null ? "" : plain(article.path(field));
  }

  /** A field of the article, or else of the page that the JSON-LD describes. */
  String textOfArticleOrPage(String field) {
    String own = text(field);
    return own.isEmpty() && page != null ? plain(page.path(field)) : own;
  }

  /** A field that holds one or several strings, or objects with names. */
  List<String> texts(String field) {
    if (article == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    JsonNode value = article.path(field);
    if (value.isArray()) {
      for (JsonNode element : value) {
        values.add(name(element));
      }
    } else {
      values.add(name(value));
    }
    values.removeIf(String::isEmpty);
    return values;
  }

  /** The name of the site, or of the news organisation, that the page describes; or empty. */
  String siteName() {
    String ofArticle = nameOf("isPartOf");
    return !ofArticle.isEmpty() || site == null ? ofArticle : name(site);
  }

  /** The name of whoever a field points to, following a reference inside the JSON-LD. */
  String nameOf(String field) {
    if (article == null) {
      return "";
    }
    JsonNode value = article.path(field);
    return name(value.isArray() && !value.isEmpty() ? value.get(0) : value);
  }

  private String name(JsonNode value) {
    if (value.isTextual()) {
      return plain(value);
    }
    JsonNode name = value.path("name");
    if (name.isMissingNode() && value.path("@id").isTextual()) {
      ObjectNode target = byId.get(value.path("@id").asText());
      name = target == null ? name : target.path("name");
    }
    if (name.isArray() && !name.isEmpty()) {
      name = name.get(0);
    }
    return plain(name);
  }

  private static String plain(JsonNode value) {
    JsonNode one = value.isArray() && !value.isEmpty() ? value.get(0) : value;
    if (!one.isTextual()) {
      return one.isNumber() ? one.asText() : "";
    }
    String text = one.asText();
    return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
  }
}
