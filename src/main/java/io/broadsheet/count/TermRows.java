package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.stats.Wilson;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.RowWriter.Cells;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.Arrays;

/**
 * Table {@code terms}: the most frequent terms of each slice of a window. Every term is counted;
 * stop words, rare terms and what lies behind the first {@code topTerms} are only not listed.
 */
final class TermRows implements SliceReport {
  private final CopySettings copies;

  TermRows(CopySettings copies) {
    this.copies = copies;
  }

  @Override
  public Table table() {
    return Tables.TERMS;
  }

  @Override
  public void write(SliceTerms slice, RowWriter rows) throws IOException {
    TermCounter counter = slice.counter();
    WindowTerms terms = counter.windowTerms();
    int[] ranked = slice.ranked();
    int[] order = terms.order(ranked);
    long[] byTerm = new long[ranked.length];
    for (int i = 0; i < ranked.length; i++) {
      byTerm[i] = ((long) order[i] << 32) | i;
    }
    Arrays.sort(byTerm);
    Cells before = slice::writeBefore;
    Counts counts = new Counts(counter);
    rows.forget();
    for (long orderAndRank : byTerm) {
      int rank = (int) orderAndRank;
      int term = ranked[rank];
      counts.of(term);
      RowWriter row = rows.row(slice.sliceType(), -(rank + 1.0));
      row.repeated(0, before);
      terms.writeTo(row, term);
      row.integer(rank + 1);
      row.repeated(counts.key(), counts);
      row.endRow();
    }
  }

  /** The cells that follow from how often a term occurs; most terms are as rare as many others. */
  private final class Counts implements Cells {
    private final TermCounter counter;
    private final long totalTerms;
    private final long totalDocs;
    private long termCount;
    private long docCount;
    private long uniqueDocs;

    Counts(TermCounter counter) {
      this.counter = counter;
      this.totalTerms = counter.totalTerms();
      this.totalDocs = counter.totalDocs();
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
