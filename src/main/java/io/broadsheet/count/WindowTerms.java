package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.RowWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The terms of a window's articles, of one length: a number for each place of each text, and what
 * the numbers stand for. Terms of one word have their numbers in the shard's dictionary; longer
 * ones get numbers here, each made of the term that is one word shorter and its last word, so that
 * no text is put together before it is listed. No term reaches across a stop.
 *
 * <p>Most longer terms occur once in a window. They have the largest numbers, so that whoever counts
 * need not keep counts of them; and a term that begins with such a one is found to be another
 * without being looked up.
 *
 * <p>Memory: 4 bytes for each word of the window, and for terms of two words and more about 32
 * bytes for each distinct one.
 */
final class WindowTerms {
  private static final int NONE = -1;

  /** In the place of a word that is not counted; no term reaches across it, either. */
  private static final int UNCOUNTED = -2;

  private static final byte SPACE = ' ';

  private final ShardArticles shard;
  private final int length;
  private final WindowTerms words;
  private final WindowTerms shorter;

  /** The number of the first article of the window in the shard. */
  private final int firstNumber;

  /** The words of the term that was asked for last. */
  private final int[] itsWords;

  private byte[] text = new byte[64];
  private final int[] starts;
  private final int[] terms;
  private int size;
  private int repeated;
  private int[] prefixes;
  private int[] lastWords;

  private WindowTerms(
      ShardArticles shard,
      int length,
      WindowTerms words,
      WindowTerms shorter,
      int firstNumber,
      int[] starts,
      int[] terms) {
    this.shard = shard;
    this.length = length;
    this.itsWords = new int[length];
    this.words = words == null ? this : words;
    this.shorter = shorter;
    this.firstNumber = firstNumber;
    this.starts = starts;
    this.terms = terms;
  }

  /** The single words of articles that are in the order of the shard. */
  static WindowTerms words(ShardArticles shard, List<Entry> articles) {
    int first = articles.isEmpty() ? 0 : articles.get(0).number();
    int last = articles.isEmpty() ? -1 : articles.get(articles.size() - 1).number();
    int[] starts = new int[last - first + 2];
    int[] terms = new int[1 << 10];
    int used = 0;
    int next = 0;
    for (Entry article : articles) {
      Arrays.fill(starts, next, article.number() - first + 1, used);
      next = article.number() - first + 1;
      int[] numbers = article.blockTerms().values;
      int[] uncounted = shard.uncountedWords(article);
      int range = 0;
      int word = 0;
      ByteReader tokens = article.tokens();
      tokens.seek(article.document().tokensStart());
      int end = article.document().tokensEnd();
      if (terms.length - used < end - article.document().tokensStart()) {
        // A token takes a byte or more.
        int needed = Math.addExact(used, end - article.document().tokensStart());
        terms = Arrays.copyOf(terms, Math.max(needed, used + (used >> 1)));
      }
      while (tokens.position() < end) {
        int token = tokens.readVarInt();
        if (token == ArticleBlock.STOP) {
          terms[used++] = NONE;
          continue;
        }
        while (range < uncounted.length && word >= uncounted[range + 1]) {
          range += 2;
        }
        boolean isCounted = range == uncounted.length || word < uncounted[range];
        terms[used++] = isCounted ? numbers[token - 1] : UNCOUNTED;
        word++;
      }
    }
    Arrays.fill(starts, next, starts.length, used);
    WindowTerms words = new WindowTerms(shard, 1, null, null, first, starts, terms);
    words.size = shard.dictionary().size();
    words.repeated = words.size;
    return words;
  }

  /** The terms that are one word longer than these. */
  WindowTerms longer() {
    int[] longerTerms = new int[terms.length];
    WindowTerms longer =
        new WindowTerms(shard, length + 1, words, this, firstNumber, starts, longerTerms);
    longer.number();
    return longer;
  }

