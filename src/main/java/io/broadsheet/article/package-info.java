/**
 * The domain: what an article, its publication date, its place of origin and a rejection are.
 *
 * <p>Plain values; imports nothing else of this project. Start reading at {@link
 * io.broadsheet.article.Article}.
 */
package io.broadsheet.article;
