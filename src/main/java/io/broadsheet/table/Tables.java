package io.broadsheet.table;

import static io.broadsheet.table.Column.integer;
import static io.broadsheet.table.Column.optionalInteger;
import static io.broadsheet.table.Column.optionalText;
import static io.broadsheet.table.Column.optionalTimestamp;
import static io.broadsheet.table.Column.real;
import static io.broadsheet.table.Column.text;
import static io.broadsheet.table.Column.texts;
import static io.broadsheet.table.Column.timestamp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every report table there is. */
public final class Tables {
  private Tables() {}

  private static final Column WINDOW_START =
      timestamp("window_start", "The window's first instant.");
  private static final Column WINDOW_END =
      timestamp("window_end", "The first instant behind the window.");
  private static final Column WINDOW_START_IF_ANY =
      optionalTimestamp("window_start", "The window's first instant; empty outside any window.");
  private static final Column WINDOW_END_IF_ANY =
      optionalTimestamp(
          "window_end", "The first instant behind the window; empty outside any window.");

  public static final Table ARTICLES =
      new Table(
          "articles",
          "article",
          3,
          List.of(
              WINDOW_START_IF_ANY,
              WINDOW_END_IF_ANY,
              text("article_id", "A stable hash of what makes the article itself."),
              text("outlet", "Who published it; (unknown) if the record does not say."),
              texts("topics", "Its topics; (none) if the record names none."),
              texts("tags", "Its tags."),
              optionalTimestamp(
                  "published",
                  "When it was published; for day precision the day's start. Empty if undated."),
              optionalText("date_precision", "instant or day; empty if undated."),
              text("date_status", "How the date was found, or why there is none."),
              optionalText(
                  "language",
                  "The declared language as a BCP 47 tag, or else the detected one; und if it could"
                      + " not be told."),
              optionalText("title", "The headline."),
              optionalText("url", "Its address."),
              integer("words", "words", "Words in title and body."),
              optionalText(
                  "copy_of",
                  "The article whose text it prints again; empty for originals and where copies are"
                      + " not looked for."),
              optionalText(
                  "story_id",
                  "The story it belongs to: the article_id of the story's first article, perhaps"
                      + " its own; empty where stories are not looked for."),
              text("source", "The file, entry and offset it was read from.")));

  public static final Table NOTES =
      new Table(
          "notes",
          "article × note",
          4,
          List.of(
              WINDOW_START_IF_ANY,
              WINDOW_END_IF_ANY,
              text("article_id", "As in table articles."),
              text(
                  "note",
                  "authors: who wrote it; field_sources: where in a web page each field was found;"
                      + " modified: when it was last changed, in the record's words;"
                      + " outlet_spelling: the record's own name of an outlet that the spec"
                      + " renames; undecodable_bytes: how many bytes were no text and became"
                      + " U+FFFD; mojibake_repaired: UTF-8 that had been read as Windows-1252."),
              text("value", "What is noted."),
              text("outlet", "Who published the article."),
              text("source", "The file, entry and offset it was read from.")));

  public static final Table FIELD_SOURCES =
      new Table(
          "field_sources",
          "window × outlet × field × source",
          5,
          List.of(
              WINDOW_START,
              WINDOW_END,
              text("outlet", "Whose web pages these are."),
              text(
                  "field",
                  "title, outlet, published, modified, topics, tags, authors, language, url or"
                      + " body."),
              text(
                  "source",
                  "Where in the page it was found: json-ld, open-graph, dublin-core, meta,"
                      + " microdata, time-element, link, attribute, title-element, heading, url,"
                      + " script, visible-text; none if the page does not say."),
              integer("articles", "articles", "Articles in this row."),
              integer(
                  "total_articles",
                  "articles",
                  "The outlet's articles of the window that were read from web pages."),
              real("share", "ratio", "articles ÷ total_articles."),
              real("share_low", "ratio", "Lower end of the share's 95 % Wilson interval."),
              real("share_high", "ratio", "Upper end of the share's 95 % Wilson interval.")));

