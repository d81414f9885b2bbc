package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.count.WindowArticles.Slice;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Writes the reports of all windows of a shard, one window after the other. */
final class WindowReports implements Serializable {
  private static final long serialVersionUID = 1;
  private static final TermListing FOREMOST = new TermListing(List.of("all"), 1, true, 1, 10);

  /** The place of a table's segment behind the rows of all articles, which come from elsewhere. */
  private static final int BEHIND_ALL = 1;

  private final WindowScheme scheme;
  private final List<String> tables;
  private final TermListing listing;
  private final EvidenceSettings evidence;
  private final TextRules text;
  private final KeynessRules keyness;
  private final CollocationRules collocations;
  private final ContextRules contexts;

  /** {@code keyness}; null if nothing is compared. */
  private final KeynessRules compared;

  private final boolean hasTrends;
  private final boolean leavesAll;
  private boolean leavesStories;
  private long keptFrom = Long.MIN_VALUE;
  private int mostTerms = TermPasses.MOST_TERMS;

  /**
   * @param tables the names of the tables to write
   */
  WindowReports(
      WindowScheme scheme,
      List<String> tables,
      TermListing listing,
      EvidenceSettings evidence,
      TextRules text,
      KeynessRules keyness,
      CollocationRules collocations,
      ContextRules contexts) {
    this.scheme = scheme;
    this.tables = List.copyOf(tables);
    this.listing = listing;
    this.evidence = evidence;
    this.text = text;
    this.keyness = keyness;
    this.collocations = collocations;
    this.contexts = contexts;
    this.compared = tables.contains(Tables.KEYNESS.name()) ? keyness : null;
    this.hasTrends = hasTrends(tables);
    this.leavesAll =
        hasTrends
            && !(listing.hasSlice(WindowArticles.ALL) && listing.top() == Integer.MAX_VALUE)
            && (tables.contains(Tables.CONTEXTS.name())
                || tables.contains(Tables.TERM_ARTICLES.name()));
  }

  /** Leaves what tells of stories to {@link LaterReports}. */
  WindowReports leavingStories() {
    leavesStories = true;
    return this;
  }

  boolean leavesStories() {
    return leavesStories;
  }

  /**
   * Whether the rows of what stands behind the listed terms of all articles are left to {@link
   * LaterReports}: which those are is known only when trends are. Where every term is listed
   * anyway, trends add none.
   */
  boolean leavesAll() {
    return leavesAll;
  }

  /** Writes what was left. */
  LaterReports later() {
    List<SliceReport> listedTerms = new ArrayList<>();
    if (leavesAll) {
      listedTerms.add(new ContextRows(contexts, false, text));
      listedTerms.add(new TermArticleRows(contexts.articlesOfSlices(), false));
      listedTerms.removeIf(report -> !tables.contains(report.table().name()));
    }
    return new LaterReports(
        scheme,
        keptFrom,
        evidence.copies(),
        leavesStories ? storyReports() : List.of(),
        leavesStories ? new ArticleRows(scheme, evidence) : null,
        listedTerms,
        mostTerms);
  }

  /** Whether tables need the counts of terms beyond their window. */
  static boolean hasTrends(List<String> tables) {
    return tables.contains(Tables.TRENDS.name()) || tables.contains(Tables.BURSTS.name());
  }

  /**
   * Leaves out windows that are no longer kept.
   *
   * @param instant windows that end at or before it are left out
   */
  WindowReports keptFrom(long instant) {
    keptFrom = instant;
    return this;
  }

  /**
   * Counts larger windows in passes.
   *
   * @param terms see {@link TermPasses#areNeeded}
   */
  WindowReports atOnce(int terms) {
    mostTerms = terms;
    return this;
  }

  /** Whether the counts of terms are needed beyond their window. */
  boolean hasTrends() {
    return hasTrends;
  }

  private List<SliceReport> sliceReports() {
    List<SliceReport> reports =
        new ArrayList<>(
            List.of(
                new TermRows(evidence.copies()),
                new KeynessRows(keyness),
                new CollocationRows(collocations, listing),
                new ContextRows(contexts, leavesAll, text),
                new TermArticleRows(contexts.articlesOfSlices(), leavesAll)));
    reports.removeIf(report -> !tables.contains(report.table().name()));
    return reports;
  }

  private List<WindowReport> reports() {
    List<WindowReport> reports = new ArrayList<>();
    if (!leavesStories) {
      reports.addAll(storyReports());
    }
    reports.addAll(wanted(new NoteRows(scheme), new FieldSourceRows()));
    return reports;
  }

