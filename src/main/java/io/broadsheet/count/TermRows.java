package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.Wilson;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.RowWriter.Cells;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Table {@code terms}: the most frequent terms of each slice of a window. Every term is counted;
 * stop words, rare terms and what lies behind the first {@code topTerms} are only not listed.
 */
final class TermRows implements WindowReport {
  private final TermListing listing;
  private final CopySettings copies;

  TermRows(TermListing listing, CopySettings copies) {
    this.listing = listing;
    this.copies = copies;
  }

  @Override
  public Table table() {
    return Tables.TERMS;
  }

  @Override
  public void write(WindowArticles window, RowWriter rows) throws IOException {
    if (listing.hasSlice("all")) {
      writeSlice(window, "all", "all", window.articles(), rows);
    }
    if (listing.hasSlice("language")) {
      for (Map.Entry<String, List<Entry>> language : window.byLanguage().entrySet()) {
        writeSlice(window, "language", language.getKey(), language.getValue(), rows);
      }
    }
    if (listing.hasSlice("outlet")) {
      for (Map.Entry<String, List<Entry>> outlet : window.byOutlet().entrySet()) {
        writeSlice(window, "outlet", outlet.getKey(), outlet.getValue(), rows);
      }
    }
    if (listing.hasSlice("topic")) {
      for (Map.Entry<String, List<Entry>> topic : window.byTopic().entrySet()) {
        writeSlice(window, "topic", topic.getKey(), topic.getValue(), rows);
      }
    }
  }

  private void writeSlice(
      WindowArticles window, String sliceType, String slice, List<Entry> prints, RowWriter rows)
      throws IOException {
    Texts texts = window.texts();
    List<Entry> articles = copies.countOnce() ? texts.firsts(prints) : texts.together(prints);
    TermCounter counter = window.counter();
    counter.count(articles, texts, listing.hidesStopWords());
    int[] ranked = listing.rank(counter, window.shard());
    int[] order = window.shard().termOrder();
    long[] byTerm = new long[ranked.length];
    for (int i = 0; i < ranked.length; i++) {
      byTerm[i] = ((long) order[ranked[i]] << 32) | i;
    }
    Arrays.sort(byTerm);
    TermDictionary dictionary = window.shard().dictionary();
    Cells before = row -> writeBefore(window, sliceType, slice, row);
    Counts counts = new Counts(counter, articles.size());
    rows.forget();
    for (long orderAndRank : byTerm) {
      int rank = (int) orderAndRank;
      int term = ranked[rank];
      counts.of(term);
      rows.repeated(0, before);
      rows.utf8(dictionary.arena(), dictionary.start(term), dictionary.length(term));
      rows.integer(rank + 1);
      rows.repeated(counts.key(), counts);
      rows.endRow();
    }
  }

  private static void writeBefore(
      WindowArticles window, String sliceType, String slice, RowWriter row) throws IOException {
    row.timestamp(window.start());
    row.timestamp(window.end());
    row.text(sliceType);
    row.text(slice);
    row.integer(1);
  }

  /** The cells that follow from how often a term occurs; most terms are as rare as many others. */
  private final class Counts implements Cells {
    private final TermCounter counter;
    private final long totalTerms;
    private final long totalDocs;
    private long termCount;
    private long docCount;
    private long uniqueDocs;

    Counts(TermCounter counter, long totalDocs) {
      this.counter = counter;
      this.totalTerms = counter.totalTerms();
      this.totalDocs = totalDocs;
    }

    void of(int term) {
      termCount = counter.termCount(term);
      docCount = counter.docCount(term);
      uniqueDocs = copies.find() ? counter.uniqueCount(term) : 0;
    }

    /** Different for different counts. */
    long key() {
      return (termCount * (totalDocs + 1) + docCount) * (totalDocs + 1) + uniqueDocs;
    }

    @Override
    public void writeTo(RowWriter row) throws IOException {
      double ratio = (double) termCount / totalTerms;
      row.integer(termCount);
      row.integer(docCount);
      if (copies.find()) {
        row.integer(uniqueDocs);
      } else {
        row.empty();
      }
      row.integer(totalTerms);
      row.integer(totalDocs);
      row.real(ratio);
      row.real((double) docCount / totalDocs);
      row.real(Wilson.low(docCount, totalDocs));
      row.real(Wilson.high(docCount, totalDocs));
      row.real(ratio * 1e6);
      row.real(ratio * Math.log((double) totalDocs / docCount));
    }
  }
}