  private static final List<Column> ARTICLE_COUNTS =
      List.of(
          integer("articles", "articles", "Articles in this row."),
          optionalInteger(
              "unique_articles",
              "texts",
              "Different texts among them: ten prints of one agency text are one. Empty where"
                  + " copies are not looked for, like all columns about copies."),
          optionalInteger(
              "stories",
              "stories",
              "Different stories they tell; an article alone is a story, too. Empty where stories"
                  + " are not looked for."),
          integer("words", "words", "Words in their titles and bodies."),
          integer("total_articles", "articles", "All articles of the window: the denominator."),
          real("share", "ratio", "articles ÷ total_articles."),
          real("share_low", "ratio", "Lower end of the share's 95 % Wilson interval."),
          real("share_high", "ratio", "Upper end of the share's 95 % Wilson interval."),
          optionalInteger(
              "own_articles", "articles", "Articles that are no copy of another outlet's."),
          optionalInteger(
              "copied_articles",
              "articles",
              "Articles whose text another outlet printed first: articles − own_articles."),
          optionalInteger(
              "agency_articles",
              "articles",
              "Those of copied_articles whose text three outlets or more have by the window's"
                  + " end."));

  public static final Table OUTLETS =
      new Table(
          "outlets",
          "window × outlet",
          3,
          concat(
              List.of(WINDOW_START, WINDOW_END, text("outlet", "Who published the articles.")),
              ARTICLE_COUNTS));

  public static final Table TOPICS =
      new Table(
          "topics",
          "window × topic",
          3,
          concat(
              List.of(
                  WINDOW_START,
                  WINDOW_END,
                  text("topic", "A topic; an article counts in each of its topics.")),
              ARTICLE_COUNTS));

  public static final Table OUTLET_TOPICS =
      new Table(
          "outlet_topics",
          "window × outlet × topic",
          4,
          concat(
              List.of(
                  WINDOW_START,
                  WINDOW_END,
                  text("outlet", "Who published the articles."),
                  text("topic", "A topic; an article counts in each of its topics.")),
              ARTICLE_COUNTS));

  public static final Table LANGUAGES =
      new Table(
          "languages",
          "window × language",
          3,
          concat(
              List.of(
                  WINDOW_START,
                  WINDOW_END,
                  text(
                      "language",
                      "The articles' language without script and region, as an ISO 639 code; und if"
                          + " it is not known.")),
              ARTICLE_COUNTS));

  public static final Table TERMS =
      new Table(
          "terms",
          "window × slice × term",
          6,
          List.of(
              WINDOW_START,
              WINDOW_END,
              text("slice_type", "What the slice is cut by: all, outlet, topic or language."),
              text("slice", "The outlet, topic or language; all for all."),
              integer("n", "words", "Words in the term."),
              text("term", "The normalised term."),
              integer(
                  "rank",
                  "",
                  "Its place among the listed terms of the slice and n, by term_count, then"
                      + " doc_count, then the term itself."),
              integer("term_count", "occurrences", "How often it occurs in titles and bodies."),
              integer("doc_count", "articles", "In how many articles it occurs."),
              optionalInteger(
                  "unique_docs",
                  "texts",
                  "In how many different texts it occurs; empty where copies are not looked for."),
              integer("total_terms", "occurrences", "All terms of the slice and n, listed or not."),
              integer("total_docs", "articles", "All articles of the slice."),
              real("term_ratio", "ratio", "term_count ÷ total_terms."),
              real("doc_ratio", "ratio", "doc_count ÷ total_docs."),
              real("doc_ratio_low", "ratio", "Lower end of its 95 % Wilson interval."),
              real("doc_ratio_high", "ratio", "Upper end of its 95 % Wilson interval."),
              real("rate_per_million", "per million terms", "term_ratio × 1,000,000."),
              real(
                  "tf_idf", "", "term_ratio × ln(total_docs ÷ doc_count), the slice its corpus.")));

  public static final Table KEYNESS =
      new Table(
          "keyness",
          "window × slice × term",
          6,
          List.of(
              WINDOW_START,
              WINDOW_END,
              text(
                  "slice_type",
                  "What the target is cut by: outlet, topic or language; all where it is compared"
                      + " with something else than the rest of its window."),
              text("slice", "The target: the outlet, topic or language; all for all."),
              integer("n", "words", "Words in the term."),
              text("term", "The normalised term."),
              integer("target_count", "occurrences", "How often the target has it."),
              integer("target_total", "occurrences", "All terms of that n in the target."),
              integer(
                  "reference_count",
                  "occurrences",
                  "How often the reference has it: the rest of the window, or what"
                      + " keyness.reference names."),
              integer("reference_total", "occurrences", "All terms of that n in the reference."),
              real(
                  "log_ratio",
                  "log2",
                  "Binary logarithm of the ratio of the two rates: 1 is twice as frequent in the"
                      + " target. A count of 0 is taken as ½."),
              real("log_ratio_low", "log2", "Lower end of its 95 % interval."),
              real("log_ratio_high", "log2", "Upper end of its 95 % interval."),
              real(
                  "g2",
                  "",
                  "Log-likelihood ratio of the two counts against the two totals; negative where"
                      + " the target has the term less often."),
              real("p_value", "", "How likely a G² so far from 0 is without a difference."),
              real(
                  "q_value",
                  "",
                  "p_value corrected for all terms of target and reference (Benjamini and"
                      + " Hochberg), listed or not."),
              real(
                  "log_odds_z",
                  "",
                  "Log-odds ratio with the counts of both as prior, as a z score."),
              integer("doc_count", "articles", "Articles of the target that have it."),
              integer("outlet_count", "outlets", "Outlets of those articles."),
              real(
                  "dispersion",
                  "",
                  "Gries's DP over the target's articles: near 0 where all have their share of it,"
                      + " near 1 where one has it all. Empty where none has it.")));

