/**
 * Crawls: WARC and ARC files, and the HTTP messages in them.
 *
 * <p>Start reading at {@link io.broadsheet.parse.crawl.WarcFormat}.
 */
package io.broadsheet.parse.crawl;
