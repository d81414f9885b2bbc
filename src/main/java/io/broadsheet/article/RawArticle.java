package io.broadsheet.article;

import java.util.ArrayList;
import java.util.List;

/**
 * What a parser found, in the record's own words: strings, not yet trimmed, dated or checked. Every
 * format yields these; {@code ArticleAssembler} turns them into {@link Article}s in one place, so
 * that all formats are treated alike. Fields that a record lacks stay empty, never null.
 */
public final class RawArticle {
  /** Where the record starts. */
  public final Source source;

  /** The record's own identifier, guid or accession number. */
  public String id = "";

  public String outlet = "";
  public String title = "";
  public String body = "";
  public String url = "";

  /**
   * The declared language, as the record writes it ({@code en}, {@code en-GB}, {@code English}).
   */
  public String language = "";

  /** The date of publication as the record writes it. */
  public String published = "";

  /** When it was last changed, as the record writes it. */
  public String modified = "";

  /**
   * The instant at which the record itself says it was fetched ({@code WARC-Date}, {@code
   * date_extracted}), as it writes it; relative dates are resolved against it.
   */
  public String fetched = "";

  public final List<String> topics = new ArrayList<>();
  public final List<String> tags = new ArrayList<>();
  public final List<String> authors = new ArrayList<>();

  /** Bytes of this record that were no valid text in its encoding and were replaced by U+FFFD. */
  public int undecodable;

  /** Where in a page each field was found, as {@link Note#FIELD_SOURCES} says it. */
  public String fieldSources = "";

  /** True if the format itself declares that numeric dates are written day first (tag pages). */
  public boolean dayFirstDeclared;

  public RawArticle(Source source) {
    this.source = source;
  }
}
