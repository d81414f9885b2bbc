package io.broadsheet.read;

import io.broadsheet.article.Article;
import io.broadsheet.article.Rejection;

/** Takes what is read, in the order of the input. */
public interface ArticleOutput {
  void article(Article article);

  void rejection(Rejection rejection);
}
