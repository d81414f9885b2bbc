package io.broadsheet.parse.html;

/**
 * What was found on a page. Whatever the page does not say is empty; nothing is null.
 *
 * @param title the headline
 * @param outlet the name of the site or publication; from its host only if nothing names it
 * @param published when the article was published: ISO 8601 wherever it can be read one way only,
 *     else as the page writes it
 * @param modified when it was last changed, likewise
 * @param topics sections that the page puts the article in
 * @param tags keywords
 * @param authors names of persons or desks
 * @param language a BCP 47 tag as declared
 * @param address the canonical address, absolute, or the one that the page came from
 * @param body the article's text, a line for each paragraph; may be empty
 */
public record HtmlArticle(
    Found title,
    Found outlet,
    Found published,
    Found modified,
    FoundList topics,
    FoundList tags,
    FoundList authors,
    Found language,
    Found address,
    Found body) {

  /** Where each field was found, as reports write it: {@code title=json-ld outlet=none}. */
  String sources() {
    return "title="
        + title.source().label()
        + " outlet="
        + outlet.source().label()
        + " published="
        + published.source().label()
        + " modified="
        + modified.source().label()
        + " topics="
        + topics.source().label()
        + " tags="
        + tags.source().label()
        + " authors="
        + authors.source().label()
        + " language="
        + language.source().label()
        + " url="
        + address.source().label()
        + " body="
        + body.source().label();
  }
}