  private static final List<Column> LISTED_TERM =
      List.of(
          WINDOW_START,
          WINDOW_END,
          text("slice_type", "What the slice is cut by: all, outlet, topic or language."),
          text("slice", "The outlet, topic or language; all for all."),
          integer("n", "words", "Words in the term."),
          text(
              "term",
              "The normalised term: in slice all one that terms, keyness, trends or bursts list (in"
                  + " each window of its burst), else one that terms or keyness list."));

  public static final Table COLLOCATIONS =
      new Table(
          "collocations",
          "window × slice × pair of words",
          6,
          List.of(
              WINDOW_START,
              WINDOW_END,
              text("slice_type", "What the slice is cut by: all, outlet, topic or language."),
              text("slice", "The outlet, topic or language; all for all."),
              text("first_word", "The word that stands first."),
              text("second_word", "The word behind it, collocations.span words away at most."),
              integer("rank", "", "Its place among the pairs of the slice by g2."),
              integer("pair_count", "pairs", "How often the two stand so."),
              integer("first_count", "pairs", "All pairs in which the first word stands first."),
              integer("second_count", "pairs", "All pairs in which the second word stands second."),
              integer("total_pairs", "pairs", "All pairs of words of the slice, listed or not."),
              integer("doc_count", "articles", "In how many articles the pair occurs."),
              real(
                  "g2",
                  "",
                  "Log-likelihood ratio of the pair's two by two table (Dunning); only pairs that"
                      + " attract each other are listed."),
              real("p_value", "probability", "How likely such a G² is without attraction."),
              real(
                  "pmi",
                  "bits",
                  "log2(pair_count × total_pairs ÷ (first_count × second_count)): favours rare"
                      + " pairs."),
              real("pmi3", "bits", "The same with pair_count cubed.")));

  public static final Table CONTEXTS =
      new Table(
          "contexts",
          "window × slice × listed term × line",
          7,
          concat(
              LISTED_TERM,
              List.of(
                  integer(
                      "line",
                      "",
                      "1, 2, …: articles of different outlets before two of any, no two prints of"
                          + " one text, else by article_id."),
                  optionalText("left", "What stands before the term in the title or body."),
                  text("match", "The term as the article writes it."),
                  optionalText("right", "What stands behind it."),
                  text("article_id", "The article."),
                  text("outlet", "Who published it."),
                  integer(
                      "offset",
                      "characters",
                      "Where the term starts in the article's title, a line feed and its body."))));

  public static final Table TERM_ARTICLES =
      new Table(
          "term_articles",
          "window × slice × listed term × article",
          7,
          concat(
              LISTED_TERM,
              List.of(
                  text("article_id", "An article of the slice that has the term."),
                  integer("term_count", "occurrences", "How often it has it."))));

  public static final Table COPIES =
      new Table(
          "copies",
          "print of a text that is printed more than once",
          2,
          List.of(
              text("copy_group", "The group of all prints of the text: the original's article_id."),
              text("article_id", "The print; the original is a row of its own."),
              text("original_id", "The first print: the group's earliest article."),
              real(
                  "similarity",
                  "ratio",
                  "Shingles that print and original have in common ÷ shingles of either (Jaccard);"
                      + " 1 for the original."),
              text("outlet", "Who published the print."),
              optionalTimestamp("published", "When it was published; empty if undated."),
              real(
                  "containment",
                  "ratio",
                  "Shingles in common ÷ shingles of the shorter of the two.")));

  public static final Table COPY_FLOWS =
      new Table(
          "copy_flows",
          "outlet × outlet",
          2,
          List.of(
              text("from_outlet", "Who published the originals."),
              text("to_outlet", "Who published copies of them; perhaps the same outlet."),
              integer("articles", "articles", "How many copies."),
              real(
                  "median_delay",
                  "hours",
                  "The median of the times between originals and copies; dates without a time count"
                      + " from the start of the day. Empty if undated.")));

