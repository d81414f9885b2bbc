package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.html.HtmlText;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * NewsML-G2 of the IPTC: one {@code <newsItem>} an article, alone or in a {@code <newsMessage>}.
 * Its text is NITF, XHTML or plain. Items whose class is not text (pictures, video, graphics) are
 * skipped.
 *
 * <p>Memory: one item.
 */
public final class NewsMlFormat implements Format {
  private static final Set<String> ROOTS = Set.of("newsitem", "newsmessage", "packageitem");

  /** Kinds of subjects that are rather tags than topics: persons, organisations, places. */
  private static final Set<String> NAMED_THINGS =
      Set.of("cpnat:person", "cpnat:organisation", "cpnat:geoarea", "cpnat:poi", "cpnat:object");

  @Override
  public String name() {
    return "newsml-g2";
  }

  @Override
  public String recognise(Head head) {
    String root = XmlInput.rootName(head.text());
    return ROOTS.contains(root.substring(root.indexOf(':') + 1))
        ? "starts with <" + root + ">"
        : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    XmlArticles.read(
        XmlInput.open(input, options, this),
        new Emitter(input, options, output),
        options,
        "newsitem",
        NewsMlFormat::fill);
  }

  /** Fills an article from an item; false if its class is not text. */
  private static boolean fill(XmlElement item, RawArticle article) {
    XmlElement itemClass = find(item, "itemclass");
    String kind = itemClass == null ? "" : itemClass.attribute("qcode").toLowerCase(Locale.ROOT);
    if (!kind.isEmpty() && !kind.endsWith(":text") && !kind.endsWith(":composite")) {
      return false;
    }
    article.id = item.attribute("guid").strip();
    article.outlet = party(find(item, "provider"));
    article.title = text(item, "headline");
    article.published = text(item, "firstcreated");
    if (article.published.isEmpty()) {
      article.published = text(item, "versioncreated");
    }
    if (article.published.isEmpty()) {
      article.published = text(item, "contentcreated");
    }
    XmlElement language = find(item, "language");
    if (language != null && !language.attribute("tag").isBlank()) {
      article.language = language.attribute("tag").strip();
    }
    for (XmlElement subject : item.findAll(element -> element.localName.equals("subject"))) {
      String name = party(subject);
      if (!name.isEmpty()) {
        boolean isTag = NAMED_THINGS.contains(subject.attribute("type").toLowerCase(Locale.ROOT));
        (isTag ? article.tags : article.topics).add(name);
      }
    }
    item.findAll(element -> element.localName.equals("keyword"))
        .forEach(keyword -> article.tags.add(keyword.text()));
    XmlElement creator = find(item, "creator");
    String by = text(item, "by");
    String author = by.isEmpty() ? party(creator) : by.replaceFirst("^(?i:by)\\s+", "");
    if (!author.isEmpty()) {
      article.authors.add(author);
    }
    content(item, article);
    return true;
  }

  private static void content(XmlElement item, RawArticle article) {
    XmlElement nitf = find(item, "nitf");
    XmlElement html = find(item, "html");
    XmlElement plain = find(item, "inlinedata");
    if (nitf != null) {
      NitfFormat.fill(article, nitf);
    } else if (html != null) {
      XmlElement body = find(html, "body");
      article.body = HtmlText.lines((body == null ? html : body).markup());
      article.title = article.title.isEmpty() ? text(html, "title") : article.title;
    } else if (plain != null) {
      article.body = plain.text();
    }
  }

  /** What somebody or something is called: by name, or else by code. */
  private static String party(XmlElement party) {
    if (party == null) {
      return "";
    }
    String name = text(party, "name");
    if (name.isEmpty()) {
      name = party.attribute("literal").strip();
    }
    return name.isEmpty() ? party.attribute("qcode").strip() : name;
  }

  private static XmlElement find(XmlElement parent, String localName) {
    return parent.find(element -> element.localName.equals(localName));
  }

  /** The text of the first element of that name which has one, on one line. */
  private static String text(XmlElement parent, String localName) {
    XmlElement found =
        parent.find(element -> element.localName.equals(localName) && !element.text().isBlank());
    return found == null ? "" : HtmlText.line(found.markup());
  }
}
