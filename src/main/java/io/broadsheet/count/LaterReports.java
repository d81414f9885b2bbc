package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.count.ShardReader.Shard;
import io.broadsheet.count.WindowArticles.Slice;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes what waits for more than the articles of a window and their copies: who tells which story,
 * and, once {@link TrendRows} knows what is rising, what stands behind the terms that any table
 * lists for all articles.
 *
 * <p>Only the listed terms are looked for and counted, which takes one pass over the words of each
 * window and length.
 */
final class LaterReports {
  private final WindowScheme scheme;
  private final long keptFrom;
  private final CopySettings copies;
  private final List<WindowReport> reports;
  private final ArticleRows articles;
  private final List<SliceReport> listedTerms;
  private final int mostTerms;

  /**
   * @param keptFrom windows that end at or before it are left out
   * @param reports of windows
   * @param articles for those that are in no window; null if they are not listed here
   * @param listedTerms of the slice of all articles
   * @param mostTerms see {@link TermPasses#areNeeded}
   */
  LaterReports(
      WindowScheme scheme,
      long keptFrom,
      CopySettings copies,
      List<WindowReport> reports,
      ArticleRows articles,
      List<SliceReport> listedTerms,
      int mostTerms) {
    this.scheme = scheme;
    this.keptFrom = keptFrom;
    this.copies = copies;
    this.reports = reports;
    this.articles = articles;
    this.listedTerms = listedTerms;
    this.mostTerms = mostTerms;
  }

  /**
   * Writes the windows of a shard.
   *
   * @param listed blocks of {@link ListedTerms}
   */
  void write(Shard shard, Iterable<byte[]> listed, TableOutput output) throws IOException {
    SortedMap<Long, List<Entry>> windows = new TreeMap<>();
    for (Entry article : shard.articles().entries()) {
      for (long start : scheme.startsContaining(article.document().publishedMillis())) {
        if (shard.isOurs().test(start) && scheme.end(start) > keptFrom) {
          List<Entry> its = windows.computeIfAbsent(start, window -> new ArrayList<>());
          if (!shard.isDuplicate(article)) {
            its.add(article);
          }
        }
      }
    }
    long[] starts = windows.keySet().stream().mapToLong(start -> start).toArray();
    List<Map<Integer, WordSequences>> terms =
        ListedTerms.of(listed, starts, shard.articles().dictionary());
    WindowCounts.Counters counters = new WindowCounts.Counters();
    for (int i = 0; i < starts.length; i++) {
      List<Entry> its = windows.get(starts[i]);
      WindowCounts counts =
          counts(
              new WindowCounts(shard.articles(), shard.texts(), its, counters, copies, false),
              terms.get(i));
      WindowArticles window =
          new WindowArticles(
              shard.articles(), shard.texts(), starts[i], scheme.end(starts[i]), its, counts);
      for (WindowReport report : reports) {
        report.write(window, output.begin(report.table(), starts[i], 0));
        output.end();
      }
      if (!listedTerms.isEmpty()) {
        writeListed(window, terms.get(i), output);
      }
    }
  }

  private WindowCounts counts(WindowCounts words, Map<Integer, WordSequences> listed) {
    int longest = listed.keySet().stream().mapToInt(n -> n).max().orElse(0);
    if (longest < 2) {
      return words;
    }
    boolean keepsPlaces = !TermPasses.areNeeded(words.terms(1), longest, mostTerms);
    return words.of(new ChosenTerms(keepsPlaces, listed));
  }

  /** Lists a shard of articles that are in no window. */
  void writeUndated(Shard shard, TableOutput output) throws IOException {
    if (articles != null) {
      articles.writeUndated(
          shard.articles().entries().stream()
              .filter(article -> !shard.isDuplicate(article))
              .toList(),
          shard.texts(),
          Shards.order(shard.number()),
          output);
    }
  }

  private void writeListed(
      WindowArticles window, Map<Integer, WordSequences> terms, TableOutput output)
      throws IOException {
    List<RowWriter> rows = new ArrayList<>();
    for (SliceReport report : listedTerms) {
      rows.add(output.begin(report.table(), window.start(), 0));
    }
    Slice all = new Slice(WindowArticles.ALL, WindowArticles.ALL, window.articles());
    for (var length : terms.entrySet()) {
      SliceTerms slice = new SliceTerms(window, all, length.getKey(), numbers(length.getValue()));
      for (int i = 0; i < listedTerms.size(); i++) {
        listedTerms.get(i).write(slice, rows.get(i));
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
