package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Rejection;

/** Takes what a parser finds, in the order of the input. */
public interface RecordOutput {
  void article(RawArticle article);

  void rejection(Rejection rejection);

  /**
   * A record of a kind that is no article and is not meant to be one, such as a picture or a
   * request of a crawl. No reject; only counted.
   */
  default void skipped() {}
}
