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

  /**
   * The identity of a title and body, from which both others are made, so that it is hashed once.
   */
  public static Hash128 text(String title, String body) {
    return Hash128.of("text", title, body);
  }

  /** The key that two readings of one article share. */
  public static Hash128 duplicateKey(String outlet, String ownId, String url, Hash128 text) {
    if (!ownId.isEmpty()) {
      return Hash128.of("id", outlet, ownId);
    }
    if (!url.isEmpty()) {
      return Hash128.of("url", outlet, url);
    }
    return text.and("text", outlet);
  }

  /** The identity of the article with all that it says. */
  public static Hash128 articleId(
      String outlet, String ownId, String url, String dateText, Hash128 text) {
    return text.and("article", outlet, ownId, url, dateText);
  }

  /** The key that two readings of one article share. */
  public static Hash128 duplicateKey(
      String outlet, String ownId, String url, String title, String body) {
    return duplicateKey(outlet, ownId, url, text(title, body));
  }

  /** The identity of the article with all that it says. */
  public static Hash128 articleId(
      String outlet, String ownId, String url, String dateText, String title, String body) {
    return articleId(outlet, ownId, url, dateText, text(title, body));
  }
}
