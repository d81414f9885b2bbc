package io.broadsheet.job;

import static io.broadsheet.job.SpecKey.IfAbsent.derived;
import static io.broadsheet.job.SpecKey.IfAbsent.is;
import static io.broadsheet.job.SpecKey.IfAbsent.required;

import io.broadsheet.article.DateOrder;
import io.broadsheet.job.SpecSection.Shape;
import io.broadsheet.parse.FieldNames.Field;
import io.broadsheet.parse.Formats;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.text.LanguageDetector;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every key of the job spec, in the order in which they are documented. A new key is one entry
 * here: reading, error messages, {@code docs/job-spec.md} and its JSON Schema follow; {@link
 * JobSpec} carries its value into a {@link Job}.
 */
final class SpecKeys {
  /** The longest n-grams that are counted so far. */
  static final int MAX_NGRAMS = 5;

  /** The key of a sink that writes to the file system. */
  static final String SINK_PATH = "path";

  /** Of keys of which an item has only one. */
  static final String ABSENT = "none";

  private static final List<String> FORMATS =
      Stream.concat(Stream.of("auto"), Formats.names().stream().sorted()).toList();

  private static final List<String> FIELDS = Stream.of(Field.values()).map(Field::label).toList();

  private static final List<String> LIST_FIELDS =
      Stream.of(Field.values()).filter(Field::isList).map(Field::label).toList();

  private SpecKeys() {}

  static final SpecSection ROOT =
      SpecSection.root("A job: which articles are read, what is counted, where the tables go.");

  static final SpecKey<String> NAME =
      ROOT.key(
          "name",
          SpecTypes.name(),
          derived("the spec file's name"),
          "What the job is called in progress lines, in run.json and by a cluster.");

  static final SpecSection INPUT =
      ROOT.list("input", Shape.LIST, required(), "What is read: one item or more.");

  static final SpecKey<String> FILES =
      INPUT.key(
          "files",
          SpecTypes.text("a file name or a glob such as `news/**`"),
          is(ABSENT),
          "Files that are read once. Which files, relative to the working directory. `*` and `?`"
              + " stay within a folder's name, `**` is zero or more folders, `{a,b}` is either,"
              + " `[a-z]` one of a range; hidden files are skipped. `s3://bucket/news/*` and"
              + " `gs://` are read by builds with those file systems (`deploy/flink/`).");

  static final SpecKey<String> WATCH =
      INPUT.key(
          "watch",
          SpecTypes.text("a glob such as `inbox/**`"),
          is(ABSENT),
          "Files as in `files`, each as soon as it is there and complete: the job is a stream and"
              + " runs until it is stopped. See docs/streaming.md.");

  static final SpecSection KAFKA =
      INPUT.section(
          "kafka",
          "Articles as records of Kafka, JSON unless `format` says otherwise: the job is a stream."
              + " See docs/streaming.md.");

  static final SpecKey<String> KAFKA_SERVERS =
      KAFKA.key(
          "servers",
          SpecTypes.text("addresses such as `localhost:9092`, with commas between them"),
          is(ABSENT),
          "The brokers to ask first; must be given.");

  static final SpecKey<List<String>> KAFKA_TOPICS =
      KAFKA.key(
          "topics",
          SpecTypes.oneOrMore(SpecTypes.text("a topic's name"), "[articles]"),
          is("articles"),
          "Which topics are read.");

  static final SpecKey<String> KAFKA_GROUP =
      KAFKA.key(
          "group",
          SpecTypes.text("a consumer group's name"),
          is("broadsheet"),
          "The group whose offsets tell what is safe; for those who watch its lag.");

  static final SpecKey<String> KAFKA_START =
      KAFKA.key(
          "start",
          SpecTypes.text("`earliest`, `latest`, or an instant such as `2025-07-10T00:00:00Z`"),
          is("earliest"),
          "Where a stream without a checkpoint begins: everything that is there, what comes from"
              + " now on, or what Kafka got since a time.");

  static final SpecKey<Duration> POLL =
      INPUT.key(
          "poll",
          SpecTypes.duration(),
          is("1 second"),
          "Streams: how often a watched folder is listed.");

