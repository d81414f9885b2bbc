package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.Wilson;
import io.broadsheet.table.RowWriter;
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
    long totalTerms = counter.totalTerms();
    long totalDocs = articles.size();
    for (long orderAndRank : byTerm) {
      int rank = (int) orderAndRank;
      int term = ranked[rank];
      long termCount = counter.termCount(term);
      long docCount = counter.docCount(term);
      double ratio = (double) termCount / totalTerms;
      rows.timestamp(window.start());
      rows.timestamp(window.end());
      rows.text(sliceType);
      rows.text(slice);
      rows.integer(1);
      rows.utf8(dictionary.arena(), dictionary.start(term), dictionary.length(term));
      rows.integer(rank + 1);
      rows.integer(termCount);
      rows.integer(docCount);
      if (copies.find()) {
        rows.integer(counter.uniqueCount(term));
      } else {
        rows.empty();
      }
      rows.integer(totalTerms);
      rows.integer(totalDocs);
      rows.real(ratio);
      rows.real((double) docCount / totalDocs);
      rows.real(Wilson.low(docCount, totalDocs));
      rows.real(Wilson.high(docCount, totalDocs));
      rows.real(ratio * 1e6);
      rows.real(ratio * Math.log((double) totalDocs / docCount));
      rows.endRow();
    }
  }
}
