package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the terms of some articles: in plain arrays with a place for every term, of which only
 * those that occurred are cleared for the next count. Terms are given out in ascending order, which
 * is that of the arrays, so that whoever looks at all of them reads memory from front to back.
 *
 * <p>An article's terms lie anywhere, and most are not at hand. Nothing is decided by what is found
 * there, so that the processor waits for many at once.
 *
 * <p>Memory: 16 bytes for each distinct term that {@link WindowTerms#repeated} does not exclude, 20
 * where copies are known, and a bit for all others.
 */
final class TermCounter {
  /** What is counted of a term lies together, so that a term is one access to memory. */
  private static final int CELLS = 4;

  /** So many terms' cells are at hand at once. */
  private static final int AT_ONCE = 1 << 7;

  private static final int TERM_COUNT = 0;
  private static final int DOC_COUNT = 1;
  private static final int STOP_COUNT = 2;
  private static final int LAST_DOCUMENT = 3;

  private int[] cells = {};
  private int[] uniqueCounts = {};

  /** The terms of an article that may occur again, with {@link WindowTerms#STOP_BIT}. */
  private int[] itsTerms = new int[1 << 10];

  private final TermSet occurring = new TermSet();

  /** Only smaller terms have cells. */
  private int repeated;

  /** How many of the others occur. */
  private int onceSize;

  private int documentsSoFar;

  /** The first article with the text that is counted; those with the same follow it. */
  private int firstOfText;

  private long totalTerms;
  private int documents;

  /** Whether some of the articles have the same text; else each term is in as many texts. */
  private boolean textsRepeat;

  private WindowTerms terms;

  /**
   * Counts the terms of {@code articles}: afresh, or not at all if that was the last count.
   *
   * @param articles those with the same text next to each other
   * @param texts which have the same text; null if that is not asked for
   */
  void count(WindowTerms terms, List<Entry> articles, Texts texts) {
    clear();
    this.terms = terms;
    textsRepeat = texts != null && texts.repeat(articles);
    repeated = terms.repeated();
    grow();
    documents = articles.size();
    int text = -1;
    for (Entry article : articles) {
      int previous = text;
      text = textsRepeat ? texts.text(article) : -1;
      documentsSoFar++;
      if (text < 0 || text != previous) {
        firstOfText = documentsSoFar;
      }
      add(article);
    }
  }

  private void clear() {
    for (int term : repeatedTerms()) {
      int cell = term * CELLS;
      cells[cell] = 0;
      cells[cell + DOC_COUNT] = 0;
      cells[cell + STOP_COUNT] = 0;
      if (textsRepeat) {
        uniqueCounts[term] = 0;
      }
    }
    occurring.clear();
    onceSize = 0;
    totalTerms = 0;
  }

  private void grow() {
    occurring.grow(terms.size());
    if (cells.length < repeated * CELLS) {
      cells = Arrays.copyOf(cells, Math.multiplyExact(repeated, CELLS));
    }
    if (textsRepeat && uniqueCounts.length < repeated) {
      uniqueCounts = Arrays.copyOf(uniqueCounts, repeated);
    }
  }

  private void add(Entry article) {
    int end = terms.end(article);
    int start = terms.start(article);
    if (itsTerms.length < end - start) {
      itsTerms = new int[(end - start) * 2];
    }
    int size = 0;
    int others = terms.others(article);
    for (int place = start; place < end; place++) {
      int term = terms.withStopBit(place);
      itsTerms[size] = term;
      // What is below 0 has a larger number, too.
      size += ((term & WindowTerms.NUMBER) - repeated) >>> 31;
      others += term == WindowTerms.OTHER ? 1 : 0;
    }
    int onceStart = terms.onceStart(article);
    int once = terms.onceEnd(article) - onceStart;
    occurring.addRange(onceStart, onceStart + once);
    onceSize += once;
    totalTerms += (long) size + once + others;
    addRepeated(size);
  }

  /** Counts the first of {@link #itsTerms}. */
  private void addRepeated(int size) {
    for (int from = 0; from < size; from += AT_ONCE) {
      int to = Math.min(size, from + AT_ONCE);
      if (fetch(from, to) < 0) {
        throw new IllegalStateException("a term occurs too often to be counted");
      }
      for (int i = from; i < to; i++) {
        int term = itsTerms[i] & WindowTerms.NUMBER;
        int cell = term * CELLS;
        int last = cells[cell + LAST_DOCUMENT];
        // One if the last was an earlier one: articles are numbered in ascending order.
        int isFirst = (last - documentsSoFar) >>> 31;
        cells[cell + TERM_COUNT]++;
        cells[cell + DOC_COUNT] += isFirst;
        cells[cell + STOP_COUNT] += isFirst & (itsTerms[i] >>> WindowTerms.STOP_SHIFT);
        cells[cell + LAST_DOCUMENT] = documentsSoFar;
        occurring.add(term);
        if (textsRepeat) {
          uniqueCounts[term] += (last - firstOfText) >>> 31;
        }
      }
    }
  }

  /**
   * Reads the cells of some of {@link #itsTerms}: the processor waits for many that are read at
   * once, but for few that are written.
   *
   * @return below 0 if a count is
   */
  private int fetch(int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= cells[(itsTerms[i] & WindowTerms.NUMBER) * CELLS];
    }
    return all;
  }

  /** Of what the numbers of terms are. */
  WindowTerms windowTerms() {
    return terms;
  }

  /** All terms that occur, ascending. */
  int[] terms() {
    return occurring.toArray();
  }

  /**
   * The terms that occur, ascending, without those that {@link WindowTerms#repeated} tells to occur
   * once in the window.
   */
  int[] repeatedTerms() {
    return occurring.toArray(repeated);
  }

  /** How many terms {@link #repeatedTerms} leaves out. */
  int onceTerms() {
    return onceSize;
  }

  int termCount(int term) {
    return term < repeated ? cells[term * CELLS + TERM_COUNT] : once(term);
  }

  int docCount(int term) {
    return term < repeated ? cells[term * CELLS + DOC_COUNT] : once(term);
  }

  /** In how many different texts a term occurs, if that was asked for. */
  int uniqueCount(int term) {
    return textsRepeat && term < repeated ? uniqueCounts[term] : docCount(term);
  }

  private int once(int term) {
    return occurring.contains(term) ? 1 : 0;
  }

  /** True if the term begins or ends with a function word in most articles that have it. */
  boolean isStopWord(int term) {
    return term < repeated
        ? cells[term * CELLS + STOP_COUNT] * 2 > cells[term * CELLS + DOC_COUNT]
        : terms.isStopOnce(term) && occurring.contains(term);
  }

  /** All occurrences of all terms. */
  long totalTerms() {
    return totalTerms;
  }

  /** How many articles were counted. */
  int totalDocs() {
    return documents;
  }
}
