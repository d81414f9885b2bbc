package io.broadsheet.page;

import io.broadsheet.page.Finding.Kind;
import io.broadsheet.stats.LogLikelihood;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Sentences about terms. */
final class WordFindings {
  private static final int FEWEST_ARTICLES = 3;
  private static final int FEWEST_WINDOWS = 3;

  /** Beyond this a z is no chance. */
  private static final double LEAST_Z = 3;

  /** More than any z: what several outlets use comes first. */
  private static final double SHARED = 1e9;

  /** The value of chi-squared with one degree of freedom that chance passes once in 10,000. */
  private static final double NOT_CHANCE = 15.13;

  private final ReportData data;
  private final Phrases phrases;

  WordFindings(ReportData data) {
    this.data = data;
    this.phrases = new Phrases(data.scheme());
  }

  /**
   * The first row of the largest score, among those of terms in {@link #FEWEST_ARTICLES} or more.
   *
   * @param least what the score must exceed
   * @return -1 for none
   */
  private static int best(Cells cells, IntToDoubleFunction score, double least) {
    int best = -1;
    double largest = least;
    for (int row = 0; row < cells.rows(); row++) {
      if (cells.number("doc_count", row) >= FEWEST_ARTICLES) {
        double of = score.applyAsDouble(row);
        if (of > largest) {
          largest = of;
          best = row;
        }
      }
    }
    return best;
  }

  /** The term with the largest z of table {@code trends}; one that several outlets use, if any. */
  Optional<Finding> rising() {
    Cells trends = data.cells("trends").orElse(null);
    if (trends == null
        || !trends.has(
            "window_start",
            "term",
            "doc_count",
            "total_docs",
            "z",
            "baseline_windows",
            "baseline_count",
            "baseline_docs")) {
      return Optional.empty();
    }
    Map<Long, Map<Long, long[]>> outlets = articlesByOutlets();
    int best =
        best(
            trends,
            row -> {
              double z = trends.real("z", row);
              long[] told =
                  told(outlets, trends.number("window_start", row), trends.number("term", row));
              return z > LEAST_Z && told[0] > 1 ? z + SHARED : z;
            },
            LEAST_Z);
    if (best < 0) {
      return Optional.empty();
    }
    String term = trends.text("term", best);
    long window = trends.number("window_start", best);
    long articles = trends.number("doc_count", best);
    long of = trends.number("total_docs", best);
    long before = trends.number("baseline_count", best);
    long ofBefore = trends.number("baseline_docs", best);
    Finding.Builder sentence =
        new Finding.Builder()
            .words(phrases.inThe())
            .text(Kind.WINDOW, data.scheme().format(window))
            .words(", ")
            .text(Kind.TERM, term)
            .words(" appeared in ")
            .count(articles)
            .words(" of ")
            .count(of, "article", "articles");
    long[] told = told(outlets, window, trends.number("term", best));
    if (told[0] > 1 && told[1] == articles) {
      sentence.words(", in ").count(told[0], "outlet", "outlets");
    }
    String windows = phrases.before(trends.number("baseline_windows", best));
    if (before == 0) {
      sentence.words("; in the " + windows + ", in none of ").count(ofBefore);
    } else {
      sentence
          .words(": ")
          .number(Kind.RATIO, (double) articles / of / ((double) before / ofBefore))
          .words(" times the share of the " + windows + " (")
          .count(before)
          .words(" of ")
          .count(ofBefore)
          .words(")");
    }
    return Optional.of(sentence.words(".").showing(Phrases.showing(term)));
  }

  /**
   * In how many outlets, and in how many of their articles, table {@code terms} lists each term, by
   * window and term.
   */
  private Map<Long, Map<Long, long[]>> articlesByOutlets() {
    Map<Long, Map<Long, long[]>> byWindow = new HashMap<>();
    Cells terms = data.cells("terms").orElse(null);
    if (terms != null) {
      long outlet = data.dictionaries().named("slice_type").number("outlet");
      for (int row = 0; row < terms.rows(); row++) {
        if (terms.number("slice_type", row) == outlet) {
          long[] told =
              byWindow
                  .computeIfAbsent(terms.number("window_start", row), key -> new HashMap<>())
                  .computeIfAbsent(terms.number("term", row), key -> new long[2]);
          told[0]++;
          told[1] += terms.number("doc_count", row);
        }
      }
    }
    return byWindow;
  }