  /** Gives every distinct pair of shorter term and word a number. */
  private void number() {
    int capacity = 1 << 12;
    long[] slots = new long[capacity];
    int[] numbers = new int[capacity];
    int used = 0;
    prefixes = new int[capacity / 2];
    lastWords = new int[capacity / 2];
    BitSet again = new BitSet();
    for (int article = 0; article + 1 < starts.length; article++) {
      int end = starts[article + 1];
      for (int place = starts[article]; place < end; place++) {
        int word = place + length - 1 < end ? words.terms[place + length - 1] : NONE;
        int prefix = shorter.terms[place];
        if (word < 0 || prefix < 0) {
          terms[place] = NONE;
          continue;
        }
        if (length > 2 && prefix >= shorter.repeated) {
          terms[place] = append(prefix, word);
          continue;
        }
        long pair = ((long) prefix << 32) | word;
        int mask = slots.length - 1;
        int slot = spread(pair) & mask;
        while (slots[slot] != 0 && slots[slot] != pair + 1) {
          slot = (slot + 1) & mask;
        }
        if (slots[slot] == 0) {
          slots[slot] = pair + 1;
          numbers[slot] = size;
          terms[place] = append(prefix, word);
          if (++used * 2 > slots.length) {
            long[] old = slots;
            int[] oldNumbers = numbers;
            slots = new long[old.length * 2];
            numbers = new int[old.length * 2];
            rehash(old, oldNumbers, slots, numbers);
          }
        } else {
          terms[place] = numbers[slot];
          again.set(numbers[slot]);
        }
      }
    }
    renumber(again);
  }

