package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.count.WindowArticles.Slice;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Writes what stands behind the terms that any table lists for all articles of a window, once
 * {@link TrendRows} knows what is rising: the lines and articles of tables {@code contexts} and
 * {@code term_articles}.
 *
 * <p>Only the listed terms are looked for and counted, which takes one pass over the words of each
 * window and length.
 */
final class ListedTermReports {
  private final WindowScheme scheme;
  private final CopySettings copies;
  private final List<SliceReport> reports;

  ListedTermReports(WindowScheme scheme, CopySettings copies, List<SliceReport> reports) {
    this.scheme = scheme;
    this.copies = copies;
    this.reports = reports;
  }

  /**
   * Writes the windows of a shard.
   *
   * @param isOurs whether a window, given by its start, is written here
   * @param listed blocks of {@link ListedTerms}
   */
  void write(
      ShardArticles shard,
      Texts texts,
      DuplicateRecords duplicates,
      LongPredicate isOurs,
      Iterable<byte[]> listed,
      TableOutput output)
      throws IOException {
    TreeMap<Long, List<Entry>> articles = new TreeMap<>();
    for (Entry article : shard.entries()) {
      if (duplicates.contains(article.document().sourceName(), article.document().offset())) {
        continue;
      }
      for (long start : scheme.startsContaining(article.document().publishedMillis())) {
        if (isOurs.test(start)) {
          articles.computeIfAbsent(start, window -> new ArrayList<>()).add(article);
        }
      }
    }
    long[] starts = articles.keySet().stream().mapToLong(start -> start).toArray();
    List<Map<Integer, WordSequences>> terms = ListedTerms.of(listed, starts, shard.dictionary());
    WindowCounts.Counters counters = new WindowCounts.Counters();
    for (int i = 0; i < starts.length; i++) {
      List<Entry> its = articles.get(starts[i]);
      WindowCounts counts = WindowCounts.ofSome(shard, texts, its, counters, copies, terms.get(i));
      write(
          new WindowArticles(shard, texts, starts[i], scheme.end(starts[i]), its, counts),
          terms.get(i),
          output);
    }
  }

  private void write(WindowArticles window, Map<Integer, WordSequences> terms, TableOutput output)
      throws IOException {
    List<RowWriter> rows = new ArrayList<>();
    for (SliceReport report : reports) {
      rows.add(output.begin(report.table(), window.start(), 0));
    }
    Slice all = new Slice(WindowArticles.ALL, WindowArticles.ALL, window.articles());
    for (var length : terms.entrySet()) {
      SliceTerms slice = new SliceTerms(window, all, length.getKey(), numbers(length.getValue()));
      for (int i = 0; i < reports.size(); i++) {
        reports.get(i).write(slice, rows.get(i));
      }
    }
    output.end();
  }

  /** The numbers that {@link WindowTerms} gives the terms. */
  private static int[] numbers(WordSequences terms) {
    IntStream all = IntStream.range(0, terms.size());
    return (terms.length() == 1 ? all.map(term -> terms.word(term, 0)) : all).toArray();
  }
}
