package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.ShardArticles.Entry;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Counts the terms of some articles of a shard: in plain arrays with a place for every term of the
 * shard, of which only those that were touched are cleared for the next count.
 *
 * <p>Memory: 16 bytes for each distinct term of the shard.
 */
final class TermCounter {
  private final ShardArticles shard;
  private final int[] termCounts;
  private final int[] docCounts;
  private final int[] stopCounts;
  private final int[] lastDocument;
  private int[] touched = new int[1024];
  private int touchedSize;
  private int documentsSoFar;
  private long totalTerms;
  private List<Entry> counted;
  private boolean countedStopWords;

  TermCounter(ShardArticles shard) {
    this.shard = shard;
    int terms = shard.dictionary().size();
    termCounts = new int[terms];
    docCounts = new int[terms];
    stopCounts = new int[terms];
    lastDocument = new int[terms];
    Arrays.fill(lastDocument, -1);
  }

  /**
   * Counts the terms of {@code articles}: afresh, or not at all if that was the last count.
   *
   * @param hidesStopWords false if no stop words are to be told apart
   */
  void count(List<Entry> articles, boolean hidesStopWords) {
    if (articles == counted && hidesStopWords == countedStopWords) {
      return;
    }
    counted = articles;
    countedStopWords = hidesStopWords;
    for (int i = 0; i < touchedSize; i++) {
      int term = touched[i];
      termCounts[term] = 0;
      docCounts[term] = 0;
      stopCounts[term] = 0;
    }
    touchedSize = 0;
    totalTerms = 0;
    for (Entry article : articles) {
      add(article, hidesStopWords ? shard.stopTerms(article.document().language()) : null);
    }
  }

  private void add(Entry article, BitSet stopTerms) {
    int document = documentsSoFar++;
    int[] ids = article.blockTerms().values;
    ByteReader tokens = article.tokens();
    tokens.seek(article.document().tokensStart());
    int end = article.document().tokensEnd();
    while (tokens.position() < end) {
      int token = tokens.readVarInt();
      if (token == ArticleBlock.STOP) {
        continue;
      }
      int term = ids[token - 1];
      if (termCounts[term]++ == 0) {
        touch(term);
      }
      if (lastDocument[term] != document) {
        lastDocument[term] = document;
        docCounts[term]++;
        if (stopTerms != null && stopTerms.get(term)) {
          stopCounts[term]++;
        }
      }
    }
    totalTerms += article.document().words();
  }

  private void touch(int term) {
    if (touchedSize == touched.length) {
      touched = Arrays.copyOf(touched, touchedSize * 2);
    }
    touched[touchedSize++] = term;
  }

  /** All terms that occur. */
  int[] terms() {
    return Arrays.copyOf(touched, touchedSize);
  }

  int termCount(int term) {
    return termCounts[term];
  }

  int docCount(int term) {
    return docCounts[term];
  }

  /** True if the term is a function word in more than half of the articles that have it. */
  boolean isStopWord(int term) {
    return stopCounts[term] * 2 > docCounts[term];
  }

  /** All occurrences of all terms. */
  long totalTerms() {
    return totalTerms;
  }
}
