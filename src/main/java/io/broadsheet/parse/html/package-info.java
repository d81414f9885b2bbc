/**
 * HTML article pages: title, outlet, dates, topics, tags, authors, language, address and body of
 * one page, each with where in the page it was found.
 *
 * <p>Start reading at {@link io.broadsheet.parse.html.HtmlExtractor}. Nothing here fetches
 * anything, and every pass is linear in the size of the page. What is decided about a page is
 * decided from its structure, its markup and the words that class names share across the web; there
 * are no rules for single sites.
 */
package io.broadsheet.parse.html;
