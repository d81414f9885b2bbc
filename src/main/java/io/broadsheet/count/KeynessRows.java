package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.Dispersion;
import io.broadsheet.stats.LogLikelihood;
import io.broadsheet.stats.LogOdds;
import io.broadsheet.stats.LogRatio;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.RowWriter.Cells;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Table {@code keyness}: the terms that a slice uses more, and those that it uses less, than the
 * rest of its window, or another reference; of each as many as {@code top_terms}, by G².
 *
 * <p>Every term of both is tested; together they are the family of the q values. Memory: see {@link
 * KeynessTest}, and the counts of the listed terms in each article of the slice.
 */
final class KeynessRows implements SliceReport {
  private final KeynessRules rules;

  KeynessRows(KeynessRules rules) {
    this.rules = rules;
  }

  @Override
  public Table table() {
    return Tables.KEYNESS;
  }

  @Override
  public void write(SliceTerms slice, RowWriter rows) throws IOException {
    if (!slice.hasReference()) {
      return;
    }
    KeynessTest test = slice.keyness();
    TermCounter target = test.target();
    WindowTerms terms = target.windowTerms();
    int[] listed = test.listed();
    Spread[] spreads = spreads(slice.comparedArticles(), terms, listed, slice.placesOf(listed));
    Cells before = slice::writeBefore;
    Comparison comparison = new Comparison(test);
    rows.forget();
    for (int i = 0; i < listed.length; i++) {
      int term = listed[i];
      comparison.of(term);
      RowWriter row = rows.row(slice.sliceType(), comparison.z());
      row.repeated(0, before);
      test.reference().writeTo(row, term);
      row.repeated(comparison.pair, comparison);
      row.integer(spreads[i].articles);
      row.integer(spreads[i].outlets.size());
      row.real(spreads[i].deviationOfProportions(target.totalTerms()));
      row.endRow();
    }
  }

  /** The cells that follow from a term's two counts; most terms are as rare as many others. */
  private final class Comparison implements Cells {
    private final KeynessTest test;
    private final long targetTotal;
    private final long referenceTotal;

    /** For each pair of counts the z of its terms; NaN as long as it is not known. */
    private final double[] z;

    private int term;
    private int pair;

    Comparison(KeynessTest test) {
      this.test = test;
      this.targetTotal = test.target().totalTerms();
      this.referenceTotal = test.referenceTotal();
      this.z = new double[test.pairs()];
      Arrays.fill(z, Double.NaN);
    }

    void of(int listed) {
      term = listed;
      pair = test.pair(listed);
    }

    double z() {
      if (Double.isNaN(z[pair])) {
        long targetCount = test.targetCount(term);
        long referenceCount = test.referenceCount(term);
        z[pair] =
            LogOdds.z(
                targetCount,
                targetTotal,
                referenceCount,
                referenceTotal,
                targetCount + referenceCount,
                targetTotal + referenceTotal,
                rules.priorWeight());
      }
      return z[pair];
    }

    @Override
    public void writeTo(RowWriter rows) throws IOException {
      long targetCount = test.targetCount(term);
      long referenceCount = test.referenceCount(term);
      double g2 = test.g2(term);
      double ratio = LogRatio.of(targetCount, targetTotal, referenceCount, referenceTotal);
      double half = LogRatio.halfWidth(targetCount, targetTotal, referenceCount, referenceTotal);
      rows.integer(targetCount);
      rows.integer(targetTotal);
      rows.integer(referenceCount);
      rows.integer(referenceTotal);
      rows.real(ratio);
      rows.real(ratio - half);
      rows.real(ratio + half);
      rows.real(g2);
      rows.real(LogLikelihood.pValue(g2));
      rows.real(test.qValue(term));
      rows.real(z());
    }
  }

  /** Where a term occurs in a slice. */
  private static final class Spread {
    private final Set<String> outlets = new HashSet<>();
    private long[] counts = new long[4];
    private long[] sizes = new long[4];
    private int articles;

    void add(String outlet, long count, long size) {
      outlets.add(outlet);
      if (articles == counts.length) {
        counts = Arrays.copyOf(counts, articles * 2);
        sizes = Arrays.copyOf(sizes, articles * 2);
      }
      counts[articles] = count;
      sizes[articles++] = size;
    }

    double deviationOfProportions(long total) {
      return articles == 0
          ? Double.NaN
          : Dispersion.deviationOfProportions(counts, sizes, articles, total);
    }
  }

  private static Spread[] spreads(
      List<Entry> articles, WindowTerms terms, int[] listed, TermPlaces places) {
    Spread[] spreads = new Spread[listed.length];
    Arrays.setAll(spreads, i -> new Spread());
    int[] counts = new int[listed.length];
    int[] touched = new int[listed.length];
    for (Entry article : articles) {
      int touchedSize = 0;
      long size = 0;
      int end = terms.end(article);
      for (int place = terms.start(article); place < end; place++) {
        int term = terms.at(place);
        if (term < 0) {
          size += term == WindowTerms.OTHER ? 1 : 0;
          continue;
        }
        size++;
        int listedPlace = places.of(term);
        if (listedPlace >= 0 && counts[listedPlace]++ == 0) {
          touched[touchedSize++] = listedPlace;
        }
      }
      for (int i = 0; i < touchedSize; i++) {
        int place = touched[i];
        spreads[place].add(article.document().outlet(), counts[place], size);
        counts[place] = 0;
      }
    }
    return spreads;
  }
}
