package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.stats.Bursts.WindowBurst;
import io.broadsheet.stats.OverdispersedRate;
import io.broadsheet.stats.SparseTrend;
import io.broadsheet.window.WindowScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Follows the terms of one shard over all windows of the run and tells each shard of windows what
 * it must know to write its rows: the terms that may be listed, all p-values, and the bursts.
 *
 * <p>Memory: some 40 bytes for each pair of a term and a window that has it, one length of terms
 * after the other, and the blocks.
 */
final class TermTrends {
  static final int VERSION = 1;

  /** Below it are the scores of terms that do not rise. */
  private static final double LOWEST_RISING = -1;

  /** What rounding leaves where there is none. */
  private static final double NO_DISPERSION = 1e-12;

  private static final SparseTrend NO_TREND = new SparseTrend(Double.NaN, Double.NaN, Double.NaN);

  /** Takes finished blocks. */
  interface Receiver {
    void block(int windowShard, byte[] block);
  }

  private final Shards shards;
  private final TrendRules rules;
  private final TermListing listing;
  private final List<TermCountBlock> blocks = new ArrayList<>();
  private final TermDictionary words = new TermDictionary(1 << 12);
  private final List<int[]> wordsOfBlocks = new ArrayList<>();
  private final TrendWindows windows;
  private final TermTests tests;

  /**
   * @param packed the shard's {@link TermCountBlocks}, in any order
   */
  TermTrends(
      Iterable<byte[]> packed,
      WindowScheme scheme,
      Shards shards,
      TrendRules rules,
      TermListing listing) {
    this.shards = shards;
    this.rules = rules;
    this.listing = listing;
    SortedMap<Long, Long> docsByStart = new TreeMap<>();
    for (byte[] bytes : packed) {
      TermCountBlock block = new TermCountBlock(bytes);
      blocks.add(block);
      wordsOfBlocks.add(block.addWordsTo(words));
      for (int i = 0; i < block.starts.length; i++) {
        docsByStart.put(block.starts[i], block.docs[i]);
      }
    }
    windows = new TrendWindows(docsByStart, scheme, rules);
    tests = new TermTests(windows);
  }

  void follow(Receiver receiver) {
    int lengths = 0;
    for (TermCountBlock block : blocks) {
      lengths = Math.max(lengths, block.lengths.size());
    }
    ByteWriter[] outs = new ByteWriter[shards.count()];
    Arrays.setAll(outs, shard -> new ByteWriter(1 << 12));
    for (int n = 1; n <= lengths; n++) {
      new OneLength(n).writeTo(outs);
    }
    for (int shard = 0; shard < outs.length; shard++) {
      if (outs[shard].length() > 0) {
        receiver.block(shard, outs[shard].toByteArray());
      }
    }
  }

  /** A burst of a term; windows are places in the track of whole-span measures. */
  private record TermBurst(int term, WindowBurst burst) {}

  /** The terms of one length. */
  private final class OneLength {
    private final int n;
    private final TermSeries series;
    private final long[] families = new long[windows.count()];
    private final TrendCandidates[] candidates = new TrendCandidates[windows.count()];
    private final List<TermBurst> bursts = new ArrayList<>();

    OneLength(int n) {
      this.n = n;
      series = new TermSeries(blocks, n - 1, windows, words, wordsOfBlocks);
      Arrays.setAll(candidates, window -> new TrendCandidates(listing.top()));
      test();
      findBursts();
    }

    private void test() {
      int terms = series.terms();
      BaselineTests track = new BaselineTests();
      for (int term = 0; term < terms; term++) {
        if (windows.tracks() == 1) {
          for (int pair = series.firstPair(term); pair < series.endPair(term); pair++) {
            track.add(pair);
          }
          track.finish();
          continue;
        }
        int first = series.firstPair(term);
        long[] byTrack = new long[series.endPair(term) - first];
        for (int i = 0; i < byTrack.length; i++) {
          byTrack[i] = ((long) windows.track(series.window(first + i)) << 32) | i;
        }
        Arrays.sort(byTrack);
        for (int i = 0; i < byTrack.length; i++) {
          track.add(first + (int) byTrack[i]);
          if (i + 1 == byTrack.length || byTrack[i] >>> 32 != byTrack[i + 1] >>> 32) {
            track.finish();
          }
        }
      }
      track.sumFamilies();
    }

