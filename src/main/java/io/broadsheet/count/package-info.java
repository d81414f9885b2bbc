/**
 * Counting: blocks of tokenised articles, duplicates, and the reports of each window.
 *
 * <p>What crosses a shuffle is a block of bytes, {@link io.broadsheet.count.ArticleBlock}. Imports
 * {@code read}, {@code parse}, {@code article}, {@code window}, {@code text}, and the definitions
 * of {@code table}. Start reading at {@link io.broadsheet.count.ReadArticles} and {@link
 * io.broadsheet.count.ReportWindows}.
 */
package io.broadsheet.count;
