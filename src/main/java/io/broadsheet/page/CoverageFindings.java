package io.broadsheet.page;

import io.broadsheet.page.Finding.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sentences about articles: who published them, who printed them again, and which count. */
final class CoverageFindings {
  private static final int FEWEST_ARTICLES = 3;
  private static final int FEWEST_WINDOWS = 3;

  /** From this share of what was read on, what is in no count comes before other findings. */
  private static final double MUCH = 0.2;

  /** Fewer copies than this share of all articles are nothing to begin with. */
  private static final double LEAST_COPIED = 0.005;

  private final ReportData data;
  private final RunFacts run;
  private final Phrases phrases;

  CoverageFindings(ReportData data, RunFacts run) {
    this.data = data;
    this.run = run;
    this.phrases = new Phrases(data.scheme());
  }

  /** The story of most outlets, and of most articles among those. */
  Optional<Finding> widestStory() {
    Cells stories = data.cells("stories").orElse(null);
    if (stories == null) {
      return Optional.empty();
    }
    int best = -1;
    for (int row = 0; row < stories.rows(); row++) {
      boolean isTold =
          stories.number("articles", row) >= FEWEST_ARTICLES
              && stories.number("outlets", row) >= 2
              && stories.number("first_published", row) != ColumnData.NONE
              && stories.text("headline", row) != null;
      if (isTold && (best < 0 || isWider(stories, row, best))) {
        best = row;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    String first = data.scheme().format(stories.number("first_published", best));
    String last = data.scheme().format(stories.number("last_published", best));
    Finding.Builder sentence =
        new Finding.Builder()
            .words("The most widely told story was ")
            .text(Kind.TERM, stories.text("headline", best))
            .words(": ")
            .count(stories.number("articles", best), "article", "articles")
            .words(" in ")
            .count(stories.number("outlets", best), "outlet", "outlets");
    if (first.substring(0, 10).equals(last.substring(0, 10))) {
      sentence.words(" on ").text(Kind.DAY, first);
    } else {
      sentence.words(" from ").text(Kind.DAY, first).words(" to ").text(Kind.DAY, last);
    }
    return Optional.of(sentence.words(".").showing("#stories"));
  }

  private static boolean isWider(Cells stories, int row, int than) {
    long more = stories.number("outlets", row) - stories.number("outlets", than);
    return more > 0
        || (more == 0 && stories.number("articles", row) > stories.number("articles", than));
  }

  Optional<Finding> copies() {
    Cells flows = data.cells("copy_flows").orElse(null);
    if (flows == null || !flows.has("from_outlet", "to_outlet", "articles")) {
      return Optional.empty();
    }
    long copies = 0;
    Map<String, Long> bySource = new TreeMap<>();
    for (int row = 0; row < flows.rows(); row++) {
      if (flows.number("from_outlet", row) != flows.number("to_outlet", row)) {
        copies += flows.number("articles", row);
        bySource.merge(flows.text("from_outlet", row), flows.number("articles", row), Long::sum);
      }
    }
    if (copies < FEWEST_ARTICLES || copies < LEAST_COPIED * run.counted()) {
      return Optional.empty();
    }
    Map.Entry<String, Long> first =
        bySource.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    Finding.Builder sentence =
        new Finding.Builder()
            .count(copies)
            .words(" of ")
            .count(run.counted() + run.undated(), "article prints", "articles print")
            .words(" a text that another outlet ran first; ");
    if (first.getValue() == copies) {
      sentence.words("all of them came");
    } else {
      sentence.count(first.getValue()).words(" of them came");
    }
    return Optional.of(
        sentence.words(" from ").text(Kind.NAME, first.getKey()).words(".").showing("#copies"));
  }

  Optional<Finding> largestOutlet() {
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
            .showing("#o=" + Phrases.encode(name)));
  }

  /** What is in no count, if that is a good part of all. */
  Optional<Finding> muchLeftOut() {
    long lost = run.rejected() + run.undated() + run.late();
    return lost > MUCH * run.read() ? leftOut() : Optional.empty();
  }

  Optional<Finding> leftOut() {
    long leftOut = run.read() - run.counted();
    if (run.read() == 0) {
      return Optional.empty();
    }
    if (leftOut == 0) {
      return Optional.of(
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
      sentence.words(separator).count(run.duplicates()).words(" read twice");
      separator = ", ";
    }
    if (run.late() > 0) {
      sentence.words(separator).count(run.late()).words(" too late");
    }
    return Optional.of(sentence.words(".").showing("#quality"));
  }

  Optional<Finding> largestWindow() {
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
            .words("Most was published " + phrases.inThe().toLowerCase(Locale.ROOT))
            .text(Kind.WINDOW, data.scheme().format(largest.getKey()))
            .words(": ")
            .count(largest.getValue(), "article", "articles")
            .words(", ")
            .number(Kind.RATIO, largest.getValue() / mean)
            .words(" times the mean.")
            .showing("#coverage"));
  }
}