  private List<WindowReport> storyReports() {
    return wanted(
        new ArticleRows(scheme, evidence),
        CoverageRows.ofOutlets(evidence),
        CoverageRows.ofTopics(evidence),
        CoverageRows.ofOutletTopics(evidence),
        CoverageRows.ofLanguages(evidence));
  }

  private List<WindowReport> wanted(WindowReport... reports) {
    return Arrays.stream(reports).filter(report -> tables.contains(report.table().name())).toList();
  }

  /**
   * Writes the windows of dated articles.
   *
   * @param isOurs whether a window, given by its start, is written here; an article may also be in
   *     windows that another shard writes
   * @param reference what slices are compared with, if that is a list; else null
   * @param choice which terms of several words may be frequent enough for {@code termCounts}
   * @param termCounts takes the terms of each window, if {@link #hasTrends}
   * @param listed takes the terms that are listed for all articles, if {@link #leavesAll}
   * @return what became of the articles, by the start of their first window
   */
  SortedMap<Long, Tally> write(
      ShardArticles shard,
      Texts texts,
      DuplicateRecords duplicates,
      LongPredicate isOurs,
      FrequencyList reference,
      TableOutput output,
      FollowedTerms.Choice choice,
      TermCountBlocks termCounts,
      ListedTerms listed)
      throws IOException {
    SortedMap<Long, Tally> tallies = new TreeMap<>();
    Map<Long, List<Entry>> articlesByWindow = new TreeMap<>();
    Map<Long, Long> duplicatesByWindow = new HashMap<>();
    Hash128 before = null;
    for (Entry article : shard.entries()) {
      Document document = article.document();
      boolean isDuplicate = isDuplicate(document, before, duplicates);
      before = isDuplicate ? before : document.id();
      long[] starts = scheme.startsContaining(document.publishedMillis());
      for (long start : starts) {
        if (!isOurs.test(start)) {
          continue;
        }
        boolean isFirstWindow = start == starts[0];
        Tally tally = tallies.computeIfAbsent(start, window -> new Tally());
        if (keptFrom != Long.MIN_VALUE && scheme.end(start) <= keptFrom) {
          if (isFirstWindow) {
            tally.addExpired();
          }
          continue;
        }
        List<Entry> articles = articlesByWindow.computeIfAbsent(start, window -> new ArrayList<>());
        if (isDuplicate) {
          duplicatesByWindow.merge(start, 1L, Long::sum);
          if (isFirstWindow) {
            tally.addDuplicate();
          }
        } else {
          articles.add(article);
          if (isFirstWindow) {
            tally.addArticle(document.outlet(), document.dateStatus(), document.topics());
            tally.offerNewest(document.publishedMillis());
          }
        }
      }
    }
    WindowCounts.Counters counters = new WindowCounts.Counters();
    FollowedTerms followed = new FollowedTerms(listing, text, choice, termCounts);
    List<WindowReport> reports = reports();
    List<SliceReport> sliceReports = sliceReports();
    for (Map.Entry<Long, List<Entry>> window : articlesByWindow.entrySet()) {
      long start = window.getKey();
      WindowCounts counts =
          new WindowCounts(
              shard,
              texts,
              window.getValue(),
              counters,
              evidence.copies(),
              listing.hidesStopWords());
      WindowArticles articles =
          new WindowArticles(shard, texts, start, scheme.end(start), window.getValue(), counts);
      List<Slice> slices = sliceReports.isEmpty() ? List.of() : articles.slices(listing);
      boolean isCounted = hasTrends || !slices.isEmpty();
      TermPasses passes =
          isCounted && TermPasses.areNeeded(counts.terms(1), listing.longest(), mostTerms)
              ? new TermPasses(articles, slices, listing, compared, reference, mostTerms)
              : null;
      if (hasTrends && !articles.articles().isEmpty()) {
        followed.add(
            articles,
            passes == null ? (n, counted) -> counted.accept(counts.all(n)) : passes::count);
      } else if (passes != null) {
        passes.count();
      }
      for (WindowReport report : reports) {
        report.write(articles, output.begin(report.table(), start, 0));
        output.end();
      }
      writeSlices(articles, slices, passes, sliceReports, reference, output, listed);
      if (duplicatesByWindow.containsKey(start)) {
        tallies.get(start).addDuplicates(start, duplicatesByWindow.get(start));
      }
      if (!articles.articles().isEmpty()) {
        Tally tally = tallies.get(start);
        tally.addWindow(start, articles.articles().size());
        tally.offer(foremost(window, counts.all(1)));
      }
    }
    termCounts.finish();
    return tallies;
  }

