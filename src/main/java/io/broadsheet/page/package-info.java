/**
 * The report that people look at: one page that opens anywhere, and the same in Markdown. It is
 * made from rows of the finished tables, never from articles' texts.
 *
 * <p>Imports {@code table}, {@code window} and {@code stats}; no Beam. Start reading at {@link
 * io.broadsheet.page.ReportFiles}; the page's own script and styles are resources beside it.
 */
package io.broadsheet.page;
