package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.Collocation;
import io.broadsheet.stats.LogLikelihood;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.RowWriter.Cells;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Table {@code collocations}: the pairs of words of a slice that attract each other most, by G². A
 * pair is a word and another behind it, in one sentence and at most {@code span} words away; each
 * such pair of places counts.
 *
 * <p>Counting is exact. Memory is bounded however large the window: all pairs are counted in as
 * many passes over the words as keep each pass below {@value #PAIRS_OF_A_PASS} pairs, at some 40
 * bytes a distinct pair, and 8 bytes for each distinct word.
 */
final class CollocationRows implements SliceReport {
  private static final int PAIRS_OF_A_PASS = 1 << 22;

  private final CollocationRules rules;
  private final TermListing listing;
  private final int pairsOfAPass;

  CollocationRows(CollocationRules rules, TermListing listing) {
    this(rules, listing, PAIRS_OF_A_PASS);
  }

  /**
   * @param pairsOfAPass how many pairs are counted at once
   */
  CollocationRows(CollocationRules rules, TermListing listing, int pairsOfAPass) {
    this.rules = rules;
    this.listing = listing;
    this.pairsOfAPass = pairsOfAPass;
  }

  @Override
  public Table table() {
    return Tables.COLLOCATIONS;
  }

  /** A pair that may be listed. */
  private record Pair(int first, int second, int count, int docs, double g2) {}

  @Override
  public void write(SliceTerms slice, RowWriter rows) throws IOException {
    TermCounter words = slice.counter();
    WindowTerms terms = words.windowTerms();
    if (terms.length() > 1 || !rules.slices().contains(slice.sliceType())) {
      return;
    }
    int[] order = terms.shard().termOrder();
    Comparator<Pair> byWords =
        Comparator.comparing((Pair pair) -> order[pair.first()])
            .thenComparing(pair -> order[pair.second()]);
    Comparator<Pair> byStrength =
        Comparator.comparing((Pair pair) -> -pair.g2()).thenComparing(byWords);
    Margins margins = new Margins(slice.articles(), terms);
    int passes = Math.toIntExact(1 + margins.total / pairsOfAPass);
    List<Pair> listed = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      PairCounts pairs = new PairCounts();
      int only = pass;
      forEachPair(
          slice.articles(),
          terms,
          (article, first, second) -> {
            if (first % passes == only) {
              pairs.add(article, first, second);
            }
          });
      pairs.addTo(listed, words, margins);
      listed.sort(byStrength);
      listed.subList(Math.min(listed.size(), listing.top()), listed.size()).clear();
    }
    List<Pair> sorted = new ArrayList<>(listed);
    sorted.sort(byWords);
    int[] ranks = new int[sorted.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[Collections.binarySearch(sorted, listed.get(rank), byWords)] = rank + 1;
    }
    Cells before = slice::writeSlice;
    rows.forget();
    for (int i = 0; i < ranks.length; i++) {
      Pair pair = sorted.get(i);
      int first = margins.firsts[pair.first()];
      int second = margins.seconds[pair.second()];
      rows.repeated(0, before);
      terms.writeTo(rows, pair.first());
      terms.writeTo(rows, pair.second());
      rows.integer(ranks[i]);
      rows.integer(pair.count());
      rows.integer(first);
      rows.integer(second);
      rows.integer(margins.total);
      rows.integer(pair.docs());
      rows.real(pair.g2());
      rows.real(LogLikelihood.pValue(pair.g2()));
      rows.real(Collocation.pmi(pair.count(), first, second, margins.total));
      rows.real(Collocation.pmi3(pair.count(), first, second, margins.total));
      rows.endRow();
    }
  }

  private interface PairVisitor {
    void pair(int article, int first, int second);
  }

  private void forEachPair(List<Entry> articles, WindowTerms words, PairVisitor visitor) {
    for (int article = 0; article < articles.size(); article++) {
      int end = words.end(articles.get(article));
      for (int place = words.start(articles.get(article)); place < end; place++) {
        int last = Math.min(end - 1, place + rules.span());
        for (int next = place + 1; next <= last && words.at(place) >= 0; next++) {
          if (words.at(next) < 0) {
            break;
          }
          visitor.pair(article, words.at(place), words.at(next));
        }
      }
    }
  }

  /** In how many pairs each word stands first, and second. */
  private final class Margins {
    private final int[] firsts;
    private final int[] seconds;
    private long total;

    Margins(List<Entry> articles, WindowTerms words) {
      firsts = new int[words.size()];
      seconds = new int[words.size()];
      forEachPair(
          articles,
          words,
          (article, first, second) -> {
            firsts[first]++;
            seconds[second]++;
            total++;
          });
    }
  }

  /** The counts of pairs, by open addressing. */
  private final class PairCounts {
    private long[] keys = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int[] docs = new int[1 << 12];
    private int[] lastArticles = new int[1 << 12];
    private int size;

    void add(int article, int first, int second) {
      int slot = slot(keys, key(first, second));
      if (counts[slot]++ == 0) {
        keys[slot] = key(first, second);
        size++;
      }
      if (lastArticles[slot] != article + 1) {
        lastArticles[slot] = article + 1;
        docs[slot]++;
      }
      if (size * 2 > keys.length) {
        grow();
      }
    }

    /** Above 0. */
    private static long key(int first, int second) {
      return ((long) first << 32 | second) + 1;
    }

    private static int slot(long[] keys, long key) {
      int mask = keys.length - 1;
      int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
      while (keys[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      long[] newKeys = new long[keys.length * 2];
      int[] newCounts = new int[newKeys.length];
      int[] newDocs = new int[newKeys.length];
      int[] newLastArticles = new int[newKeys.length];
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] != 0) {
          int slot = slot(newKeys, keys[i]);
          newKeys[slot] = keys[i];
          newCounts[slot] = counts[i];
          newDocs[slot] = docs[i];
          newLastArticles[slot] = lastArticles[i];
        }
      }
      keys = newKeys;
      counts = newCounts;
      docs = newDocs;
      lastArticles = newLastArticles;
    }

    void addTo(List<Pair> pairs, TermCounter words, Margins margins) {
      for (int i = 0; i < keys.length; i++) {
        if (counts[i] < Math.max(1, rules.minCount())) {
          continue;
        }
        int first = (int) ((keys[i] - 1) >>> 32);
        int second = (int) (keys[i] - 1);
        if (!listing.isListable(words, first) || !listing.isListable(words, second)) {
          continue;
        }
        double g2 =
            Collocation.logLikelihood(
                counts[i], margins.firsts[first], margins.seconds[second], margins.total);
        if (g2 > 0) {
          pairs.add(new Pair(first, second, counts[i], docs[i], g2));
        }
      }
    }
  }
}
