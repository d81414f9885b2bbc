package io.broadsheet.parse;

import io.broadsheet.parse.html.HtmlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the parts of feeds: RSS 0.9 to 2.0, RDF Site Summary 1.0, Atom 0.3 and 1.0 (RFC 4287), and
 * what feeds borrow from Dublin Core, the content module, Media RSS and podcasts.
 */
final class FeedEntryReader {
  /** What is called plain text and is none. */
  private static final Pattern MARKUP =
      Pattern.compile("</[a-zA-Z][a-zA-Z0-9]{0,11}\\s{0,9}>|<(?:br|hr|img|p)(?:\\s[^<>]*)?/?>");

  private static final Pattern NAME_IN_BRACKETS = Pattern.compile("[^()]*\\(([^()]+)\\)\\s*");
  private static final Pattern NAME_BEFORE_ADDRESS = Pattern.compile("([^<>@]+)<[^<>]+>\\s*");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");
  private static final Pattern COMMA = Pattern.compile(",");

  private FeedEntryReader() {}

  /**
   * Reads an entry.
   *
   * @param saysTypes true in Atom, whose texts are plain unless they say otherwise; those of RSS
   *     may always be HTML
   * @param feedLink what links are relative to if the entry does not say
   */
  static FeedEntry read(XmlElement entry, boolean saysTypes, String feedLink) {
    return new FeedEntry(
        entry.offset,
        id(entry),
        title(entry, saysTypes),
        link(entry, feedLink),
        published(entry),
        entry.textOf("updated", "modified", "dcterms:modified", "lastbuilddate"),
        rich(entry, saysTypes, SUMMARIES),
        rich(entry, saysTypes, CONTENTS),
        outlet(entry, saysTypes),
        language(entry),
        authors(entry),
        topics(entry),
        tags(entry));
  }

  private static final String[] TITLES = {"title", "dc:title", "media:title", "itunes:title"};
  private static final String[] SUMMARIES = {
    "description",
    "summary",
    "abstract",
    "dc:description",
    "dcterms:abstract",
    "media:description",
    "itunes:summary",
    "itunes:subtitle"
  };
  private static final String[] CONTENTS = {
    "content:encoded", "content", "xhtml:body", "xhtml:div", "body", "fullitem", "content:items"
  };

  private static String id(XmlElement entry) {
    String id = entry.textOf("id", "guid", "dc:identifier");
    return id.isEmpty() ? entry.attribute("rdf:about").strip() : id;
  }

  /** The title of an entry or a feed, on one line. */
  static String title(XmlElement element, boolean saysTypes) {
    return String.join(" ", rich(element, saysTypes, TITLES).lines().toList());
  }

