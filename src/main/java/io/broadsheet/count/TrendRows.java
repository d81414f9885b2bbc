package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.stats.BenjaminiHochberg;
import io.broadsheet.stats.OverdispersedRate;
import io.broadsheet.stats.RateRatio;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the rows of tables {@code trends} and {@code bursts} of one shard of windows, from what
 * {@link TermTrends} tells of every shard of terms: chooses the foremost among all of them and
 * corrects p-values for all of them.
 *
 * <p>Memory: the blocks, and the p-values and candidates of one window.
 */
final class TrendRows {
  private static final Comparator<Term> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.bytes, a.start, a.end, b.bytes, b.start, b.end);

  private final WindowScheme scheme;
  private final TermListing listing;
  private final List<String> tables;

  /** For each window, by n, what each shard of terms says of it. */
  private final TreeMap<Long, TreeMap<Integer, List<Section>>> sections = new TreeMap<>();

  private final TreeMap<Long, TreeMap<Integer, List<Burst>>> bursts = new TreeMap<>();

  private record Section(ByteReader in, int at, List<Term> terms) {}

  private record Burst(
      Term term, int level, long lastStart, long docCount, long totalDocs, double weight) {}

  private static final class Term {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final long firstSeen;
    private final double slope;
    private final double tau;
    private final double tauP;

    Term(ByteReader in) {
      int length = in.readVarInt();
      bytes = in.bytes();
      start = in.position();
      end = start + length;
      in.skip(length);
      firstSeen = in.readSigned();
      slope = readReal(in);
      tau = readReal(in);
      tauP = readReal(in);
    }

    private void tell(ListedTerms told) {
      told.add(bytes, start, end - start);
    }
  }

  private record Row(
      Term term,
      long termCount,
      long docCount,
      long baselineCount,
      double score,
      double dispersion) {}

  private static final Comparator<Row> FOREMOST =
      Comparator.comparing(
              (Row row) -> Double.isNaN(row.score) ? Double.POSITIVE_INFINITY : -row.score)
          .thenComparing(Row::term, BY_BYTES);

  private static final Comparator<Burst> HEAVIEST =
      Comparator.comparing((Burst burst) -> -burst.weight)
          .thenComparing(Burst::term, BY_BYTES)
          .thenComparing(Burst::level);

  /**
   * @param tables the names of the tables to write
   */
  TrendRows(WindowScheme scheme, TermListing listing, List<String> tables) {
    this.scheme = scheme;
    this.listing = listing;
    this.tables = tables;
  }

  private static double readReal(ByteReader in) {
    return Double.longBitsToDouble(in.readLong());
  }

  /** Adds what a shard of terms says. */
  void add(byte[] block) {
    ByteReader in = new ByteReader(block);
    while (in.hasMore()) {
      int version = in.readByte();
      if (version != TermTrends.VERSION) {
        throw new IllegalStateException("block version " + version);
      }
      int n = in.readVarInt();
      int count = in.readVarInt();
      List<Term> terms = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        terms.add(new Term(in));
      }
      int windows = in.readVarInt();
      for (int i = 0; i < windows; i++) {
        long start = in.readSigned();
        sections
            .computeIfAbsent(start, key -> new TreeMap<>())
            .computeIfAbsent(n, key -> new ArrayList<>())
            .add(new Section(in, in.position(), terms));
        skipSection(in);
      }
      int found = in.readVarInt();
      for (int i = 0; i < found; i++) {
        Term term = terms.get(in.readVarInt());
        bursts
            .computeIfAbsent(in.readSigned(), key -> new TreeMap<>())
            .computeIfAbsent(n, key -> new ArrayList<>())
            .add(
                new Burst(
                    term,
                    in.readVarInt(),
                    in.readSigned(),
                    in.readVarLong(),
                    in.readVarLong(),
                    readReal(in)));
      }
    }
  }

  private static void skipSection(ByteReader in) {
    new Totals(in);
    in.readVarInt();
    in.skip(in.readVarInt());
    in.readVarInt();
    in.skip(in.readVarInt());
  }

  /** What is the same for all terms of a window. */
  private static final class Totals {
    private final long totalTerms;
    private final long totalDocs;
    private final int baselineWindows;
    private final long baselineDocs;
    private final double evenness;
    private final long family;

    Totals(ByteReader in) {
      totalTerms = in.readVarLong();
      totalDocs = in.readVarLong();
      baselineWindows = in.readVarInt();
      baselineDocs = in.readVarLong();
      evenness = readReal(in);
      family = in.readVarLong();
    }
  }

  /**
   * Writes all rows.
   *
   * @param told takes the terms that have rows
   */
  void write(TableOutput output, ListedTerms told) throws IOException {
    if (tables.contains(Tables.TRENDS.name())) {
      for (var window : sections.entrySet()) {
        RowWriter rows = output.begin(Tables.TRENDS, window.getKey(), 0);
        for (Map.Entry<Integer, List<Section>> length : window.getValue().entrySet()) {
          writeTrends(window.getKey(), length.getKey(), length.getValue(), rows, told);
        }
        output.end();
      }
    }
    if (tables.contains(Tables.BURSTS.name())) {
      for (var window : bursts.entrySet()) {
        RowWriter rows = output.begin(Tables.BURSTS, window.getKey(), 0);
        for (Map.Entry<Integer, List<Burst>> length : window.getValue().entrySet()) {
          writeBursts(window.getKey(), length.getKey(), length.getValue(), rows, told);
        }
        output.end();
      }
    }
  }

  private void writeTrends(
      long start, int n, List<Section> shards, RowWriter rows, ListedTerms told)
      throws IOException {
    PValues pValues = new PValues();
    List<Row> found = new ArrayList<>();
    Totals totals = null;
    long totalTerms = 0;
    long family = 0;
    for (Section shard : shards) {
      ByteReader in = shard.in();
      in.seek(shard.at());
      totals = new Totals(in);
      // A shard without a term of this length in the window does not know the total.
      totalTerms = Math.max(totalTerms, totals.totalTerms);
      family += totals.family;
      pValues.read(in);
      int count = in.readVarInt();
      in.readVarInt();
      for (int i = 0; i < count; i++) {
        found.add(
            new Row(
                shard.terms().get(in.readVarInt()),
                in.readVarInt(),
                in.readVarInt(),
                in.readVarInt(),
                readReal(in),
                in.readByte() == 1 ? readReal(in) : 0));
      }
    }
    found.sort(FOREMOST);
    List<Row> listed = new ArrayList<>(found.subList(0, Math.min(listing.top(), found.size())));
    pValues.adjust(family);
    Integer[] ranks = new Integer[listed.size()];
    Arrays.setAll(ranks, rank -> rank);
    Arrays.sort(ranks, Comparator.comparing(rank -> listed.get(rank).term, BY_BYTES));
    told.begin(start, start, n, listed.size());
    for (int rank : ranks) {
      listed.get(rank).term.tell(told);
      writeTrend(start, n, totals, totalTerms, listed.get(rank), rank, pValues, rows);
    }
  }

  private void writeTrend(
      long start,
      int n,
      Totals totals,
      long totalTerms,
      Row row,
      int rank,
      PValues pValues,
      RowWriter rows)
      throws IOException {
    double expected = RateRatio.expected(totals.totalDocs, row.baselineCount, totals.baselineDocs);
    double z = Double.NaN;
    double pValue = Double.NaN;
    boolean isTested = !Double.isNaN(row.score);
    if (isTested) {
      z = RateRatio.z(row.docCount, totals.totalDocs, row.baselineCount, totals.baselineDocs);
      pValue =
          row.dispersion > 0
              ? OverdispersedRate.pValue(
                  row.docCount,
                  totals.totalDocs,
                  row.baselineCount,
                  totals.baselineDocs,
                  row.dispersion,
                  totals.evenness)
              : RateRatio.pValue(
                  row.docCount, totals.totalDocs, row.baselineCount, totals.baselineDocs);
    }
    rows.timestamp(start);
    rows.timestamp(scheme.end(start));
    rows.integer(n);
    rows.utf8(row.term.bytes, row.term.start, row.term.end - row.term.start);
    rows.integer(rank + 1);
    rows.integer(row.termCount);
    rows.integer(row.docCount);
    rows.integer(totalTerms);
    rows.integer(totals.totalDocs);
    rows.integer(totals.baselineWindows);
    rows.integer(row.baselineCount);
    rows.integer(totals.baselineDocs);
    rows.real(expected);
    rows.real(RateRatio.smoothed(row.docCount, expected));
    rows.real(isTested ? row.dispersion : Double.NaN);
    rows.real(z);
    rows.real(pValue);
    rows.real(pValues.qValue(pValue));
    rows.real(row.term.slope);
    rows.real(row.term.tau);
    rows.real(row.term.tauP);
    rows.timestamp(row.term.firstSeen);
    rows.endRow();
  }

  private void writeBursts(long start, int n, List<Burst> found, RowWriter rows, ListedTerms told)
      throws IOException {
    found.sort(HEAVIEST);
    List<Burst> listed = new ArrayList<>(found.subList(0, Math.min(listing.top(), found.size())));
    listed.sort(Comparator.comparing(Burst::term, BY_BYTES).thenComparing(Burst::level));
    for (Burst burst : listed) {
      told.begin(start, burst.lastStart, n, 1);
      burst.term.tell(told);
      rows.timestamp(start);
      rows.timestamp(scheme.end(start));
      rows.integer(n);
      rows.utf8(burst.term.bytes, burst.term.start, burst.term.end - burst.term.start);
      rows.integer(burst.level);
      rows.timestamp(burst.lastStart);
      rows.timestamp(scheme.end(burst.lastStart));
      rows.integer(burst.docCount);
      rows.integer(burst.totalDocs);
      rows.real((double) burst.docCount / burst.totalDocs);
      rows.real(burst.weight);
      rows.endRow();
    }
  }

  /** The p-values of all terms of a window and length. */
  private static final class PValues {
    private double[] sorted = new double[256];
    private double[] qValues;
    private int count;

    void read(ByteReader in) {
      int distinct = in.readVarInt();
      in.readVarInt();
      for (int i = 0; i < distinct; i++) {
        double pValue = readReal(in);
        int times = in.readVarInt();
        if (count + times > sorted.length) {
          sorted = Arrays.copyOf(sorted, Math.max(count + times, sorted.length * 2));
        }
        Arrays.fill(sorted, count, count + times, pValue);
        count += times;
      }
    }

    void adjust(long family) {
      Arrays.sort(sorted, 0, count);
      qValues = sorted.clone();
      BenjaminiHochberg.adjustSorted(qValues, count, family);
    }

    double qValue(double pValue) {
      return Double.isNaN(pValue)
          ? Double.NaN
          : qValues[Arrays.binarySearch(sorted, 0, count, pValue)];
    }
  }
}
