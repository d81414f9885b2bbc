package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import java.io.IOException;

/**
 * The Reuters-21578 collection and what is marked up like it: SGML with one {@code <REUTERS>} an
 * article, whose {@code NEWID} identifies it. Texts that the collection could not take apart
 * ({@code UNPROC}) are the body as they stand. An article without a text is kept by its first
 * lines, or else by its slug.
 *
 * <p>Memory: one article.
 */
public final class ReutersFormat implements Format {
  private static final String OUTLET = "Reuters";

  @Override
  public String name() {
    return "reuters-sgml";
  }

  @Override
  public String recognise(Head head) {
    String root = XmlInput.rootName(head.text());
    return root.equals("reuters") ? "starts with <REUTERS>" : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    XmlArticles.read(
        Utf8Buffer.open(input, options, this),
        new Emitter(input, options, output),
        options,
        "reuters",
        (element, article) -> {
          fill(article, element);
          return true;
        });
  }

  private static void fill(RawArticle article, XmlElement element) {
    article.id = element.attribute("newid").strip();
    article.outlet = OUTLET;
    article.language = "en";
    article.published = element.textOf("date");
    for (XmlElement list : element.children("topics")) {
      for (XmlElement topic : list.children("d")) {
        article.topics.add(topic.text());
      }
    }
    for (XmlElement list : element.children("places", "people", "orgs", "exchanges", "companies")) {
      for (XmlElement name : list.children("d")) {
        article.tags.add(name.text());
      }
    }
    for (XmlElement text : element.children("text")) {
      article.title = text.textOf("title");
      article.body = text.textOf("body");
      if (text.children("body", "title").isEmpty()) {
        article.body = withoutControls(text.text());
      }
      if (!text.textOf("author").isEmpty()) {
        article.authors.add(text.textOf("author"));
      }
    }
  }

  /** The codes with which the wire framed texts. */
  private static String withoutControls(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars()
        .filter(c -> c >= ' ' || c == '\n' || c == '\t')
        .forEach(c -> clean.append((char) c));
    return clean.toString().strip();
  }
}