  public static final Table STORIES =
      new Table(
          "stories",
          "story of two or more articles",
          1,
          List.of(
              text("story_id", "The article_id of its first article."),
              optionalTimestamp("first_published", "The first article's date; empty if undated."),
              optionalTimestamp("last_published", "The last article's date; empty if undated."),
              integer("articles", "articles", "Its articles, copies included."),
              integer("unique_articles", "texts", "Different texts among them."),
              integer("outlets", "outlets", "How many outlets they are from."),
              optionalText(
                  "headline", "The title of the article that is most like all the others."),
              texts("top_terms", "The words that tell it from other stories, weightiest first.")));

  public static final Table BOILERPLATE =
      new Table(
          "boilerplate",
          "outlet × line",
          2,
          List.of(
              text("outlet", "Who published the articles."),
              text("text", "A line that recurs across the outlet's articles, or its beginning."),
              integer("articles", "articles", "How many of the outlet's articles have it."),
              integer("outlet_articles", "articles", "All articles of the outlet."),
              real("share", "ratio", "articles ÷ outlet_articles.")));

  public static final Table TRENDS =
      new Table(
          "trends",
          "window × term",
          4,
          List.of(
              WINDOW_START,
              WINDOW_END,
              integer("n", "words", "Words in the term."),
              text("term", "The normalised term."),
              integer(
                  "rank",
                  "",
                  "Its place among the listed terms of the window and n: rising terms by z, those"
                      + " with a p_value up to 0.05 first."),
              integer("term_count", "occurrences", "How often it occurs in titles and bodies."),
              integer("doc_count", "articles", "In how many articles of the window it occurs."),
              integer("total_terms", "occurrences", "All terms of that n in the window."),
              integer("total_docs", "articles", "All articles of the window."),
              integer(
                  "baseline_windows",
                  "windows",
                  "The windows before that it is compared with; those without articles left out."),
              integer("baseline_count", "articles", "In how many articles of those it occurs."),
              integer("baseline_docs", "articles", "All articles of those."),
              real(
                  "expected",
                  "articles",
                  "What doc_count would be at the rate before: baseline_count × total_docs ÷"
                      + " baseline_docs."),
              real(
                  "ratio",
                  "ratio",
                  "(doc_count + ½) ÷ (expected + ½): the smoothed ratio of the two rates."),
              real(
                  "dispersion",
                  "",
                  "By how much the windows before varied more than chance (negative binomial α); 0"
                      + " if they did not."),
              real(
                  "z",
                  "",
                  "The signed root of the likelihood ratio of the two rates, as if articles came"
                      + " independently: above 0 rising, below 0 falling."),
              real(
                  "p_value",
                  "probability",
                  "Two-sided, exact: how often doc_count would be so far off if the rate had not"
                      + " changed; negative binomial where there is dispersion. Empty, like z, for"
                      + " terms in too few articles to be tested."),
              real(
                  "q_value",
                  "probability",
                  "p_value corrected for all terms of the window and n (Benjamini and Hochberg)."),
              real(
                  "slope",
                  "share per window",
                  "The median change of doc_count ÷ total_docs from window to window, over all"
                      + " windows of the run (Theil and Sen)."),
              real(
                  "tau",
                  "",
                  "Pairs of windows of the run in which that share rises minus those in which it"
                      + " falls, over all pairs (Mann and Kendall): 1 always rising, -1 always"
                      + " falling."),
              real("tau_p", "probability", "Two-sided p-value of tau, corrected for ties."),
              timestamp("first_seen", "Start of the first window of the run that has the term.")));

  public static final Table BURSTS =
      new Table(
          "bursts",
          "window × term × level, in the window in which the burst starts",
          5,
          List.of(
              WINDOW_START,
              WINDOW_END,
              integer("n", "words", "Words in the term."),
              text("term", "The normalised term."),
              integer(
                  "level",
                  "",
                  "1 if twice the usual share of articles explains the burst better, 2 for four"
                      + " times, 3 for eight times; a burst may contain one of a higher level."),
              timestamp("last_window_start", "Start of the last window of the burst."),
              timestamp("last_window_end", "End of the last window of the burst."),
              integer("doc_count", "articles", "Articles of the burst's windows with the term."),
              integer("total_docs", "articles", "All articles of the burst's windows."),
              real("doc_ratio", "ratio", "doc_count ÷ total_docs."),
              real(
                  "weight",
                  "",
                  "The log-likelihood that the burst saves over the level below (Kleinberg).")));