  static final SpecKey<Duration> DELAY =
      INPUT.key(
          "delay",
          SpecTypes.duration(),
          is("1 hour"),
          "Streams: how long after its publication an article may usually still be on its way. So"
              + " long after its end a window is published, and what comes then restates it.");

  static final SpecKey<String> FORMAT =
      INPUT.key(
          "format",
          SpecTypes.choice(FORMATS),
          is("auto"),
          "What the files hold; `auto` finds it from the content of each.");

  static final SpecKey<Map<String, List<String>>> FIELD_NAMES =
      INPUT.key(
          "fields",
          SpecTypes.mapOf(
              FIELDS,
              "field",
              SpecTypes.oneOrMore(SpecTypes.text("a name"), "[heading, headline]"),
              "{ title: heading }"),
          is("{}"),
          "Our name for a field, then the name that records use, or several to be tried in order;"
              + " they replace the usual names, which are tried for every field not listed.");

  static final SpecKey<Map<String, String>> SPLIT =
      INPUT.key(
          "split",
          SpecTypes.mapOf(
              LIST_FIELDS, "list field", SpecTypes.text("a separator"), "{ topics: \";\" }"),
          is("{}"),
          "For a field that is a list: what separates the values inside one text. Without it a text"
              + " is one value.");

  static final SpecKey<DateOrder> DATE_ORDER =
      INPUT.key(
          "date_order",
          SpecTypes.choice(
              List.of("none", "dmy", "mdy", "ymd"),
              order -> DateOrder.valueOf(order.toUpperCase(Locale.ROOT))),
          is("none"),
          "The order of day, month and year in numeric dates such as 03-07-2025. With `none` an"
              + " outlet's other dates may prove it; what stays open is undated, never guessed.");

  static final SpecKey<Integer> YEAR_PIVOT =
      INPUT.key(
          "year_pivot",
          SpecTypes.integer(0, 100),
          is("69"),
          "Years of two digits below it are 20yy, the others 19yy.");

  static final SpecKey<String> OUTLET =
      INPUT.key(
          "outlet",
          SpecTypes.nameOrNone("`none`, or an outlet's name"),
          is("none"),
          "Who published all of these articles, whatever they say themselves; what they say is kept"
              + " in table notes.");

  static final SpecKey<String> CHARSET =
      INPUT.key(
          "charset",
          SpecTypes.charset(),
          is("auto"),
          "The encoding of the files, whatever they say themselves; `auto` finds it out.");

  static final SpecKey<String> PATH =
      INPUT.key(
          "path",
          SpecTypes.pathPattern(),
          is("none"),
          "Fields that stand in the file's path, such as `{topic}/{name}.txt`, matched against its"
              + " end; names that are no field stand for any text.");

  static final SpecKey<String> DATE_FROM =
      INPUT.key(
          "date_from",
          SpecTypes.pathDate(),
          is("none"),
          "Where the date stands if a record has none: `path` and how it is written there, such as"
              + " `path \"%Y%m%d\"` for news/20230321.md. Codes: %Y %y %m %d %j %H %M %S.");

  static {
    INPUT.exactlyOneOf(FILES, WATCH, KAFKA);
  }

  static final SpecSection ORDERS =
      ROOT.section(
          "date_orders",
          "A file that keeps the order of day and month that outlets' numeric dates prove, for runs"
              + " and streams that see too few of them.");

  static final SpecKey<String> ORDERS_READ =
      ORDERS.key(
          "read",
          SpecTypes.fileOrNone(),
          is("none"),
          "The file that an earlier run saved; its evidence counts beside that of this run.");

  static final SpecKey<String> ORDERS_SAVE =
      ORDERS.key(
          "save",
          SpecTypes.fileOrNone(),
          is("none"),
          "Where this run saves the evidence of its own dates, once its output is there.");

  static final SpecSection WINDOWS =
      ROOT.section("windows", "The spans of publication time that reports are made for.");

  static final SpecKey<String> EVERY =
      WINDOWS.key(
          "every",
          SpecTypes.window(),
          is("day"),
          "`hour`, `day`, `week` (ISO 8601, from Monday), `month`, `year`, several of one such as"
              + " `6 hours`, or sliding windows such as `7 days every 1 day`.");

