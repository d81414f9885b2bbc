package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.NumberSort;
import io.broadsheet.copies.Fingerprint.Boilerplate;
import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.text.TermHash;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.TimeWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All articles of one shard, with one dictionary for all their terms.
 *
 * <p>Memory: the shard's blocks, their articles' metadata (some 400 bytes each) and distinct terms
 * (some 30 bytes each). More shards make it smaller.
 */
final class ShardArticles {

  /** The order of articles wherever one is needed: by date, id, then source. */
  static final Comparator<Entry> ORDER =
      Comparator.comparingLong((Entry entry) -> entry.document().publishedMillis())
          .thenComparing(entry -> entry.document().id())
          .thenComparing(entry -> entry.document().sourceName())
          .thenComparingLong(entry -> entry.document().offset());

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
  private final Map<String, long[]> stopTermsByLanguage = new HashMap<>();
  private final Map<String, BitSet> timeTermsByLanguage = new HashMap<>();
  private final TextRules text;
  private final Boilerplate boilerplate;
  private int[] termOrder;
  private int[] wordHashes;

  ShardArticles(Iterable<byte[]> blocks, TextRules text) {
    this(blocks, text, (outlet, line) -> false);
  }

  /**
   * @param boilerplate the lines whose words are not counted, where blocks have {@link LineWords}
   */
  ShardArticles(Iterable<byte[]> blocks, TextRules text, Boilerplate boilerplate) {
    this.text = text;
    this.boilerplate = boilerplate;
    List<Entry> unordered = new ArrayList<>();
    for (byte[] bytes : blocks) {
      ArticleBlock block = new ArticleBlock(bytes);
      IntArray blockTerms = new IntArray(block.addTermsTo(dictionary));
      for (Document document : block.documents()) {
        unordered.add(new Entry(document, new ByteReader(bytes), blockTerms, 0));
      }
    }
    NumberSort.sort(
        unordered,
        ORDER,
        List.of(
            entry -> entry.document().publishedMillis(), entry -> entry.document().id().roughly()));
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

  /**
   * The words of an article that are not counted: for each stretch of them the first and the one
   * behind the last.
   */
  int[] uncountedWords(Entry article) {
    Document document = article.document();
    article.tokens().seek(document.linesStart());
    return LineWords.read(article.tokens(), document.outlet(), boilerplate);
  }

  /** For each term its place in code-point order. */
  int[] termOrder() {
    if (termOrder == null) {
      int[] terms = dictionary.idsInOrder();
      termOrder = new int[terms.length];
      for (int i = 0; i < terms.length; i++) {
        termOrder[terms[i]] = i;
      }
    }
    return termOrder;
  }

  /** The {@link TermHash} of a term. */
  int wordHash(int term) {
    if (wordHashes == null) {
      wordHashes = new int[dictionary.size()];
      for (int i = 0; i < wordHashes.length; i++) {
        wordHashes[i] = TermHash.of(dictionary.arena(), dictionary.start(i), dictionary.length(i));
      }
    }
    return wordHashes[term];
  }

  /** The stop words of articles of a language. */
  Set<String> stopWords(String language) {
    return text.stopWords(language);
  }

  /** A bit for each term, set for those that are stop words in articles of a language. */
  long[] stopTerms(String language) {
    return stopTermsByLanguage.computeIfAbsent(
        language,
        key ->
            Arrays.copyOf(
                termsOf(stopWords(key)).toLongArray(), dictionary.size() / Long.SIZE + 1));
  }

  /** The terms that only tell a time in articles of a language. */
  BitSet timeTerms(String language) {
    return timeTermsByLanguage.computeIfAbsent(
        language, key -> termsOf(TimeWords.of(key, text.stems())));
  }

  private BitSet termsOf(Set<String> words) {
    BitSet terms = new BitSet();
    for (String word : words) {
      int term = dictionary.find(word.getBytes(StandardCharsets.UTF_8));
      if (term >= 0) {
        terms.set(term);
      }
    }
    return terms;
  }
}