  /**
   * Whether an article is not counted.
   *
   * @param before the id of the last one that is; a stream has a record twice whose file was put
   *     back
   */
  private static boolean isDuplicate(
      Document document, Hash128 before, DuplicateRecords duplicates) {
    return document.id().equals(before)
        || duplicates.contains(document.sourceName(), document.offset());
  }

  private void writeSlices(
      WindowArticles window,
      List<Slice> slices,
      TermPasses passes,
      List<SliceReport> reports,
      FrequencyList reference,
      TableOutput output,
      ListedTerms listed)
      throws IOException {
    if (reports.isEmpty()) {
      return;
    }
    List<RowWriter> rows = new ArrayList<>();
    for (SliceReport report : reports) {
      rows.add(output.begin(report.table(), window.start(), leavesAll ? BEHIND_ALL : 0));
    }
    WindowArticles counted = passes == null ? window : passes.chosen();
    for (Slice slice : slices) {
      for (int length = 1; length <= listing.longest(); length++) {
        SliceTerms terms = new SliceTerms(counted, slice, length, listing, compared, reference);
        if (passes != null) {
          terms.inFamily(passes.family(slice, length));
        }
        for (int i = 0; i < reports.size(); i++) {
          reports.get(i).write(terms, rows.get(i));
        }
        if (leavesAll && terms.isOfAll()) {
          tellListed(terms, listed);
        }
      }
    }
    output.end();
  }

  private static void tellListed(SliceTerms slice, ListedTerms listed) {
    int[] terms = slice.listed();
    long start = slice.window().start();
    listed.begin(start, start, slice.length(), terms.length);
    for (int term : terms) {
      byte[] text = slice.counter().windowTerms().text(term);
      listed.add(text, 0, text.length);
    }
  }

  private static Tally.Foremost foremost(Map.Entry<Long, List<Entry>> window, TermCounter counter) {
    List<Map.Entry<String, Long>> terms = new ArrayList<>();
    for (int term : FOREMOST.rank(counter)) {
      String text = new String(counter.windowTerms().text(term), StandardCharsets.UTF_8);
      terms.add(Map.entry(text, (long) counter.termCount(term)));
    }
    return new Tally.Foremost(window.getKey(), window.getValue().size(), terms);
  }

  /**
   * Lists articles that are in no window: undated ones, and those that came too late for theirs.
   *
   * @param order the place of these articles among the undated ones
   */
  SortedMap<Long, Tally> writeUndated(
      ShardArticles shard, Texts texts, DuplicateRecords duplicates, int order, TableOutput output)
      throws IOException {
    Tally tally = new Tally();
    List<Entry> undated = new ArrayList<>();
    Hash128 before = null;
    for (Entry article : shard.entries()) {
      Document document = article.document();
      if (isDuplicate(document, before, duplicates)) {
        tally.addDuplicate();
      } else {
        before = document.id();
        if (document.dateStatus().isDated()) {
          tally.addLate(
              document.outlet(),
              document.dateStatus(),
              scheme.startsContaining(document.publishedMillis())[0]);
        } else {
          tally.addArticle(document.outlet(), document.dateStatus(), document.topics());
        }
        undated.add(article);
      }
    }
    if (!leavesStories) {
      new ArticleRows(scheme, evidence).writeUndated(undated, texts, order, output);
    }
    writeNotes(undated, order, output);
    return new TreeMap<>(Map.of(WindowSet.NO_WINDOW, tally));
  }

  /**
   * Lists articles that came when their window was closed; like the undated they are in none.
   *
   * @param order the place of these articles among all that are in no window
   */
  void writeLate(List<Entry> articles, Texts texts, int order, TableOutput output)
      throws IOException {
    new ArticleRows(scheme, evidence).writeUndated(articles, texts, order, output);
    writeNotes(articles, order, output);
  }

  private void writeNotes(List<Entry> articles, int order, TableOutput output) throws IOException {
    if (tables.contains(Tables.NOTES.name())) {
      NoteRows.writeUndated(articles, output.begin(Tables.NOTES, TableOutput.NO_WINDOW, order));
      output.end();
    }
  }
}
