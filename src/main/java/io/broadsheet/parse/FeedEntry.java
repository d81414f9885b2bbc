package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Source;
import java.util.List;

/**
 * An entry of a feed of any kind, in plain text. What the feed does not say is empty.
 *
 * @param offset where the entry starts
 * @param id its guid, id or address in RDF
 * @param title on one line
 * @param link its address, absolute if the feed says what it is relative to
 * @param published when it was published, as written
 * @param updated when it was last changed, as written
 * @param summary a line for each paragraph
 * @param content the whole text, a line for each paragraph
 * @param outlet the title of the feed that the entry was taken over from
 * @param language as declared for the entry
 * @param authors names
 * @param topics categories
 * @param tags keywords
 */
record FeedEntry(
    long offset,
    String id,
    String title,
    String link,
    String published,
    String updated,
    String summary,
    String content,
    String outlet,
    String language,
    List<String> authors,
    List<String> topics,
    List<String> tags) {

  /** The entry as an article: its content is the body, or else its summary. */
  RawArticle article(Source source, String feedTitle, String feedLanguage) {
    RawArticle article = new RawArticle(source);
    article.id = id;
    article.title = title;
    article.url = link;
    article.published = published.isEmpty() ? updated : published;
    article.body = content.isBlank() ? summary : content;
    article.outlet = outlet.isEmpty() ? feedTitle : outlet;
    article.language = language.isEmpty() ? feedLanguage : language;
    article.authors.addAll(authors);
    article.topics.addAll(topics);
    article.tags.addAll(tags);
    return article;
  }
}