  static final SpecKey<ZoneId> ZONE =
      WINDOWS.key(
          "zone",
          SpecTypes.zone(),
          is("UTC"),
          "Where a day begins: an IANA time zone. Daylight saving is followed.");

  static final SpecKey<Duration> ALLOWED_LATENESS =
      WINDOWS.key(
          "allowed_lateness",
          SpecTypes.duration(),
          is("3 days"),
          "How long after a window was published an article may still change it.");

  static final SpecKey<Integer> KEEP =
      WINDOWS.key(
          "keep",
          SpecTypes.daysOrAll(),
          is("all"),
          "Windows that ended longer ago than this many days leave the output, such as `400"
              + " days`.");

  static final SpecKey<LocalDate> EARLIEST =
      WINDOWS.key(
          "earliest",
          SpecTypes.date(),
          is("1700-01-01"),
          "Articles dated before this day are `out_of_range`: kept and listed, in no window.");

  static final SpecSection TEXT = ROOT.section("text", "How terms are counted and listed.");

  static final SpecKey<List<String>> LANGUAGES =
      TEXT.key(
          "languages",
          SpecTypes.oneOrMore(
              SpecTypes.choice(
                  Stream.concat(Stream.of("auto", "none"), LanguageDetector.languages().stream())
                      .toList()),
              "[en, fr]"),
          is("auto"),
          "What becomes of articles that declare no language: `auto` tells it from the text, a list"
              + " such as `[en, fr]` chooses among these alone, `none` leaves it open. What can't"
              + " be told is `und`.");

  static final SpecKey<Integer> NGRAMS =
      TEXT.key(
          "ngrams",
          SpecTypes.integer(1, MAX_NGRAMS),
          is("1"),
          "Terms of one word up to this many neighbouring words of a sentence. A term of several"
              + " words is hidden if it begins or ends with a stop word.");

  static final SpecKey<String> STOP_WORDS =
      TEXT.key(
          "stop_words",
          SpecTypes.choice(List.of("default", "none")),
          is("default"),
          "Which words are not listed; `none` lists all. Counts and totals always hold every"
              + " word.");

  static final SpecKey<List<String>> ADDED_STOP_WORDS =
      TEXT.key(
          "add_stop_words",
          SpecTypes.listOf(SpecTypes.text("a word"), "[said, says]"),
          is("[]"),
          "Words that are not listed either, in any language; with `stem` their stems.");

  static final SpecKey<List<String>> REMOVED_STOP_WORDS =
      TEXT.key(
          "remove_stop_words",
          SpecTypes.listOf(SpecTypes.text("a word"), "[against]"),
          is("[]"),
          "Words that are listed although they are stop words.");

  static final SpecKey<Boolean> STEM =
      TEXT.key(
          "stem",
          SpecTypes.bool(),
          is("false"),
          "Whether words are cut to their stems, in the languages for which there is a stemmer.");

  static final SpecKey<Integer> MIN_TERM_COUNT =
      TEXT.key(
          "min_term_count",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("1"),
          "The smallest count that is listed, per window and slice; applied after counting.");

  static final SpecKey<Integer> TOP_TERMS =
      TEXT.key(
          "top_terms",
          SpecTypes.countOrAll(),
          is("200"),
          "How many terms are listed per window, slice and n; `all` lists every term.");

  static final SpecKey<List<String>> SLICES =
      TEXT.key(
          "slices",
          SpecTypes.listOf(
              SpecTypes.choice(List.of("all", "outlet", "topic", "language")),
              "[all, outlet, topic]"),
          is("[all, outlet, topic]"),
          "What terms are cut by: everything, each outlet, each topic, each language.");

  static final SpecSection KEYNESS =
      ROOT.section("keyness", "How outlets, topics and languages are told apart by their terms.");

  static final SpecKey<Integer> KEYNESS_PRIOR =
      KEYNESS.key(
          "prior",
          SpecTypes.integer(0, Integer.MAX_VALUE),
          is("500"),
          "How many words of prior knowledge, shared out like those of both sides, `log_odds_z`"
              + " starts from.");

  static final SpecKey<Integer> KEYNESS_TOP_TERMS =
      KEYNESS.key(
          "top_terms",
          SpecTypes.countOrAll(),
          is("50"),
          "How many terms are listed as more frequent in a slice, and how many as less frequent;"
              + " no more than `text.top_terms`, and every term where that is `all`.");

