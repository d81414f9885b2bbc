package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.ShardArticles.IntArray;
import io.broadsheet.count.TermCountBlock.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The terms of one length of one shard, each with the windows that have it: pairs of term and
 * window, numbered by term, then by window.
 *
 * <p>Memory: 12 bytes for each pair, 16 more while they are read, and {@link WordSequences}.
 */
final class TermSeries {
  /** So many terms are looked up at once. */
  private static final int AT_ONCE = 1 << 10;

  private final TermDictionary words;
  private final WordSequences terms;
  private final long[] totalTerms;
  private int[] firstPair;
  private int[] windowOf;
  private int[] termCounts;
  private int[] docCounts;

  /** Where the counts of a window stand. */
  private record Place(int window, TermCountBlock block, IntArray words, Section section) {}

  /**
   * @param place of the length among the blocks' lengths
   * @param words of all blocks
   * @param wordsOfBlocks for each block the numbers of its words in {@code words}
   */
  TermSeries(
      List<TermCountBlock> blocks,
      int place,
      TrendWindows windows,
      TermDictionary words,
      List<int[]> wordsOfBlocks) {
    this.words = words;
    terms = new WordSequences(place + 1);
    totalTerms = new long[windows.count()];
    List<Place> places = new ArrayList<>();
    int pairs = 0;
    for (int i = 0; i < blocks.size(); i++) {
      TermCountBlock block = blocks.get(i);
      if (place < block.lengths.size()) {
        IntArray itsWords = new IntArray(wordsOfBlocks.get(i));
        for (Section section : block.lengths.get(place)) {
          places.add(
              new Place(windows.find(block.starts[section.window()]), block, itsWords, section));
          pairs = Math.addExact(pairs, section.count());
        }
      }
    }
    places.sort(Comparator.comparingInt(Place::window));
    fill(places, pairs);
  }

  /** Reads all pairs by window, then brings those of a term together. */
  private void fill(List<Place> places, int pairs) {
    int[] termOf = new int[pairs];
    int[] termCountOf = new int[pairs];
    int[] docCountOf = new int[pairs];
    int[] windowOfRead = new int[pairs];
    int[] sequences = new int[AT_ONCE * terms.length()];
    long[] hashes = new long[AT_ONCE];
    int read = 0;
    for (Place place : places) {
      totalTerms[place.window()] = place.section().totalTerms();
      TermCountBlock.Terms in =
          place.block().new Terms(place.section(), terms.length(), place.words().values);
      int end = read + place.section().count();
      Arrays.fill(windowOfRead, read, end, place.window());
      while (read < end) {
        int count = Math.min(AT_ONCE, end - read);
        for (int i = 0; i < count; i++) {
          hashes[i] = in.next(sequences, i * terms.length());
          termCountOf[read + i] = in.hiddenAndCount();
          docCountOf[read + i] = in.docCount();
        }
        terms.addAll(sequences, hashes, count, termOf, read);
        read += count;
      }
    }
    firstPair = new int[terms.size() + 1];
    for (int term : termOf) {
      firstPair[term + 1]++;
    }
    for (int term = 0; term < terms.size(); term++) {
      firstPair[term + 1] += firstPair[term];
    }
    int[] next = Arrays.copyOf(firstPair, terms.size());
    windowOf = new int[pairs];
    termCounts = new int[pairs];
    docCounts = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      int pair = next[termOf[i]]++;
      windowOf[pair] = windowOfRead[i];
      termCounts[pair] = termCountOf[i];
      docCounts[pair] = docCountOf[i];
    }
  }

  /** How many terms there are. */
  int terms() {
    return terms.size();
  }

  /** Writes the size of a term's text, then the text. */
  void writeText(int term, ByteWriter out) {
    int n = terms.length();
    int size = n - 1;
    for (int place = 0; place < n; place++) {
      size += words.length(terms.word(term, place));
    }
    out.writeVarInt(size);
    for (int place = 0; place < n; place++) {
      if (place > 0) {
        out.writeByte(' ');
      }
      int word = terms.word(term, place);
      out.writeBytes(words.arena(), words.start(word), words.length(word));
    }
  }

  int firstPair(int term) {
    return firstPair[term];
  }

  /** The pair behind the term's last. */
  int endPair(int term) {
    return firstPair[term + 1];
  }

  int window(int pair) {
    return windowOf[pair];
  }

  int termCount(int pair) {
    return termCounts[pair] >>> 1;
  }

  /** True if the window does not list the term. */
  boolean isHidden(int pair) {
    return (termCounts[pair] & 1) != 0;
  }

  int docCount(int pair) {
    return docCounts[pair];
  }

  /** The term of a pair. */
  int term(int pair) {
    int found = Arrays.binarySearch(firstPair, pair);
    if (found < 0) {
      return -found - 2;
    }
    // Every term has a pair, so no two begin with the same.
    return found;
  }

  /** All occurrences of terms of this length in a window. */
  long totalTerms(int window) {
    return totalTerms[window];
  }
}
