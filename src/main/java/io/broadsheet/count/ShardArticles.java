package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.text.TextRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All articles of one shard, with one dictionary for all their terms.
 *
 * <p>Memory: the shard's blocks, their articles' metadata (some 400 bytes each) and distinct terms
 * (some 30 bytes each). More shards make it smaller.
 */
final class ShardArticles {

  /** The order of articles wherever one is needed: by date, id, then source. */
  static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.document().publishedMillis())
          .thenComparing(entry -> entry.document().id())
          .thenComparing(entry -> entry.document().sourceName())
          .thenComparing(entry -> entry.document().offset());

  /**
   * One article and where its tokens are.
   *
   * @param blockTerms the numbers that the block's terms have in the shard's dictionary
   * @param number its place in the order of the shard, from 0
   */
  record Entry(Document document, ByteReader tokens, IntArray blockTerms, int number) {}

  /** An array that a record may hold. */
  static final class IntArray {
    final int[] values;

    IntArray(int[] values) {
      this.values = values;
    }
  }

  private final TermDictionary dictionary = new TermDictionary(1 << 14);
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, BitSet> stopTermsByLanguage = new HashMap<>();
  private final TextRules text;
  private int[] termsInOrder;
  private int[] termOrder;

  ShardArticles(Iterable<byte[]> blocks, TextRules text) {
    this.text = text;
    List<Entry> unordered = new ArrayList<>();
    for (byte[] bytes : blocks) {
      ArticleBlock block = new ArticleBlock(bytes);
      IntArray blockTerms = new IntArray(block.addTermsTo(dictionary));
      for (Document document : block.documents()) {
        unordered.add(new Entry(document, new ByteReader(bytes), blockTerms, 0));
      }
    }
    unordered.sort(ORDER);
    for (Entry entry : unordered) {
      entries.add(new Entry(entry.document(), entry.tokens(), entry.blockTerms(), entries.size()));
    }
  }

  /** All articles in {@link #ORDER}. */
  List<Entry> entries() {
    return entries;
  }

  TermDictionary dictionary() {
    return dictionary;
  }

  /** The numbers of all terms, in code-point order of the terms. */
  int[] termsInOrder() {
    if (termsInOrder == null) {
      termsInOrder = sorted(dictionary);
    }
    return termsInOrder;
  }

  /** For each term its place in {@link #termsInOrder}. */
  int[] termOrder() {
    if (termOrder == null) {
      int[] terms = termsInOrder();
      termOrder = new int[terms.length];
      for (int i = 0; i < terms.length; i++) {
        termOrder[terms[i]] = i;
      }
    }
    return termOrder;
  }

  /** The terms that are stop words in articles of a language. */
  BitSet stopTerms(String language) {
    return stopTermsByLanguage.computeIfAbsent(
        language,
        key -> {
          BitSet terms = new BitSet();
          for (String word : text.stopWords(key)) {
            int term = dictionary.find(word.getBytes(StandardCharsets.UTF_8));
            if (term >= 0) {
              terms.set(term);
            }
          }
          return terms;
        });
  }

  private static int[] sorted(TermDictionary dictionary) {
    int size = dictionary.size();
    long[] byPrefix = new long[size];
    byte[] arena = dictionary.arena();
    for (int id = 0; id < size; id++) {
      int start = dictionary.start(id);
      long prefix = 0;
      for (int i = 0; i < 4; i++) {
        int next = i < dictionary.length(id) ? arena[start + i] & 0xff : 0;
        prefix = (prefix << 8) | next;
      }
      byPrefix[id] = (prefix << 31) | id;
    }
    Arrays.sort(byPrefix);
    int[] sorted = new int[size];
    for (int i = 0; i < size; ) {
      long prefix = byPrefix[i] >>> 31;
      int end = i;
      while (end < size && byPrefix[end] >>> 31 == prefix) {
        sorted[end] = (int) byPrefix[end] & 0x7fffffff;
        end++;
      }
      if (end - i > 1) {
        sortByBytes(sorted, i, end, dictionary);
      }
      i = end;
    }
    return sorted;
  }

  private static void sortByBytes(int[] terms, int from, int to, TermDictionary dictionary) {
    Integer[] boxed = new Integer[to - from];
    for (int i = from; i < to; i++) {
      boxed[i - from] = terms[i];
    }
    byte[] arena = dictionary.arena();
    Arrays.sort(
        boxed,
        (a, b) ->
            Arrays.compareUnsigned(
                arena,
                dictionary.start(a),
                dictionary.start(a) + dictionary.length(a),
                arena,
                dictionary.start(b),
                dictionary.start(b) + dictionary.length(b)));
    for (int i = from; i < to; i++) {
      terms[i] = boxed[i - from];
    }
  }
}