  static final SpecKey<Integer> KEYNESS_MIN_DOCS =
      KEYNESS.key(
          "min_docs",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("2"),
          "In how many articles of the slice a term must be to be listed as more frequent there,"
              + " and of the window to be listed as less frequent, if they have so many articles."
              + " Where every term is listed it does not matter.");

  static final SpecSection REFERENCE =
      KEYNESS.section(
          "reference",
          "What slices are compared with: the rest of their window, unless one of these is given.");

  static final SpecKey<String> REFERENCE_OUTLET =
      REFERENCE.key(
          "outlet",
          SpecTypes.nameOrNone("`none`, or an outlet's name"),
          is(ABSENT),
          "An outlet: its articles in the same window. They are left out of the slices.");

  static final SpecKey<String> REFERENCE_WINDOWS =
      REFERENCE.key(
          "windows",
          SpecTypes.nameOrNone("`none`, or days such as 2025-06 or 2025-06-01..2025-06-30"),
          is(ABSENT),
          "All articles of the windows that start on these days. Only later windows have rows.");

  static final SpecKey<String> REFERENCE_FILE =
      REFERENCE.key(
          "file",
          SpecTypes.fileOrNone(),
          is(ABSENT),
          "A frequency list: CSV with a term and its count a line; see docs/statistics.md.");

  static final SpecSection COLLOCATIONS =
      ROOT.section("collocations", "Which pairs of words table collocations lists.");

  static final SpecKey<Integer> COLLOCATION_SPAN =
      COLLOCATIONS.key(
          "span",
          SpecTypes.integer(1, 20),
          is("1"),
          "How many words apart two words of a sentence may be; 1 for neighbours.");

  static final SpecKey<Integer> COLLOCATION_MIN_COUNT =
      COLLOCATIONS.key(
          "min_count",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("5"),
          "The smallest count of a pair that is listed; applied after counting.");

  static final SpecKey<List<String>> COLLOCATION_SLICES =
      COLLOCATIONS.key(
          "slices",
          SpecTypes.listOf(
              SpecTypes.choice(List.of("all", "outlet", "topic", "language")), "[all, outlet]"),
          is("[all]"),
          "Which of `text.slices` have their pairs listed.");

  static final SpecSection CHANGES =
      ROOT.section("changes", "What table changes lists of windows that were made again.");

  static final SpecKey<List<String>> CHANGED_TABLES =
      CHANGES.key(
          "tables",
          SpecTypes.listOf(
              SpecTypes.choice(
                  List.of(
                      "outlets",
                      "topics",
                      "outlet_topics",
                      "languages",
                      "terms",
                      "keyness",
                      "reconciliation")),
              "[outlets, topics]"),
          is("[outlets, topics, outlet_topics, languages, reconciliation]"),
          "Which tables are compared with what they were. Their rows are kept beside the state.");

  static final SpecKey<Integer> KEEP_CHANGES =
      CHANGES.key(
          "keep", SpecTypes.daysOrAll(), is("90 days"), "How long a change stays in the table.");

  static final SpecKey<Integer> MOST_CHANGES =
      CHANGES.key(
          "most",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("100000"),
          "How many changes the table has at most; the oldest go first.");

  static final SpecSection CONTEXTS =
      ROOT.section("contexts", "The lines of text that table contexts shows for listed terms.");

  static final SpecKey<Integer> CONTEXT_LINES =
      CONTEXTS.key(
          "lines",
          SpecTypes.integer(1, 100),
          is("3"),
          "How many for each term at most, of different outlets where there are so many.");

  static final SpecKey<Integer> CONTEXT_WIDTH =
      CONTEXTS.key(
          "width",
          SpecTypes.integer(1, 1000),
          is("60"),
          "How many characters on either side of the term at most.");

  static final SpecKey<List<String>> CONTEXT_SLICES =
      CONTEXTS.key(
          "slices",
          SpecTypes.listOf(
              SpecTypes.choice(List.of("all", "outlet", "topic", "language")), "[all, outlet]"),
          is("[all]"),
          "Which of `text.slices` have lines for their listed terms. Lines for all terms of all"
              + " outlets are more text than the articles themselves.");

