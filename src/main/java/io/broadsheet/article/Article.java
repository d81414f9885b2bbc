package io.broadsheet.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One article, trimmed, dated and identified.
 *
 * @param source where the record was found
 * @param id what identifies the article on every machine and in every run; see {@link ArticleIds}
 * @param duplicateKey equal for two readings of one article; see {@link ArticleIds}
 * @param outlet who published it; {@link #UNKNOWN_OUTLET} if the record does not say
 * @param topics distinct, in the record's order; {@link #NO_TOPIC} alone if there is none
 * @param tags distinct, in the record's order; may be empty
 * @param published when
 * @param language a BCP 47 tag; {@code und} if it could not be told, empty if nothing declares it
 *     and nobody looked
 * @param title may be empty
 * @param body may be empty
 * @param url may be empty
 * @param authors distinct, in the record's order; may be empty
 * @param notes about how it was read, at most one of a kind, by kind; mostly empty
 * @param orderEvidence what its date says about the order of day and month, if it is numeric
 */
public record Article(
    Source source,
    Hash128 id,
    Hash128 duplicateKey,
    String outlet,
    List<String> topics,
    List<String> tags,
    PublicationDate published,
    String language,
    String title,
    String body,
    String url,
    List<String> authors,
    List<Note> notes,
    Optional<OrderEvidence> orderEvidence) {

  /** The outlet of a record that names none. */
  public static final String UNKNOWN_OUTLET = "(unknown)";

  /** The topic of a record that names none. */
  public static final String NO_TOPIC = "(none)";

  public Article {
    topics = List.copyOf(topics);
    tags = List.copyOf(tags);
    authors = List.copyOf(authors);
    notes = List.copyOf(notes);
  }

  /** An article about which there is nothing to note. */
  public Article(
      Source source,
      Hash128 id,
      Hash128 duplicateKey,
      String outlet,
      List<String> topics,
      List<String> tags,
      PublicationDate published,
      String language,
      String title,
      String body,
      String url,
      List<String> authors) {
    this(
        source,
        id,
        duplicateKey,
        outlet,
        topics,
        tags,
        published,
        language,
        title,
        body,
        url,
        authors,
        List.of(),
        Optional.empty());
  }

  /** The same article in another language. */
  public Article withLanguage(String tag) {
    return with(published, tag);
  }

  /** The same article with further notes. */
  public Article withNotes(List<Note> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Note> all = new ArrayList<>(notes);
    all.addAll(more);
    return with(published, language, all);
  }

  /** The same article with another date. */
  public Article withDate(PublicationDate date) {
    return with(date, language);
  }

  private Article with(PublicationDate date, String tag) {
    return with(date, tag, notes);
  }

  private Article with(PublicationDate date, String tag, List<Note> allNotes) {
    return new Article(
        source,
        id,
        duplicateKey,
        outlet,
        topics,
        tags,
        date,
        tag,
        title,
        body,
        url,
        authors,
        allNotes,
        orderEvidence);
  }
}
