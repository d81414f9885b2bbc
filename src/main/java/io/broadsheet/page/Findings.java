package io.broadsheet.page;

import io.broadsheet.page.Finding.Kind;
import io.broadsheet.stats.LogLikelihood;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The three sentences that a page begins with: what rose most, who writes most differently, and how
 * far the counts can be trusted. A sentence whose numbers are too few is left out.
 */
final class Findings {
  private static final int FEWEST_ARTICLES = 3;
  private static final int FEWEST_WINDOWS = 3;

  /** The value of chi-squared with one degree of freedom that chance passes once in 10,000. */
  private static final double NOT_CHANCE = 15.13;

  private final ReportData data;
  private final RunFacts run;

  private Findings(ReportData data, RunFacts run) {
    this.data = data;
    this.run = run;
  }

  static List<Finding> of(ReportData data, RunFacts run) {
    Findings findings = new Findings(data, run);
    List<Finding> found = new ArrayList<>();
    findings.trend().or(findings::risingTerm).ifPresent(found::add);
    findings.key().or(findings::largestOutlet).ifPresent(found::add);
    findings.copies().ifPresent(found::add);
    if (found.size() < 3) {
      findings.leftOut().ifPresent(found::add);
    }
    if (found.size() < 3) {
      findings.largestWindow().ifPresent(found::add);
    }
    return found;
  }

  /** The largest z of table {@code trends}, if there is one. */
  private Optional<Finding> trend() {
    TableData trends = data.table("trends").orElse(null);
    if (trends == null
        || !has(trends, "window_start", "term", "doc_count", "ratio", "z", "baseline_windows")) {
      return Optional.empty();
    }
    int best = -1;
    for (int row = 0; row < trends.rows(); row++) {
      boolean isEnough =
          column(trends, "doc_count").number(row) >= FEWEST_ARTICLES
              && column(trends, "ratio").real(row) > 1;
      if (isEnough
          && (best < 0 || column(trends, "z").real(row) > column(trends, "z").real(best))) {
        best = row;
      }
    }
    if (best < 0 || !(column(trends, "z").real(best) > 3)) {
      return Optional.empty();
    }
    String term = column(trends, "term").text(best);
    long window = column(trends, "window_start").number(best);
    return Optional.of(
        new Finding.Builder()
            .words(inThe())
            .text(Kind.WINDOW, data.scheme().format(window))
            .words(", ")
            .text(Kind.TERM, term)
            .words(" was used ")
            .number(Kind.RATIO, column(trends, "ratio").real(best))
            .words(" times as often as in the ")
            .count(
                column(trends, "baseline_windows").number(best),
                period() + " before it",
                period() + "s before it")
            .words(", in ")
            .count(column(trends, "doc_count").number(best), "article", "articles")
            .words(".")
            .showing(showing(term)));
  }