  static final SpecSection COPIES =
      ROOT.section("copies", "When two articles are prints of one text; see docs/copies.md.");

  static final SpecKey<Boolean> FIND_COPIES =
      COPIES.key(
          "find",
          SpecTypes.bool(),
          is("true"),
          "Whether copies and boilerplate are looked for. Without it their tables and columns are"
              + " empty, and a run is faster.");

  static final SpecKey<Duration> COPY_SPAN =
      COPIES.key(
          "span",
          SpecTypes.duration(),
          is("30 days"),
          "How far apart two prints of one text may be. Memory grows with it.");

  static final SpecKey<Double> COPY_JACCARD =
      COPIES.key(
          "jaccard",
          SpecTypes.share(),
          is("50 %"),
          "Two texts are copies if they have at least this share of all their shingles (five"
              + " neighbouring words) in common …");

  static final SpecKey<Double> COPY_CONTAINMENT =
      COPIES.key(
          "containment",
          SpecTypes.share(),
          is("60 %"),
          "… or at least this share of the shorter one's shingles: a cut copy. Within an outlet"
              + " half as many may be missing.");

  static final SpecKey<Double> COPY_ALIGNED =
      COPIES.key(
          "aligned",
          SpecTypes.share(),
          is("75 %"),
          "… or in two outlets this share of the shorter one, and at least `containment`, runs side"
              + " by side with the other, whatever single words differ: errors of a scanner, words"
              + " changed all over. 100 % for no such copies.");

  static final SpecKey<Boolean> COUNT_ONCE =
      COPIES.key(
          "count_once",
          SpecTypes.bool(),
          is("false"),
          "Whether term statistics count each text once in a window and slice, however often it was"
              + " printed. Table keyness then counts it in the slices of its first print alone.");

  static final SpecKey<Boolean> DROP_BOILERPLATE =
      COPIES.key(
          "drop_boilerplate",
          SpecTypes.bool(),
          is("false"),
          "Whether term statistics leave out the lines of table boilerplate. Columns `words` count"
              + " all words all the same.");

  static final SpecKey<Integer> MOST_PAIRS =
      COPIES.key(
          "most_pairs",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("10000000"),
          "Pairs of copies are grouped in one place, at 32 bytes a pair: a run with more than these"
              + " fails and says so.");

  static final SpecKey<Double> BOILERPLATE_SHARE =
      COPIES.key(
          "boilerplate_share",
          SpecTypes.share(),
          is("10 %"),
          "A line is boilerplate, and no evidence of a copy, if at least this share of its outlet's"
              + " articles has it …");

  static final SpecKey<Integer> BOILERPLATE_ARTICLES =
      COPIES.key(
          "boilerplate_articles",
          SpecTypes.integer(2, Integer.MAX_VALUE),
          is("5"),
          "… and at least so many of them.");

  static final SpecSection STORIES =
      ROOT.section("stories", "When articles are about one event; see docs/copies.md.");

  static final SpecKey<Boolean> FIND_STORIES =
      STORIES.key(
          "find",
          SpecTypes.bool(),
          is("true"),
          "Whether stories are looked for. Without it their table and columns are empty.");

  static final SpecKey<Duration> STORY_QUIET =
      STORIES.key(
          "quiet",
          SpecTypes.duration(),
          is("5 days"),
          "After so long without an article, in whole days, a story is closed.");

  static final SpecKey<Double> STORY_SIMILARITY =
      STORIES.key(
          "similarity",
          SpecTypes.share(),
          is("40 %"),
          "How similar an article must be to those of the story that it joins, on average; see"
              + " docs/copies.md.");

  static final SpecSection TRENDS =
      ROOT.section("trends", "What each window is compared with, in tables trends and bursts.");

  static final SpecKey<Integer> TREND_BASELINE =
      TRENDS.key(
          "baseline",
          SpecTypes.integer(1, 10_000),
          is("28"),
          "How many windows before it a window is compared with: a span of time, in which windows"
              + " without articles say nothing. Of sliding windows only those that do not overlap"
              + " count.");

