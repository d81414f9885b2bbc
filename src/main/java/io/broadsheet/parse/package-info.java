/**
 * Formats: bytes of one file or entry in, {@link io.broadsheet.article.RawArticle}s and {@link
 * io.broadsheet.article.Rejection}s out; and what turns a raw article into an {@link
 * io.broadsheet.article.Article}.
 *
 * <p>Imports {@code article} only, and no Beam. Start reading at {@link io.broadsheet.parse.Format}
 * and {@link io.broadsheet.parse.Formats}, the registry.
 */
package io.broadsheet.parse;