    /** Tests the windows of one term that are in one track. */
    private final class BaselineTests {
      private final long[][] familyChanges = new long[windows.tracks()][];
      private int[] pairs = new int[64];
      private long[] counts = new long[64];
      private long[] docs = new long[64];
      private final long[] baselineCount = new long[rules.baseline()];
      private final long[] baselineDocs = new long[rules.baseline()];
      private int size;

      BaselineTests() {
        for (int track = 0; track < familyChanges.length; track++) {
          familyChanges[track] = new long[windows.windowsOf(track).length + 1];
        }
      }

      void add(int pair) {
        if (size == pairs.length) {
          pairs = Arrays.copyOf(pairs, size * 2);
          counts = Arrays.copyOf(counts, size * 2);
          docs = Arrays.copyOf(docs, size * 2);
        }
        pairs[size] = pair;
        counts[size] = series.docCount(pair);
        docs[size++] = windows.docs(series.window(pair));
      }

      void finish() {
        countFamilies();
        int from = 0;
        int sum = 0;
        for (int i = 0; i < size; i++) {
          int pair = pairs[i];
          int window = series.window(pair);
          while (windows.place(series.window(pairs[from])) < windows.baselinePlace(window)) {
            sum -= (int) counts[from++];
          }
          int count = (int) counts[i];
          double dispersion = 0;
          double score = Double.NaN;
          if (windows.baselineWindows(window) >= rules.atLeast()
              && (long) count + sum >= rules.minDocs()) {
            dispersion = dispersion(window, from, i);
            tests.test(window, count, sum, dispersion);
            score = tests.score();
            candidates[window].addPValue(tests.pValue());
          }
          if (mayBeListed(window, pair, score)) {
            candidates[window].add(pair, sum, score, dispersion);
          }
          sum += count;
        }
        size = 0;
      }

      private double dispersion(int window, int from, int to) {
        int length = to - from;
        if (length == 0 || windows.baselineWindows(window) < 2) {
          return 0;
        }
        System.arraycopy(counts, from, baselineCount, 0, length);
        System.arraycopy(docs, from, baselineDocs, 0, length);
        double dispersion =
            OverdispersedRate.dispersion(
                baselineCount,
                baselineDocs,
                length,
                windows.baselineWindows(window),
                windows.baselineDocs(window),
                windows.evenness(window));
        return dispersion < NO_DISPERSION ? 0 : dispersion;
      }

      /**
       * Notes the windows in which the term is one of the family: those whose articles, with the
       * baseline's, have it often enough, whether they have it themselves or not.
       */
      private void countFamilies() {
        if (size == 0) {
          return;
        }
        long[] changes = familyChanges[windows.track(series.window(pairs[0]))];
        long sum = 0;
        int entering = 0;
        int leaving = 0;
        while (leaving < size) {
          int enter = entering < size ? windows.place(series.window(pairs[entering])) : -1;
          int leave = windows.lastPlaceServed(series.window(pairs[leaving])) + 1;
          boolean wasIn = sum >= rules.minDocs();
          int place;
          if (enter >= 0 && enter <= leave) {
            place = enter;
            sum += counts[entering++];
          } else {
            place = leave;
            sum -= counts[leaving++];
          }
          boolean isIn = sum >= rules.minDocs();
          if (isIn != wasIn) {
            changes[place] += isIn ? 1 : -1;
          }
        }
      }

      private void sumFamilies() {
        for (int track = 0; track < familyChanges.length; track++) {
          int[] members = windows.windowsOf(track);
          long sum = 0;
          for (int place = 0; place < members.length; place++) {
            sum += familyChanges[track][place];
            families[members[place]] = sum;
          }
        }
      }
    }

    private void findBursts() {
      BurstFinder finder = new BurstFinder(windows, rules);
      for (int term = 0; term < series.terms(); term++) {
        for (WindowBurst burst : finder.find(series, term)) {
          bursts.add(new TermBurst(term, burst));
        }
      }
    }

    private boolean mayBeListed(int window, int pair, double score) {
      return windows.baselineWindows(window) >= rules.atLeast()
          && !series.isHidden(pair)
          && series.termCount(pair) >= listing.minTermCount()
          && (listing.top() == Integer.MAX_VALUE || score > LOWEST_RISING);
    }

    private void writeTo(ByteWriter[] outs) {
      Measures measures = new Measures();
      for (int shard = 0; shard < outs.length; shard++) {
        writeShard(shard, measures, outs[shard]);
      }
    }