  static final SpecKey<Integer> TREND_AT_LEAST =
      TRENDS.key(
          "at_least",
          SpecTypes.integer(1, 10_000),
          is("4"),
          "How many of them must have articles; a window with fewer has no rows.");

  static final SpecKey<Integer> TREND_MIN_DOCS =
      TRENDS.key(
          "min_docs",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("5"),
          "In how many articles of the window and its baseline together a term must be to be"
              + " tested.");

  static final SpecKey<Integer> TREND_SEASON =
      TRENDS.key(
          "season",
          SpecTypes.integer(1, 10_000),
          is("1"),
          "After how many windows a rhythm repeats, for tau and slope: with 7, for windows of a"
              + " day, Mondays are compared with Mondays.");

  static final SpecKey<Map<String, String>> OUTLETS =
      ROOT.key(
          "outlets",
          SpecTypes.mapOf(
              List.of(),
              "spelling",
              SpecTypes.text("an outlet's name"),
              "{ \"CNN (Web News)\": CNN }"),
          is("{}"),
          "Other spellings of outlets: how records write one, then the name it is counted under.");

  static final SpecKey<List<String>> REPORTS =
      ROOT.key(
          "reports",
          SpecTypes.listOf(
              SpecTypes.choice(Tables.ofReports().stream().map(Table::name).toList()),
              "[outlets, terms]"),
          is(optionalTables().toString()),
          "Which tables are made. "
              + String.join(", ", Tables.always().stream().map(Table::name).toList())
              + " are always written; "
              + String.join(", ", Tables.onRequest().stream().map(Table::name).toList())
              + " only where named here. A stream can hold only some: docs/streaming.md.");

  static final SpecSection OUTPUT =
      ROOT.list(
          "output",
          Shape.CHOICES,
          derived("`- csv: out/NAME`"),
          "Where the tables go: one item or more, each one sink.");

  static final SpecSection CSV = sink("csv", "CSV files (RFC 4180, UTF-8) in a folder.");

  static final SpecKey<Boolean> CSV_EXCEL =
      CSV.key(
          "excel",
          SpecTypes.bool(),
          is("false"),
          "For files that people open in a spreadsheet: they begin with a byte order mark, and"
              + " texts that would run as formulas are defused; the cells are then not exact.");

  static final SpecSection JSONL = sink("jsonl", "JSON Lines files in a folder.");

  static final SpecSection PARQUET =
      sink("parquet", "Parquet files in a folder: typed, sorted, compressed with zstd.");

  static final SpecSection HTML =
      sink(
          "html",
          "A page, `index.html`, that needs nothing but a browser, and its twins `report.md` and"
              + " `report.txt`.");

  static final SpecSection DUCKDB =
      sink("duckdb", "One DuckDB file with typed, commented tables, keys and views.");

  static final SpecSection POSTGRES =
      OUTPUT.section("postgres", "Tables in a schema of PostgreSQL, 15 or newer.");

  static final SpecKey<String> POSTGRES_URL =
      POSTGRES.shortForm(
          "url",
          SpecTypes.text("an address such as postgresql://user@host:5432/database"),
          required(),
          "The database and the role, without a password.");

  static final SpecSection BIGQUERY =
      OUTPUT.section(
          "bigquery",
          "Tables of a data set in BigQuery, in partitions that are loaded and replaced one by one."
              + " Needs a build with its libraries; see docs/sinks.md.");

  static final SpecSection BIGQUERY_FILES =
      sink(
          "bigquery-files",
          "Files in a folder that a script `bigquery/load.sh` loads into BigQuery.");