  /** The term whose share of one window least fits its share of all others. */
  private Optional<Finding> risingTerm() {
    TableData terms = data.table("terms").orElse(null);
    if (terms == null) {
      return Optional.empty();
    }
    long all = data.dictionaries().named("slice_type").number("all");
    Map<Long, Long> totals = new HashMap<>();
    for (TermTotals.Total total : data.termTotals().totals()) {
      if (total.sliceType() == all && total.n() == 1) {
        totals.put(total.window(), total.terms());
      }
    }
    if (totals.size() < FEWEST_WINDOWS) {
      return Optional.empty();
    }
    long whole = totals.values().stream().mapToLong(Long::longValue).sum();
    // A window that does not list a term may have as many of it as of the rarest that it lists.
    Map<Long, Long> fewest = new HashMap<>();
    for (int row = 0; row < terms.rows(); row++) {
      if (isWordOf(terms, row, all)) {
        fewest.merge(
            column(terms, "window_start").number(row),
            column(terms, "term_count").number(row),
            Math::min);
      }
    }
    long mostUnlisted = fewest.values().stream().mapToLong(Long::longValue).sum();
    Map<Long, Long> mostOfTerm = new HashMap<>();
    for (int row = 0; row < terms.rows(); row++) {
      if (isWordOf(terms, row, all)) {
        long count = column(terms, "term_count").number(row);
        long unlisted = fewest.get(column(terms, "window_start").number(row));
        mostOfTerm.merge(column(terms, "term").number(row), count - unlisted, Long::sum);
      }
    }
    int best = -1;
    double bestScore = NOT_CHANCE;
    for (int row = 0; row < terms.rows(); row++) {
      if (!isWordOf(terms, row, all) || column(terms, "doc_count").number(row) < FEWEST_ARTICLES) {
        continue;
      }
      long count = column(terms, "term_count").number(row);
      long total = totals.get(column(terms, "window_start").number(row));
      long rest = mostUnlisted + mostOfTerm.get(column(terms, "term").number(row)) - count;
      double score = LogLikelihood.signedRatio(count, total - count, rest, whole - total - rest);
      if (score > bestScore) {
        bestScore = score;
        best = row;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    String term = column(terms, "term").text(best);
    long window = column(terms, "window_start").number(best);
    long count = column(terms, "term_count").number(best);
    long rest = mostUnlisted + mostOfTerm.get(column(terms, "term").number(best)) - count;
    long outlets = outletsWith(terms, window, column(terms, "term").number(best));
    // Half an occurrence more on either side, so that a new term has a finite ratio.
    double ratio =
        (count + 0.5) / totals.get(window) / ((rest + 0.5) / (whole - totals.get(window)));
    Finding.Builder sentence =
        new Finding.Builder()
            .words(inThe())
            .text(Kind.WINDOW, data.scheme().format(window))
            .words(", ")
            .text(Kind.TERM, term)
            .words(" was used at least ")
            .number(Kind.RATIO, ratio)
            .words(" times as often as in the other " + period() + "s, in ")
            .count(column(terms, "doc_count").number(best), "article", "articles");
    if (outlets > 0) {
      sentence.words(" of ").count(outlets, "outlet", "outlets");
    }
    return Optional.of(sentence.words(".").showing(showing(term)));
  }

  private boolean isWordOf(TableData terms, int row, long sliceType) {
    return column(terms, "slice_type").number(row) == sliceType
        && column(terms, "n").number(row) == 1;
  }

  private long outletsWith(TableData terms, long window, long term) {
    long outlet = data.dictionaries().named("slice_type").number("outlet");
    long outlets = 0;
    for (int row = 0; row < terms.rows(); row++) {
      if (column(terms, "window_start").number(row) == window
          && column(terms, "term").number(row) == term
          && isWordOf(terms, row, outlet)) {
        outlets++;
      }
    }
    return outlets;
  }

  /** The most distinctive word of any outlet, from table {@code keyness}. */
  private Optional<Finding> key() {
    TableData keyness = data.table("keyness").orElse(null);
    if (keyness == null
        || !has(
            keyness,
            "slice_type",
            "slice",
            "term",
            "target_count",
            "target_total",
            "reference_count",
            "reference_total",
            "log_odds_z",
            "doc_count",
            "window_start")) {
      return Optional.empty();
    }
    int best = -1;
    for (int row = 0; row < keyness.rows(); row++) {
      if ("outlet".equals(column(keyness, "slice_type").text(row))
          && column(keyness, "doc_count").number(row) >= FEWEST_ARTICLES
          && column(keyness, "log_odds_z").real(row) > 3
          && (best < 0
              || column(keyness, "log_odds_z").real(row)
                  > column(keyness, "log_odds_z").real(best))) {
        best = row;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    String term = column(keyness, "term").text(best);
    String outlet = column(keyness, "slice").text(best);
    double rate =
        (column(keyness, "target_count").number(best) + 0.5)
            / column(keyness, "target_total").number(best);
    double reference =
        (column(keyness, "reference_count").number(best) + 0.5)
            / column(keyness, "reference_total").number(best);
    return Optional.of(
        new Finding.Builder()
            .words(inThe())
            .text(Kind.WINDOW, data.scheme().format(column(keyness, "window_start").number(best)))
            .words(", ")
            .text(Kind.NAME, outlet)
            .words(" used ")
            .text(Kind.TERM, term)
            .words(" ")
            .number(Kind.RATIO, rate / reference)
            .words(" times as often as the other outlets, in ")
            .count(column(keyness, "doc_count").number(best), "article", "articles")
            .words(".")
            .showing("#o=" + encode(outlet) + "&q=" + encode(term)));
  }

  private Optional<Finding> largestOutlet() {
    Map<Integer, Long> articles = new TreeMap<>();
    data.coverage()
        .cells()
        .forEach((place, counts) -> articles.merge(place.outlet(), counts[0], Long::sum));
    if (articles.size() < 2 || data.scheme().isSliding()) {
      return Optional.empty();
    }
    Map.Entry<Integer, Long> largest =
        articles.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    String name = data.dictionaries().named("outlets").values().get(largest.getKey());
    return Optional.of(
        new Finding.Builder()
            .text(Kind.NAME, name)
            .words(" published most: ")
            .count(largest.getValue())
            .words(" of ")
            .count(data.datedArticles(), "article", "articles")
            .words(", ")
            .number(Kind.SHARE, (double) largest.getValue() / data.datedArticles())
            .words(".")
            .showing("#o=" + encode(name)));
  }

  private Optional<Finding> copies() {
    TableData flows = data.table("copy_flows").orElse(null);
    if (flows == null || !has(flows, "from_outlet", "articles") || flows.rows() == 0) {
      return Optional.empty();
    }
    long copies = 0;
    Map<String, Long> bySource = new TreeMap<>();
    for (int row = 0; row < flows.rows(); row++) {
      long articles = column(flows, "articles").number(row);
      copies += articles;
      bySource.merge(column(flows, "from_outlet").text(row), articles, Long::sum);
    }
    Map.Entry<String, Long> first =
        bySource.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return Optional.of(
        new Finding.Builder()
            .count(copies, "article prints", "articles print")
            .words(" a text that was published before; ")
            .words(copies == 1 ? "it follows " : all(first.getValue(), copies) + " of them follow ")
            .text(Kind.NAME, first.getKey())
            .words(".")
            .showing("#copies"));
  }

  private static String all(long some, long total) {
    return some == total ? "all" : Markdown.count(some);
  }

  private Optional<Finding> leftOut() {
    long leftOut = run.read() - run.counted();
    if (leftOut == 0) {
      return run.read() == 0
          ? Optional.empty()
          : Optional.of(
              new Finding.Builder()
                  .words("All ")
                  .count(run.read(), "record", "records")
                  .words(" that were read are counted.")
                  .showing("#quality"));
    }
    Finding.Builder sentence =
        new Finding.Builder()
            .count(leftOut)
            .words(" of ")
            .count(run.read(), "record", "records")
            .words(leftOut == 1 ? " is in no count:" : " are in no count:");
    String separator = " ";
    if (run.undated() > 0) {
      sentence.words(separator).count(run.undated()).words(" without a usable date");
      separator = ", ";
    }
    if (run.rejected() > 0) {
      sentence.words(separator).count(run.rejected()).words(" that could not be read");
      separator = ", ";
    }
    if (run.duplicates() > 0) {
      sentence.words(separator).count(run.duplicates()).words(" read before");
      separator = ", ";
    }
    if (run.late() > 0) {
      sentence.words(separator).count(run.late()).words(" too late");
    }
    return Optional.of(sentence.words(".").showing("#quality"));
  }

  private Optional<Finding> largestWindow() {
    Map<Long, Long> articles = new TreeMap<>();
    data.coverage()
        .cells()
        .forEach((place, counts) -> articles.merge(place.window(), counts[0], Long::sum));
    if (articles.size() < FEWEST_WINDOWS) {
      return Optional.empty();
    }
    Map.Entry<Long, Long> largest =
        articles.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    double mean = (double) data.datedArticles() / data.windows().size();
    return Optional.of(
        new Finding.Builder()
            .words("Most was published " + inThe().toLowerCase(Locale.ROOT))
            .text(Kind.WINDOW, data.scheme().format(largest.getKey()))
            .words(": ")
            .count(largest.getValue(), "article", "articles")
            .words(", ")
            .number(Kind.RATIO, largest.getValue() / mean)
            .words(" times the mean.")
            .showing("#coverage"));
  }

  private String inThe() {
    return period().equals("day") ? "On " : "In the " + period() + " of ";
  }

  private String period() {
    return data.scheme().every().matches("hour|day|week|month|year")
        ? data.scheme().every()
        : "window";
  }

  private static String showing(String term) {
    return "#q=" + encode(term);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean has(TableData table, String... columns) {
    for (String column : columns) {
      if (table.column(column).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static ColumnData column(TableData table, String name) {
    return table.column(name).orElseThrow();
  }
}
