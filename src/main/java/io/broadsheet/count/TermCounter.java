package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Counts the terms of some articles: in plain arrays with a place for every term, of which only
 * those that were touched are cleared for the next count.
 *
 * <p>Memory: 24 bytes for each distinct term.
 */
final class TermCounter {
  private int[] termCounts = {};
  private int[] docCounts = {};
  private int[] stopCounts = {};
  private int[] lastDocument = {};
  private int[] uniqueCounts = {};
  private int[] lastText = {};
  private int[] touched = new int[1024];
  private int touchedSize;
  private int documentsSoFar;
  private int textsSoFar;
  private long totalTerms;
  private int documents;
  private WindowTerms terms;

  /**
   * Counts the terms of {@code articles} afresh.
   *
   * @param articles those with the same text next to each other
   * @param texts which have the same text; null if that is not asked for
   * @param hidesStopWords false if no stop words are to be told apart
   */
  void count(WindowTerms terms, List<Entry> articles, Texts texts, boolean hidesStopWords) {
    clear();
    this.terms = terms;
    grow(terms.size());
    documents = articles.size();
    int text = -1;
    for (Entry article : articles) {
      int previous = text;
      text = texts == null ? -1 : texts.text(article);
      if (text < 0 || text != previous) {
        textsSoFar++;
      }
      add(article, hidesStopWords ? terms.shard().stopTerms(article.document().language()) : null);
    }
  }

  private void clear() {
    for (int i = 0; i < touchedSize; i++) {
      int term = touched[i];
      termCounts[term] = 0;
      docCounts[term] = 0;
      stopCounts[term] = 0;
      uniqueCounts[term] = 0;
    }
    touchedSize = 0;
    totalTerms = 0;
  }

  private void grow(int size) {
    int before = termCounts.length;
    if (size <= before) {
      return;
    }
    termCounts = Arrays.copyOf(termCounts, size);
    docCounts = Arrays.copyOf(docCounts, size);
    stopCounts = Arrays.copyOf(stopCounts, size);
    uniqueCounts = Arrays.copyOf(uniqueCounts, size);
    lastDocument = Arrays.copyOf(lastDocument, size);
    lastText = Arrays.copyOf(lastText, size);
  }

  private void add(Entry article, BitSet stopTerms) {
    int document = ++documentsSoFar;
    int end = terms.end(article);
    for (int place = terms.start(article); place < end; place++) {
      int term = terms.at(place);
      if (term < 0) {
        continue;
      }
      totalTerms++;
      if (termCounts[term]++ == 0) {
        touch(term);
      }
      if (lastDocument[term] != document) {
        addDocument(term, document, stopTerms);
      }
    }
  }

  private void addDocument(int term, int document, BitSet stopTerms) {
    lastDocument[term] = document;
    docCounts[term]++;
    if (lastText[term] != textsSoFar) {
      lastText[term] = textsSoFar;
      uniqueCounts[term]++;
    }
    if (stopTerms != null
        && (stopTerms.get(terms.lastWord(term)) || stopTerms.get(terms.firstWord(term)))) {
      stopCounts[term]++;
    }
  }

  private void touch(int term) {
    if (touchedSize == touched.length) {
      touched = Arrays.copyOf(touched, touchedSize * 2);
    }
    touched[touchedSize++] = term;
  }

  /** Of what the numbers of terms are. */
  WindowTerms windowTerms() {
    return terms;
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

  /** In how many different texts a term occurs. */
  int uniqueCount(int term) {
    return uniqueCounts[term];
  }

  /** True if the term begins or ends with a function word in most articles that have it. */
  boolean isStopWord(int term) {
    return stopCounts[term] * 2 > docCounts[term];
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