  static {
    POSTGRES.key(
        "schema",
        SpecTypes.name(),
        is("broadsheet"),
        "The schema of the tables; made if there is none.");
    POSTGRES.key(
        "password_env",
        SpecTypes.name(),
        is("PGPASSWORD"),
        "The environment variable that holds the password.");
    POSTGRES.key(
        "password_file",
        SpecTypes.text("`none` or a path"),
        is("none"),
        "A file that holds nothing but the password; it goes before the variable.");
    POSTGRES.key(
        "tls",
        SpecTypes.choice(List.of("disable", "prefer", "require", "verify-ca", "verify-full")),
        is("verify-full"),
        "How the connection is secured, as PostgreSQL's `sslmode`; `verify-full` also checks who"
            + " the server is.");
    POSTGRES.key(
        "tls_root",
        SpecTypes.text("`none` or a path"),
        is("none"),
        "A file with the certificates to trust; `none` is PostgreSQL's default,"
            + " `~/.postgresql/root.crt`.");
    POSTGRES.key(
        "staging",
        SpecTypes.text("`none` or a path"),
        is("none"),
        "A folder for rows on their way, which all machines of a cluster share; `none` is the"
            + " system's folder for temporary files.");
    BIGQUERY.shortForm(
        "dataset",
        SpecTypes.text("a data set such as my-project:news"),
        required(),
        "The project, which also pays, and the data set. It must exist; its tables are made.");
    BIGQUERY.key(
        "staging",
        SpecTypes.text("an address such as gs://my-bucket/broadsheet"),
        required(),
        "A folder of Cloud Storage near the data set, from which BigQuery loads; what is put there"
            + " is removed at the end.");
    BIGQUERY.key(
        "labels",
        SpecTypes.mapOf(
            List.of(), "label", SpecTypes.text("a label's value"), "{ team: newsroom }"),
        is("{}"),
        "Labels for new tables and for every load job, by which costs are told apart.");
    BIGQUERY.key(
        "bad_rows",
        SpecTypes.integer(0, Integer.MAX_VALUE),
        is("0"),
        "How many rows of a partition BigQuery may refuse; they are left out and listed in table"
            + " sink_errors. One more and the partition is not replaced.");
    BIGQUERY.key(
        "work",
        SpecTypes.text("`none` or a path"),
        is("none"),
        "A folder for rows on their way to Cloud Storage, which all machines of a cluster share;"
            + " `none` is the system's folder for temporary files.");
    BIGQUERY_FILES.key(
        "dataset",
        SpecTypes.text("a data set such as news or my-project:news"),
        required(),
        "The data set that the script loads into unless it is given another.");
    for (SpecSection bigQuery : List.of(BIGQUERY, BIGQUERY_FILES)) {
      bigQuery.key(
          "partition_by",
          SpecTypes.choice(List.of("auto", "hour", "day", "month", "year")),
          is("auto"),
          "How long a partition of BigQuery's tables is, in UTC; `auto` follows the windows. A"
              + " table has at most 10,000.");
    }
    for (SpecSection textFiles : List.of(CSV, JSONL)) {
      partition(textFiles);
      textFiles.key(
          "columns",
          SpecTypes.listOf(
              SpecTypes.column(Tables.all()), "[terms.window_start, terms.term, terms.term_count]"),
          is("[]"),
          "Which columns of a table are written, each named with its table; of a table of which"
              + " none is named all.");
      textFiles.key(
          "compress",
          SpecTypes.choice(List.of("none", "gz", "zstd")),
          is("none"),
          "How each file is compressed.");
      textFiles.key(
          "max_file",
          SpecTypes.sizeOrNone(1L << 50, "1024 TiB"),
          is("none"),
          "A table is several files, each ending with the row that reaches this size before"
              + " compression; `none` makes it one.");
    }
    partition(PARQUET);
    for (SpecSection database : List.of(PARQUET, DUCKDB)) {
      database.key(
          "memory",
          SpecTypes.size(1L << 50, "1024 TiB"),
          is("2 GiB"),
          "What DuckDB, which writes it, may use beside Java's heap; what does not fit is written"
              + " to disk meanwhile.");
    }
  }

  static final SpecKey<String> STATE =
      ROOT.key(
          "state",
          SpecTypes.text("`auto`, `none` or a path"),
          is("auto"),
          "A folder for what is known of files that were counted, so that the next run need not"
              + " read them again; see docs/operations.md. `auto` is one beside the first output,"
              + " `none` reads everything in every run.");

  static final SpecSection METRICS =
      ROOT.section("metrics", "Figures of each run, for those who watch over it.");

  static final SpecKey<String> METRICS_PROMETHEUS =
      METRICS.key(
          "prometheus",
          SpecTypes.text("`none` or a path"),
          is("none"),
          "A file for the textfile collector of Prometheus' node exporter; it ends with `.prom`.");