  private int append(int prefix, int lastWord) {
    if (size == prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, size * 2);
      lastWords = Arrays.copyOf(lastWords, size * 2);
    }
    prefixes[size] = prefix;
    lastWords[size] = lastWord;
    return size++;
  }

  /** Moves the terms that occur again to the front. */
  private void renumber(BitSet again) {
    repeated = again.cardinality();
    int[] newNumbers = new int[size];
    int[] newPrefixes = new int[size];
    int[] newLastWords = new int[size];
    int nextRepeated = 0;
    int nextOther = repeated;
    for (int term = 0; term < size; term++) {
      int number = again.get(term) ? nextRepeated++ : nextOther++;
      newNumbers[term] = number;
      newPrefixes[number] = prefixes[term];
      newLastWords[number] = lastWords[term];
    }
    prefixes = newPrefixes;
    lastWords = newLastWords;
    for (int place = 0; place < starts[starts.length - 1]; place++) {
      if (terms[place] >= 0) {
        terms[place] = newNumbers[terms[place]];
      }
    }
  }

  private static void rehash(long[] from, int[] fromNumbers, long[] to, int[] toNumbers) {
    int mask = to.length - 1;
    for (int i = 0; i < from.length; i++) {
      if (from[i] != 0) {
        int slot = spread(from[i] - 1) & mask;
        while (to[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        to[slot] = from[i];
        toNumbers[slot] = fromNumbers[i];
      }
    }
  }

  private static int spread(long pair) {
    return (int) ((pair * 0x9E37_79B9_7F4A_7C15L) >>> 32);
  }

  ShardArticles shard() {
    return shard;
  }

  /** How many words each term has. */
  int length() {
    return length;
  }

  /** Numbers are smaller than this. */
  int size() {
    return size;
  }

  /** Terms from this number on occur once in the window; of words none are told apart. */
  int repeated() {
    return repeated;
  }

  /** Where an article's places start. */
  int start(Entry article) {
    return starts[article.number() - firstNumber];
  }

  /** The place behind an article's last. */
  int end(Entry article) {
    return starts[article.number() - firstNumber + 1];
  }

  /** How many words of an article stand before a place. */
  int wordsBefore(Entry article, int place) {
    int count = 0;
    for (int i = start(article); i < place; i++) {
      if (words.terms[i] != NONE) {
        count++;
      }
    }
    return count;
  }

  /** The number of the term that starts at a place; below 0 if none does. */
  int at(int place) {
    return terms[place];
  }

  /** Whether the term that starts at a place begins or ends with one of some words. */
  boolean touches(BitSet some, int place) {
    return some.get(words.terms[place])
        || (length > 1 && some.get(words.terms[place + length - 1]));
  }

  /** For each of some distinct terms a number; the numbers are in the terms' code-point order. */
  long[] orderKeys(int[] some) {
    int[] wordOrder = shard.termOrder();
    long[] keys = new long[some.length];
    if (length == 1) {
      for (int i = 0; i < some.length; i++) {
        keys[i] = wordOrder[some[i]];
      }
      return keys;
    }
    // A space sorts before whatever a word may hold, so terms are in order where their words are.
    if (length == 2) {
      for (int i = 0; i < some.length; i++) {
        keys[i] = ((long) wordOrder[prefixes[some[i]]] << 32) | wordOrder[lastWords[some[i]]];
      }
      return keys;
    }
    int[] distinct = new int[some.length];
    for (int i = 0; i < some.length; i++) {
      distinct[i] = prefixes[some[i]];
    }
    Arrays.sort(distinct);
    int count = 0;
    for (int i = 0; i < distinct.length; i++) {
      if (i == 0 || distinct[i] != distinct[i - 1]) {
        distinct[count++] = distinct[i];
      }
    }
    distinct = Arrays.copyOf(distinct, count);
    int[] prefixOrder = shorter.order(distinct);
    for (int i = 0; i < some.length; i++) {
      long prefix = prefixOrder[Arrays.binarySearch(distinct, prefixes[some[i]])];
      keys[i] = (prefix << 32) | wordOrder[lastWords[some[i]]];
    }
    return keys;
  }

  /** The same in small numbers. */
  int[] order(int[] some) {
    long[] keys = orderKeys(some);
    int[] order = new int[some.length];
    if (length == 1) {
      for (int i = 0; i < some.length; i++) {
        order[i] = (int) keys[i];
      }
      return order;
    }
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < some.length; i++) {
      order[i] = Arrays.binarySearch(sorted, keys[i]);
    }
    return order;
  }

  /** Those of some distinct terms that are first in code-point order, so many of them. */
  int[] first(int[] some, int count) {
    long[] keys = orderKeys(some);
    long last = Smallest.of(keys, count);
    int[] first = new int[count];
    int kept = 0;
    for (int i = 0; i < some.length; i++) {
      if (keys[i] <= last) {
        first[kept++] = some[i];
      }
    }
    return first;
  }

  /** Some distinct terms in code-point order. */
  int[] inOrder(int[] some) {
    int[] order = order(some);
    int[] sorted = new int[some.length];
    long[] byOrder = new long[some.length];
    for (int i = 0; i < some.length; i++) {
      byOrder[i] = ((long) order[i] << 32) | some[i];
    }
    Arrays.sort(byOrder);
    for (int i = 0; i < some.length; i++) {
      sorted[i] = (int) byOrder[i];
    }
    return sorted;
  }

  /** A hash of a term of several words, as {@link TermSketch#hash} makes it. */
  long hash(int term) {
    return length == 1
        ? shard.wordHash(term)
        : TermSketch.hash(shorter.hash(prefixes[term]), shard.wordHash(lastWords[term]));
  }

  /** Writes a term's cell. */
  void writeTo(RowWriter rows, int term) throws IOException {
    if (length == 1) {
      TermDictionary dictionary = shard.dictionary();
      rows.utf8(dictionary.arena(), dictionary.start(term), dictionary.length(term));
      return;
    }
    int size = putText(term);
    rows.utf8(text, 0, size);
  }

  /** A term's words with spaces between them, in UTF-8. */
  byte[] text(int term) {
    int size = putText(term);
    return Arrays.copyOf(text, size);
  }

  /** A term's words, as numbers of the shard's dictionary; good until the next call. */
  int[] wordsOf(int term) {
    int prefix = term;
    for (WindowTerms level = this; level.length > 1; level = level.shorter) {
      itsWords[level.length - 1] = level.lastWords[prefix];
      prefix = level.prefixes[prefix];
    }
    itsWords[0] = prefix;
    return itsWords;
  }

  /** Puts a term's words into {@link #text} and returns how many bytes they are. */
  private int putText(int term) {
    TermDictionary dictionary = shard.dictionary();
    int bytes = length - 1;
    for (int word : wordsOf(term)) {
      bytes += dictionary.length(word);
    }
    if (text.length < bytes) {
      text = new byte[bytes * 2];
    }
    int used = 0;
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text[used++] = SPACE;
      }
      int word = itsWords[i];
      System.arraycopy(
          dictionary.arena(), dictionary.start(word), text, used, dictionary.length(word));
      used += dictionary.length(word);
    }
    return used;
  }
}