  private static long[] told(Map<Long, Map<Long, long[]>> outlets, long window, long term) {
    return outlets.getOrDefault(window, Map.of()).getOrDefault(term, new long[2]);
  }

  /** Without trends: the term whose share of one window least fits its share of all others. */
  Optional<Finding> unusual() {
    Cells terms = data.cells("terms").orElse(null);
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
        fewest.merge(terms.number("window_start", row), terms.number("term_count", row), Math::min);
      }
    }
    long mostUnlisted = fewest.values().stream().mapToLong(Long::longValue).sum();
    Map<Long, Long> mostOfTerm = new HashMap<>();
    for (int row = 0; row < terms.rows(); row++) {
      if (isWordOf(terms, row, all)) {
        long unlisted = fewest.get(terms.number("window_start", row));
        mostOfTerm.merge(
            terms.number("term", row), terms.number("term_count", row) - unlisted, Long::sum);
      }
    }
    int best =
        best(
            terms,
            row -> {
              if (!isWordOf(terms, row, all)) {
                return Double.NaN;
              }
              long count = terms.number("term_count", row);
              long total = totals.get(terms.number("window_start", row));
              long rest = mostUnlisted + mostOfTerm.get(terms.number("term", row)) - count;
              return LogLikelihood.signedRatio(count, total - count, rest, whole - total - rest);
            },
            NOT_CHANCE);
    if (best < 0) {
      return Optional.empty();
    }
    String term = terms.text("term", best);
    long window = terms.number("window_start", best);
    long count = terms.number("term_count", best);
    long rest = mostUnlisted + mostOfTerm.get(terms.number("term", best)) - count;
    double here = (double) count / totals.get(window);
    double elsewhere = (double) rest / (whole - totals.get(window));
    return Optional.of(
        new Finding.Builder()
            .words(phrases.inThe())
            .text(Kind.WINDOW, data.scheme().format(window))
            .words(", ")
            .text(Kind.TERM, term)
            .words(" was used at least ")
            .number(Kind.RATIO, here / elsewhere)
            .words(" times as often as in the other " + phrases.period() + "s, in ")
            .count(terms.number("doc_count", best), "article", "articles")
            .words(".")
            .showing(Phrases.showing(term)));
  }

  private static boolean isWordOf(Cells terms, int row, long sliceType) {
    return terms.number("slice_type", row) == sliceType && terms.number("n", row) == 1;
  }

  /** The most distinctive word of any outlet, from table {@code keyness}. */
  Optional<Finding> distinctive() {
    Cells keyness = data.cells("keyness").orElse(null);
    if (keyness == null
        || !keyness.has(
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
    int best =
        best(
            keyness,
            row ->
                "outlet".equals(keyness.text("slice_type", row))
                    ? keyness.real("log_odds_z", row)
                    : Double.NaN,
            LEAST_Z);
    if (best < 0) {
      return Optional.empty();
    }
    String term = keyness.text("term", best);
    String outlet = keyness.text("slice", best);
    long count = keyness.number("target_count", best);
    long others = keyness.number("reference_count", best);
    double here = (double) count / keyness.number("target_total", best);
    double elsewhere = (double) others / keyness.number("reference_total", best);
    Finding.Builder sentence =
        new Finding.Builder()
            .words(phrases.inThe())
            .text(Kind.WINDOW, data.scheme().format(keyness.number("window_start", best)))
            .words(", ")
            .text(Kind.NAME, outlet)
            .words(" used ")
            .text(Kind.TERM, term)
            .words(" ")
            .count(count, "time", "times")
            .words(" in ")
            .count(keyness.number("doc_count", best), "article", "articles")
            .words(", ");
    if (others == 0) {
      sentence.words("the other outlets not once.");
    } else {
      sentence.number(Kind.RATIO, here / elsewhere).words(" times as often as the other outlets.");
    }
    return Optional.of(
        sentence.showing("#o=" + Phrases.encode(outlet) + "&q=" + Phrases.encode(term)));
  }
}