  static final SpecKey<String> METRICS_JSON =
      METRICS.key(
          "json",
          SpecTypes.text("`none` or a path"),
          is("none"),
          "A JSON file with the same figures.");

  static final SpecSection ON_FAILURE =
      ROOT.section(
          "on_failure",
          "Whom to tell when a run ends with any exit code but 0; docs/operations.md lists them.");

  static final SpecKey<String> FAILURE_COMMAND =
      ON_FAILURE.key(
          "command",
          SpecTypes.text("`none` or a command"),
          is("none"),
          "A command for the shell. `BROADSHEET_JOB`, `BROADSHEET_EXIT_CODE` and"
              + " `BROADSHEET_MESSAGE` are in its environment.");

  static final SpecKey<String> FAILURE_WEBHOOK =
      ON_FAILURE.key(
          "webhook",
          SpecTypes.text("`none` or an address"),
          is("none"),
          "An address that is sent a JSON object by POST: `job`, `exit_code`, `message`, and"
              + " `text`, which chat programs show.");

  static final SpecSection LIMITS =
      ROOT.section("limits", "What no input may exceed; anything larger is a reject.");

  static final SpecKey<Long> LIMIT_RECORD =
      LIMITS.key(
          "record",
          SpecTypes.size(1L << 30, "1 GiB"),
          is("16 MiB"),
          "The largest record. Memory grows with it, so a cluster's machines must have several"
              + " times as much.");

  static final SpecKey<Integer> LIMIT_NESTING =
      LIMITS.key(
          "nesting",
          SpecTypes.integer(1, 1000),
          is("64"),
          "The deepest nesting of JSON, Avro and Parquet records.");

  static final SpecKey<Integer> LIMIT_EXPANSION =
      LIMITS.key(
          "expansion_ratio",
          SpecTypes.integer(1, 100_000),
          is("250"),
          "Decompressed bytes of a file ÷ its compressed bytes.");

  static final SpecKey<Long> LIMIT_EXPANDED =
      LIMITS.key(
          "expanded",
          SpecTypes.size(1L << 50, "1024 TiB"),
          is("64 GiB"),
          "The decompressed bytes of one file.");

  static final SpecKey<Long> LIMIT_EXPANDED_RUN =
      LIMITS.key(
          "expanded_run",
          SpecTypes.size(1L << 60, "1048576 TiB"),
          is("4 TiB"),
          "The decompressed bytes of all files that one process reads in a run.");

  static final SpecKey<Integer> LIMIT_CONTAINERS =
      LIMITS.key(
          "containers",
          SpecTypes.integer(1, 20),
          is("4"),
          "Containers in containers: 1 for an archive of plain files, 2 for a compressed archive.");

  static final SpecKey<Integer> LIMIT_ENTRIES =
      LIMITS.key(
          "entries",
          SpecTypes.integer(1, Integer.MAX_VALUE),
          is("1000000"),
          "The entries of one file, those of archives inside it included.");

  static final SpecKey<Duration> EARLY =
      ROOT.key(
          "early",
          SpecTypes.duration(),
          is("5 seconds"),
          "Streams: how soon a window that has changed is shown.");

  static final SpecKey<Double> MAX_REJECTED =
      ROOT.key(
          "max_rejected",
          SpecTypes.share(),
          is("100 %"),
          "The share of read records that may be rejected before the command says so with exit code"
              + " 3; the report is written either way.");

  /**
   * A sink writes to a path; {@code csv: out/daily} is short for {@code csv: {path: out/daily}}.
   */
  private static SpecSection sink(String kind, String meaning) {
    SpecSection sink = OUTPUT.section(kind, meaning);
    sink.shortForm(
        SINK_PATH,
        SpecTypes.text("a path"),
        required(),
        "Where to write, relative to the working directory.");
    return sink;
  }

  private static void partition(SpecSection sink) {
    sink.key(
        "partition",
        SpecTypes.choice(List.of("none", "window")),
        is("none"),
        "`window` makes a folder `tables/NAME/window=…` for each window, as Hive names them.");
  }

  static List<String> optionalTables() {
    return Tables.ofReports().stream()
        .filter(table -> !Tables.always().contains(table))
        .filter(table -> !Tables.onRequest().contains(table))
        .map(Table::name)
        .toList();
  }
}