  /** The first of these that holds a text. */
  private static String rich(XmlElement entry, boolean saysTypes, String... names) {
    for (String name : names) {
      for (XmlElement child : entry.children(name)) {
        String text = text(child, saysTypes);
        if (!text.isBlank()) {
          return text;
        }
      }
    }
    for (XmlElement group : entry.children("media:group")) {
      String text = rich(group, saysTypes, names);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** What a reader would see of a text construct: a line for each paragraph. */
  static String text(XmlElement element, boolean saysTypes) {
    String type = element.attribute("type").strip().toLowerCase(Locale.ROOT);
    if (element.hasChildren()) {
      return HtmlText.lines(element.markup());
    }
    String text = element.text();
    if (element.attribute("mode").equals("base64") || isBinary(type)) {
      text = decoded(text);
    }
    boolean isPlain =
        (saysTypes && type.isEmpty())
            || type.equals("text")
            || type.equals("text/plain")
            || type.endsWith("xml");
    return isPlain && !MARKUP.matcher(text).find() ? text.strip() : HtmlText.lines(text);
  }

  /** In Atom a content of such a type is written in Base64. */
  private static boolean isBinary(String type) {
    return type.indexOf('/') > 0 && !type.startsWith("text/") && !type.contains("xml");
  }

  private static String decoded(String text) {
    String packed = WHITE_SPACE.matcher(text).replaceAll("");
    if (packed.length() % 4 != 0 || !BASE64.matcher(packed).matches()) {
      return text;
    }
    String decoded = new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
    // Four letters of plain text look encoded too, but hardly ever give text.
    return decoded.indexOf('\ufffd') >= 0 ? text : decoded;
  }

  private static String link(XmlElement entry, String feedLink) {
    XmlElement best = null;
    for (XmlElement link : entry.children("link")) {
      if (rank(link) > rank(best)) {
        best = link;
      }
    }
    String base = feedLink;
    String address = "";
    if (best != null) {
      base = best.base.isEmpty() ? feedLink : best.base;
      address = best.attribute("href").strip();
      address = address.isEmpty() ? best.text().strip() : address;
    }
    if (address.isEmpty()) {
      base = entry.base.isEmpty() ? feedLink : entry.base;
      address = otherLink(entry);
    }
    return address.isEmpty() ? "" : WebAddress.resolve(address, base);
  }

  private static int rank(XmlElement link) {
    if (link == null) {
      return 0;
    }
    String relation = link.attribute("rel").toLowerCase(Locale.ROOT);
    boolean isAlternate = relation.isEmpty() || relation.endsWith("alternate");
    if (!isAlternate) {
      return 0;
    }
    if (link.attribute("href").isBlank()) {
      return link.text().isBlank() ? 0 : 5;
    }
    String type = link.attribute("type");
    return type.isEmpty() || type.contains("html") ? 4 : 3;
  }

  /** Where there is no link: an identifier that is one, or an attribute. */
  private static String otherLink(XmlElement entry) {
    for (XmlElement guid : entry.children("guid")) {
      String text = guid.text().strip();
      boolean isPermanent = !guid.attribute("ispermalink").equalsIgnoreCase("false");
      if (isPermanent && !text.isEmpty() && (WebAddress.isOnWeb(text) || !isOpaque(text))) {
        return text;
      }
    }
    for (String written : List.of(entry.attribute("href"), entry.attribute("rdf:about"))) {
      if (!written.isBlank()) {
        return written.strip();
      }
    }
    for (XmlElement content : entry.children("content")) {
      if (!content.attribute("src").isBlank()) {
        return content.attribute("src").strip();
      }
    }
    return "";
  }

  private static boolean isOpaque(String guid) {
    return guid.indexOf('/') < 0 || guid.indexOf(':') >= 0 || guid.indexOf(' ') >= 0;
  }

  private static String published(XmlElement entry) {
    String date =
        entry.textOf(
            "pubdate",
            "published",
            "issued",
            "dcterms:issued",
            "dc:date",
            "date",
            "created",
            "dcterms:created",
            "dcterms:date");
    return date.isEmpty() ? entry.attribute("lastmod").strip() : date;
  }

  private static String outlet(XmlElement entry, boolean saysTypes) {
    for (XmlElement source : entry.children("source")) {
      String title = source.hasChildren() ? title(source, saysTypes) : text(source, saysTypes);
      if (!title.isBlank()) {
        return String.join(" ", title.lines().toList());
      }
    }
    return "";
  }

  private static String language(XmlElement entry) {
    if (!entry.language.isEmpty()) {
      return entry.language;
    }
    return entry.textOf("dc:language", "language");
  }

  private static List<String> authors(XmlElement entry) {
    List<String> names = new ArrayList<>();
    for (XmlElement author : entry.children("author", "dc:creator", "itunes:author")) {
      String name = author.hasChildren() ? author.textOf("name", "title") : person(author.text());
      if (!name.isBlank()) {
        names.add(name);
      }
    }
    return names;
  }

  /** RSS asks for {@code address (name)}; others write {@code name <address>}. */
  private static String person(String text) {
    Matcher bracketed = NAME_IN_BRACKETS.matcher(text);
    if (bracketed.matches()) {
      return bracketed.group(1).strip();
    }
    Matcher before = NAME_BEFORE_ADDRESS.matcher(text);
    return before.matches() ? before.group(1).strip() : text.strip();
  }

  private static List<String> topics(XmlElement entry) {
    List<String> topics = new ArrayList<>();
    for (XmlElement category :
        entry.children("category", "dc:subject", "itunes:category", "media:category")) {
      String topic = category.attribute("label");
      topic = topic.isBlank() ? category.attribute("term") : topic;
      topic = topic.isBlank() ? category.text() : topic;
      topic = topic.isBlank() ? category.attribute("text") : topic;
      if (!topic.isBlank()) {
        topics.add(HtmlText.line(topic));
      }
    }
    return topics;
  }

  private static List<String> tags(XmlElement entry) {
    List<String> tags = new ArrayList<>();
    for (XmlElement keywords : entry.children("media:keywords", "itunes:keywords", "keywords")) {
      COMMA.splitAsStream(keywords.text()).filter(tag -> !tag.isBlank()).forEach(tags::add);
    }
    return tags;
  }
}
