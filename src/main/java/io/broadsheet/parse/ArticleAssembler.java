package io.broadsheet.parse;

import io.broadsheet.article.Article;
import io.broadsheet.article.ArticleIds;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.Hash128;
import io.broadsheet.article.Note;
import io.broadsheet.article.RawArticle;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes an article of what a parser found: cleans its texts, names its outlet, reads its date and
 * its language, and gives it its identities. All formats pass through here, so that all are treated
 * alike.
 *
 * <p>Titles, names and topics become one line in normal form C; bodies keep their lines. HTML
 * references that were left in plain text are decoded. An assembler may be used by many threads at
 * once. Memory: a few copies of one article.
 */
public final class ArticleAssembler implements Serializable {
  private static final long serialVersionUID = 1;

  private final DateReader dates;
  private final TreeMap<String, String> outletAliases = new TreeMap<>();
  private final String constantOutlet;

  /** An assembler of articles that name their outlets themselves. */
  public ArticleAssembler(DateReader dates, Map<String, String> outletAliases) {
    this(dates, outletAliases, "");
  }

  /**
   * @param dates reads the dates of publication
   * @param outletAliases for spellings of an outlet's name the name that it is counted under;
   *     compared after cleaning, and applied once
   * @param constantOutlet who published all articles, whatever they say; empty if they say it
   */
  public ArticleAssembler(
      DateReader dates, Map<String, String> outletAliases, String constantOutlet) {
    this.dates = dates;
    this.constantOutlet = PlainText.line(constantOutlet);
    outletAliases.forEach(
        (spelling, name) -> this.outletAliases.put(PlainText.line(spelling), PlainText.line(name)));
  }

  /**
   * Makes an article.
   *
   * @return empty if the record has neither a title nor a body, which is {@link
   *     io.broadsheet.article.RejectReason#NO_TEXT}
   */
  public Optional<Article> assemble(RawArticle raw) {
    boolean isRepaired = Mojibake.repair(raw);
    String title = PlainText.line(raw.title);
    String body = PlainText.body(raw.body);
    if (title.isEmpty() && body.isEmpty()) {
      return Optional.empty();
    }
    String outlet = outlet(raw.outlet);
    String ownId = PlainText.identifier(raw.id);
    String url = PlainText.identifier(raw.url);
    String language = LanguageTags.of(raw.language);
    DateReader.Reading date =
        dates.readWithEvidence(raw.published, language, raw.dayFirstDeclared, raw.fetched);
    List<String> topics = distinctLines(raw.topics);
    List<String> authors = distinctLines(raw.authors);
    Hash128 text = ArticleIds.text(title, body);
    return Optional.of(
        new Article(
            raw.source,
            ArticleIds.articleId(outlet, ownId, url, date.published().text(), text),
            ArticleIds.duplicateKey(outlet, ownId, url, text),
            outlet,
            topics.isEmpty() ? List.of(Article.NO_TOPIC) : topics,
            distinctLines(raw.tags),
            date.published(),
            language,
            title,
            body,
            url,
            authors,
            notes(raw, outlet, authors, isRepaired),
            date.evidence()));
  }

  /**
   * Dates an article whose date was ambiguous, now that the other dates of its outlet have proved
   * an order.
   *
   * @param article in the language that it declares
   */
  public Article inOrder(Article article, DateOrder order) {
    return article.withDate(
        dates.readInferred(article.published().text(), article.language(), order));
  }

  /** What is to be said about an article, by kind. */
  private static List<Note> notes(
      RawArticle raw, String outlet, List<String> authors, boolean isRepaired) {
    List<Note> notes = new ArrayList<>(0);
    if (!authors.isEmpty()) {
      notes.add(new Note(Note.AUTHORS, joined(authors)));
    }
    if (!raw.fieldSources.isEmpty()) {
      notes.add(new Note(Note.FIELD_SOURCES, raw.fieldSources));
    }
    if (!raw.modified.isEmpty()) {
      notes.add(new Note(Note.MODIFIED, PlainText.line(raw.modified)));
    }
    if (isRepaired) {
      notes.add(new Note(Note.MOJIBAKE_REPAIRED, "UTF-8 that had been read as Windows-1252"));
    }
    String spelling = PlainText.line(raw.outlet);
    if (!spelling.isEmpty() && !spelling.equals(outlet)) {
      notes.add(new Note(Note.OUTLET_SPELLING, spelling));
    }
    if (raw.undecodable > 0) {
      notes.add(new Note(Note.UNDECODABLE_BYTES, Integer.toString(raw.undecodable)));
    }
    return notes;
  }

  private static String joined(List<String> values) {
    StringBuilder joined = new StringBuilder();
    for (String value : values) {
      joined.append(joined.length() == 0 ? "" : "|");
      joined.append(value.replace("\\", "\\\\").replace("|", "\\|"));
    }
    return joined.toString();
  }

  private String outlet(String spelling) {
    if (!constantOutlet.isEmpty()) {
      return constantOutlet;
    }
    String line = PlainText.line(spelling);
    String name = outletAliases.getOrDefault(line, line);
    return name.isEmpty() ? Article.UNKNOWN_OUTLET : name;
  }

  /** The values cleaned, in their order, without empty ones and repetitions. */
  private static List<String> distinctLines(List<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    if (values.size() == 1) {
      String only = PlainText.line(values.get(0));
      return only.isEmpty() ? List.of() : List.of(only);
    }
    LinkedHashSet<String> distinct = new LinkedHashSet<>();
    for (String value : values) {
      String line = PlainText.line(value);
      if (!line.isEmpty()) {
        distinct.add(line);
      }
    }
    return new ArrayList<>(distinct);
  }
}
