package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.html.HtmlText;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * NITF, the News Industry Text Format of the IPTC: one {@code <nitf>} an article, alone in a file
 * or within something else, such as NewsML 1.
 *
 * <p>Memory: one article.
 */
public final class NitfFormat implements Format {
  /** What stands in a body and is none of its text. */
  private static final Set<String> NO_TEXT = Set.of("media", "tagline", "bibliography");

  @Override
  public String name() {
    return "nitf";
  }

  @Override
  public String recognise(Head head) {
    String root = XmlInput.rootName(head.text());
    String local = root.substring(root.indexOf(':') + 1);
    if (local.equals("nitf")) {
      return "starts with <" + root + ">";
    }
    return local.equals("newsml") && head.text().contains("<nitf")
        ? "is NewsML with an <nitf> in it"
        : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    XmlArticles.read(
        XmlInput.open(input, options, this),
        new Emitter(input, options, output),
        options,
        "nitf",
        (element, article) -> {
          fill(article, element);
          return true;
        });
  }

  /** Fills what is still empty from an {@code <nitf>} element. */
  static void fill(RawArticle article, XmlElement nitf) {
    article.id = first(article.id, attribute(nitf, "doc-id", "id-string"));
    article.id = first(article.id, nitf.attribute("uno").strip());
    article.title = first(article.title, text(nitf, "hl1"));
    article.title = first(article.title, text(nitf, "hedline"));
    article.title = first(article.title, text(nitf, "title"));
    article.published = first(article.published, attribute(nitf, "date.issue", "norm"));
    article.published = first(article.published, attribute(nitf, "date.release", "norm"));
    article.published = first(article.published, attribute(nitf, "pubdata", "date.publication"));
    article.published = first(article.published, attribute(nitf, "story.date", "norm"));
    article.outlet = first(article.outlet, attribute(nitf, "pubdata", "name"));
    article.outlet = first(article.outlet, text(nitf, "distributor"));
    article.outlet = first(article.outlet, attribute(nitf, "doc.copyright", "holder"));
    article.url = first(article.url, attribute(nitf, "pubdata", "ex-ref"));
    article.language = first(article.language, language(nitf));
    for (XmlElement subject : named(nitf, "tobject.subject")) {
      add(article.topics, subject.attribute("tobject.subject.type"));
      add(article.tags, subject.attribute("tobject.subject.matter"));
    }
    named(nitf, "keyword").forEach(keyword -> add(article.tags, keyword.attribute("key")));
    if (article.authors.isEmpty()) {
      add(article.authors, byline(nitf));
    }
    XmlElement content = nitf.find(element -> element.localName.equals("body.content"));
    if (article.body.isEmpty() && content != null) {
      StringBuilder body = new StringBuilder();
      appendBlocks(content, body);
      article.body = body.toString();
    }
  }

  private static void appendBlocks(XmlElement parent, StringBuilder body) {
    for (XmlElement child : parent.children()) {
      if (child.localName.equals("block")) {
        appendBlocks(child, body);
      } else if (!NO_TEXT.contains(child.localName)) {
        body.append(HtmlText.lines("<div>" + child.markup() + "</div>")).append('\n');
      }
    }
  }

  /** Who wrote it: the persons of the byline, or the byline without its "By". */
  private static String byline(XmlElement nitf) {
    XmlElement byline = nitf.find(element -> element.localName.equals("byline"));
    if (byline == null) {
      return "";
    }
    String person = text(byline, "person");
    return person.isEmpty() ? line(byline).replaceFirst("^(?i:by)\\s+", "") : person;
  }

  private static String language(XmlElement nitf) {
    XmlElement body = nitf.find(element -> element.localName.equals("body"));
    return body == null ? "" : body.language;
  }

  private static List<XmlElement> named(XmlElement parent, String localName) {
    return parent.findAll(element -> element.localName.equals(localName));
  }

  private static String attribute(XmlElement parent, String localName, String key) {
    XmlElement found =
        parent.find(
            element -> element.localName.equals(localName) && !element.attribute(key).isBlank());
    return found == null ? "" : found.attribute(key).strip();
  }

  private static String text(XmlElement parent, String localName) {
    XmlElement found =
        parent.find(element -> element.localName.equals(localName) && !element.text().isBlank());
    return found == null ? "" : line(found);
  }

  private static String line(XmlElement element) {
    return HtmlText.line(element.markup());
  }

  private static void add(List<String> list, String text) {
    if (!text.isBlank()) {
      list.add(text);
    }
  }

  private static String first(String held, String found) {
    return held.isBlank() ? found : held;
  }
}
