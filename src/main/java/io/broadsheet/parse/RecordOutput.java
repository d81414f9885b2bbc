package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Rejection;

/** Takes what a parser finds, in the order of the input. */
public interface RecordOutput {
  void article(RawArticle article);

  void rejection(Rejection rejection);
}
