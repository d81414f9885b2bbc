package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.ArticleIds;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.Source;
import java.time.Instant;
import java.util.List;

/** Articles for tests. */
final class Articles {
  private Articles() {}

  /** An article of that day; undated if the day is empty. */
  static Article article(
      String file,
      long offset,
      String outlet,
      String day,
      String topic,
      String title,
      String body) {
    PublicationDate date =
        day.isEmpty()
            ? PublicationDate.undated(DateStatus.MISSING, "")
            : PublicationDate.onDay(
                DateStatus.EXPLICIT, Instant.parse(day + "T00:00:00Z").toEpochMilli(), day);
    return new Article(
        new Source(file, "", offset),
        ArticleIds.articleId(outlet, "", "", day, title, body),
        ArticleIds.duplicateKey(outlet, "", "", title, body),
        outlet,
        List.of(topic),
        List.of(),
        date,
        "en",
        title,
        body,
        "",
        List.of());
  }
}
