package io.broadsheet.article;

/**
 * The two identities of an article.
 *
 * <p>The <em>duplicate key</em> says that two records are readings of one article: the same outlet
 * and the record's own id; else the same outlet and URL; else the same outlet, title and text. The
 * <em>article id</em> covers everything that makes the article itself, so that of two duplicates
 * with different texts each has its own.
 */
public final class ArticleIds {
  private ArticleIds() {}

  /** The key that two readings of one article share. */
  public static Hash128 duplicateKey(
      String outlet, String ownId, String url, String title, String body) {
    if (!ownId.isEmpty()) {
      return Hash128.of("id", outlet, ownId);
    }
    if (!url.isEmpty()) {
      return Hash128.of("url", outlet, url);
    }
    return Hash128.of("text", outlet, title, body);
  }

  /** The identity of the article with all that it says. */
  public static Hash128 articleId(
      String outlet, String ownId, String url, String dateText, String title, String body) {
    return Hash128.of("article", outlet, ownId, url, dateText, title, body);
  }
}
