package io.broadsheet.parse;

import io.broadsheet.article.*;
import java.io.Serializable;
import java.util.*;

/** Temporary. */
public final class ArticleAssembler implements Serializable {
  private final DateReader dates;
  private final Map<String, String> outletAliases;

  public ArticleAssembler(DateReader dates, Map<String, String> outletAliases) {
    this.dates = dates;
    this.outletAliases = outletAliases;
  }

  public Optional<Article> assemble(RawArticle raw) {
    String outlet = raw.outlet.strip();
    outlet = outletAliases.getOrDefault(outlet, outlet.isEmpty() ? Article.UNKNOWN_OUTLET : outlet);
    List<String> topics =
        raw.topics.stream().map(String::strip).filter(t -> !t.isEmpty()).distinct().toList();
    String title = raw.title.strip(), body = raw.body.strip();
    if (title.isEmpty() && body.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Article(
            raw.source,
            ArticleIds.articleId(outlet, raw.id, raw.url, raw.published, title, body),
            ArticleIds.duplicateKey(outlet, raw.id, raw.url, title, body),
            outlet,
            topics.isEmpty() ? List.of(Article.NO_TOPIC) : topics,
            raw.tags,
            dates.read(raw.published, raw.language, raw.dayFirstDeclared, raw.fetched),
            LanguageTags.of(raw.language),
            title,
            body,
            raw.url.strip(),
            raw.authors));
  }
}