  public static final Table DATES =
      new Table(
          "dates",
          "outlet × date status",
          2,
          List.of(
              text("outlet", "Who published the articles."),
              text("date_status", "How their dates were found, or why there are none."),
              integer("articles", "articles", "Articles, duplicates left out."),
              optionalText("day_month_order", "dmy, mdy or ymd, where numeric dates have one."),
              optionalText("evidence", "What decides the order, with an example.")));

  public static final Table REJECTS =
      new Table(
          "rejects",
          "rejected record",
          2,
          List.of(
              text("source", "The file or entry."),
              integer("position", "bytes", "Where the record starts in it."),
              text("reason", "What kind of trouble it is."),
              text("detail", "What is wrong, in a sentence."),
              optionalText("excerpt", "The record's start.")));

  /** Of streams only; the one table in which the clock shows. */
  public static final Table PANES =
      new Table(
          "panes",
          "window of a stream",
          2,
          List.of(
              WINDOW_START,
              WINDOW_END,
              text(
                  "pane",
                  "early before the watermark has passed the window's end, on_time once it has,"
                      + " late when articles that came after that have changed it."),
              integer("version", "", "How often the window was reported; the newest is shown."),
              timestamp("reported", "When this version was made.")));

  public static final Table RECONCILIATION =
      new Table(
          "reconciliation",
          "run, and each window",
          2,
          List.of(
              WINDOW_START_IF_ANY,
              WINDOW_END_IF_ANY,
              integer(
                  "read",
                  "records",
                  "Records read: counted + duplicates + rejected + undated + late."),
              integer("counted", "articles", "Articles in the report."),
              integer("duplicates", "records", "Further readings of an article."),
              integer("rejected", "records", "Records in table rejects."),
              integer("undated", "articles", "Articles in no window for want of a date."),
              integer(
                  "late",
                  "articles",
                  "Articles that came too late for a window already published.")));

  /** About runs and not about articles: what later runs made otherwise. */
  public static final Table CHANGES =
      new Table(
          "changes",
          "cell of a restated window that changed, and run that changed it",
          5,
          List.of(
              timestamp("run", "The run's moment: its --as-of, or when it began."),
              text("table_name", "The table that changed; changes.tables says which are compared."),
              timestamp("window_start", "The row's window, which an earlier run had made."),
              text("key", "The row's other key cells, joined with |."),
              text("column_name", "What changed in the row."),
              optionalText("before", "What it was; empty for nothing, or if there was no row."),
              optionalText("after", "What it is; empty for nothing, or if there is no row.")));

  /** Made by the sink that tells it, in its own target, and not among those of a run. */
  public static final Table SINK_ERRORS =
      new Table(
          "sink_errors",
          "complaint of a warehouse about what was loaded",
          3,
          List.of(
              text("table_name", "The table that was loaded."),
              text("partition", "Its partition as the warehouse names it; all for a whole table."),
              integer("number", "", "Its place among the complaints about the partition."),
              text("reason", "The server's reason, a word such as invalid."),
              optionalText("location", "Where, if the server says so: a file or a column."),
              optionalText("message", "What the server says.")));

  /** All tables, in the order in which they are documented. */
  public static List<Table> all() {
    return List.of(
        ARTICLES,
        OUTLETS,
        TOPICS,
        OUTLET_TOPICS,
        LANGUAGES,
        TERMS,
        KEYNESS,
        COLLOCATIONS,
        CONTEXTS,
        TERM_ARTICLES,
        TRENDS,
        BURSTS,
        COPIES,
        COPY_FLOWS,
        STORIES,
        BOILERPLATE,
        NOTES,
        FIELD_SOURCES,
        DATES,
        REJECTS,
        PANES,
        RECONCILIATION,
        CHANGES);
  }

  /** The tables that a spec may ask for: all but those that streams add by themselves. */
  public static List<Table> ofReports() {
    return all().stream().filter(table -> !table.equals(PANES)).toList();
  }

  /** The tables that every run writes, whatever the spec's {@code reports} says. */
  public static List<Table> always() {
    return List.of(ARTICLES, DATES, REJECTS, RECONCILIATION);
  }

  /** The tables that are only written where the spec names them, for they cost most. */
  public static List<Table> onRequest() {
    return List.of(COLLOCATIONS, TERM_ARTICLES, CHANGES);
  }

  /** The table of that name. */
  public static Optional<Table> named(String name) {
    return all().stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private static List<Column> concat(List<Column> first, List<Column> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
