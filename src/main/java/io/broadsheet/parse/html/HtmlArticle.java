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
    Found body) {}