    private void writeShard(int shard, Measures measures, ByteWriter out) {
      Terms terms = new Terms(measures);
      ByteWriter body = new ByteWriter(1 << 12);
      int sections = 0;
      for (int window = 0; window < windows.count(); window++) {
        if (shards.ofWindow(windows.start(window)) == shard
            && windows.baselineWindows(window) >= rules.atLeast()) {
          writeWindow(window, terms, body);
          sections++;
        }
      }
      ByteWriter burstBody = new ByteWriter(1 << 10);
      int burstCount = 0;
      int[] track = windows.windowsOf(windows.lastTrack());
      for (TermBurst found : bursts) {
        int window = track[found.burst().first()];
        if (shards.ofWindow(windows.start(window)) == shard) {
          writeBurst(found, track, terms, burstBody);
          burstCount++;
        }
      }
      if (sections + burstCount == 0) {
        return;
      }
      out.writeByte(VERSION);
      out.writeVarInt(n);
      terms.writeTo(out);
      out.writeVarInt(sections);
      out.writeAll(body);
      out.writeVarInt(burstCount);
      out.writeAll(burstBody);
    }

    private void writeWindow(int window, Terms terms, ByteWriter out) {
      out.writeSigned(windows.start(window));
      out.writeVarLong(series.totalTerms(window));
      out.writeVarLong(windows.docs(window));
      out.writeVarInt(windows.baselineWindows(window));
      out.writeVarLong(windows.baselineDocs(window));
      out.writeLong(Double.doubleToLongBits(windows.evenness(window)));
      out.writeVarLong(families[window]);
      candidates[window].writePValues(out);
      candidates[window].writeForemost(series, pair -> terms.local(series.term(pair), true), out);
    }

    private void writeBurst(TermBurst found, int[] track, Terms terms, ByteWriter out) {
      WindowBurst burst = found.burst();
      long count = 0;
      long docs = 0;
      for (int place = burst.first(); place <= burst.last(); place++) {
        docs += windows.docs(track[place]);
      }
      for (int pair = series.firstPair(found.term()); pair < series.endPair(found.term()); pair++) {
        int window = series.window(pair);
        int place = windows.place(window);
        if (windows.track(window) == windows.lastTrack()
            && place >= burst.first()
            && place <= burst.last()) {
          count += series.docCount(pair);
        }
      }
      out.writeVarInt(terms.local(found.term(), false));
      out.writeSigned(windows.start(track[burst.first()]));
      out.writeVarInt(burst.level());
      out.writeSigned(windows.start(track[burst.last()]));
      out.writeVarLong(count);
      out.writeVarLong(docs);
      out.writeLong(Double.doubleToLongBits(burst.weight()));
    }

    /** Whole-span measures of the terms that are listed anywhere. */
    private final class Measures {
      private final SparseTrend[] trends = new SparseTrend[series.terms()];

      SparseTrend of(int term) {
        if (trends[term] == null) {
          int first = series.firstPair(term);
          int length = series.endPair(term) - first;
          int[] places = new int[length];
          double[] shares = new double[length];
          int count = 0;
          for (int pair = first; pair < first + length; pair++) {
            int window = series.window(pair);
            if (windows.track(window) == windows.lastTrack()) {
              places[count] = windows.place(window);
              shares[count++] = (double) series.docCount(pair) / windows.docs(window);
            }
          }
          trends[term] = SparseTrend.of(windows.lastTrackTimes(), places, shares, count);
        }
        return trends[term];
      }
    }

    /** The terms of one shard of windows, each with its measures if it has rows of trends. */
    private final class Terms {
      private final Measures measures;
      private final int[] numbers = new int[series.terms()];
      private final List<Integer> terms = new ArrayList<>();
      private final BitSet withTrend = new BitSet();

      Terms(Measures measures) {
        this.measures = measures;
      }

      int local(int term, boolean hasTrend) {
        if (numbers[term] == 0) {
          terms.add(term);
          numbers[term] = terms.size();
        }
        if (hasTrend) {
          withTrend.set(term);
        }
        return numbers[term] - 1;
      }

      void writeTo(ByteWriter out) {
        out.writeVarInt(terms.size());
        for (int term : terms) {
          series.writeText(term, out);
          out.writeSigned(windows.start(series.window(series.firstPair(term))));
          SparseTrend trend = withTrend.get(term) ? measures.of(term) : NO_TREND;
          out.writeLong(Double.doubleToLongBits(trend.slope()));
          out.writeLong(Double.doubleToLongBits(trend.tau()));
          out.writeLong(Double.doubleToLongBits(trend.pValue()));
        }
      }
    }
  }
}
