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
 * <p>The more frequent a longer term is, the smaller is its number, so that what is known of
 * frequent terms lies together, at hand. Most occur once in a window. They have the largest
 * numbers, in the order of their places: whoever counts need not keep counts of those; and a term
 * that begins with such a one is found to be another without being looked up.
 *
 * <p>Memory: 4 bytes for each word of the window, and for terms of two words and more 8 bytes for
 * each distinct one. While they are numbered, {@link Scratch}. Where that would be too much, there
 * are terms of which only a {@link #part} has numbers, or some that are {@link #sought}.
 */
final class WindowTerms {
  private static final int NONE = -1;

  /** In the place of a word that is not counted; no term reaches across it, either. */
  private static final int UNCOUNTED = -2;

  /** In the place of a term that has no number, where only {@link #some} have one. */
  static final int OTHER = -3;

  /** Where no longer term starts, while they are numbered. */
  private static final int GAP = Integer.MIN_VALUE;

  /** Where one starts that occurs once, while they are numbered. */
  private static final int ONCE = GAP + 1;

  /** Of a place whose term begins or ends with a function word of its article's language. */
  static final int STOP_SHIFT = 30;

  private static final int STOP_BIT = 1 << STOP_SHIFT;

  /** What is the number of a term {@link #withStopBit}. */
  static final int NUMBER = STOP_BIT - 1;

  private static final byte SPACE = ' ';

  private final ShardArticles shard;
  private final Scratch scratch;
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

  /**
   * For each article the number of its first term that occurs once; null if none are told apart.
   */
  private int[] onceStarts;

  /** Of the terms that occur once those that begin or end with a function word. */
  private final BitSet stopOnce = new BitSet();

  /** The words of terms, where only some have numbers. */
  private WordSequences sequences;

  /**
   * For each article how many of its terms are in other parts; null if this is no {@link #part}.
   */
  private int[] others;

  /** The words of the term that was looked up last. */
  private int[] soughtWords;

  private WindowTerms(
      ShardArticles shard,
      Scratch scratch,
      int length,
      WindowTerms words,
      WindowTerms shorter,
      int firstNumber,
      int[] starts,
      int[] terms) {
    this.shard = shard;
    this.scratch = scratch;
    this.length = length;
    this.itsWords = new int[length];
    this.words = words == null ? this : words;
    this.shorter = shorter;
    this.firstNumber = firstNumber;
    this.starts = starts;
    this.terms = terms;
  }

  /**
   * What is needed while terms are numbered, handed on from window to window.
   *
   * <p>Memory: 8 bytes for each word of a window, 8 for each distinct word of the shard, and 4 for
   * each term that longer ones can begin with; of a {@link #part} what that needs.
   */
  static final class Scratch {
    private final TermSet prefixes = new TermSet();
    private int[] ends = {};

    /** Places, each above the last word of its term, which is so read from front to back. */
    private long[] places = {};

    /** For each word a stamp, above the number of the term that it ends. */
    private long[] ended = {};

    private int stamp;
    private WordSequences ofPart;
    private int[] placesOfPart = new int[1 << 10];

    private WordSequences sequencesOfPart(int n) {
      if (ofPart == null || ofPart.length() != n) {
        ofPart = new WordSequences(n);
      }
      ofPart.clear();
      return ofPart;
    }

    private void grow(int prefixCount, int placeCount, int wordCount) {
      prefixes.clear();
      prefixes.grow(prefixCount);
      if (ends.length < prefixCount) {
        ends = new int[prefixCount];
      }
      if (places.length < placeCount) {
        places = new long[placeCount];
      }
      if (ended.length < wordCount || stamp > Integer.MAX_VALUE / 2) {
        ended = new long[wordCount];
        stamp = 0;
      }
    }
  }

  /**
   * The single words of articles that are in the order of the shard.
   *
   * @param hidesStopWords false if no function words are to be told apart
   */
  static WindowTerms words(
      ShardArticles shard, List<Entry> articles, boolean hidesStopWords, Scratch scratch) {
    int first = articles.isEmpty() ? 0 : articles.get(0).number();
    int last = articles.isEmpty() ? -1 : articles.get(articles.size() - 1).number();
    int[] starts = new int[last - first + 2];
    int[] terms = new int[countPlaces(articles)];
    int used = 0;
    int next = 0;
    for (Entry article : articles) {
      Arrays.fill(starts, next, article.number() - first + 1, used);
      next = article.number() - first + 1;
      int[] numbers = article.blockTerms().values;
      int[] uncounted = shard.uncountedWords(article);
      int from = used;
      ByteReader tokens = article.tokens();
      tokens.seek(article.document().tokensStart());
      int end = article.document().tokensEnd();
      while (tokens.position() < end) {
        int token = tokens.readVarInt();
        terms[used++] = token == ArticleBlock.STOP ? NONE : numbers[token - 1];
      }
      if (hidesStopWords) {
        markStopWords(terms, from, used, shard.stopTerms(article.document().language()));
      }
      if (uncounted.length > 0) {
        leaveOut(terms, from, used, uncounted);
      }
      terms[used++] = NONE;
    }
    Arrays.fill(starts, next, starts.length, used);
    WindowTerms words = new WindowTerms(shard, scratch, 1, null, null, first, starts, terms);
    words.size = shard.dictionary().size();
    words.repeated = words.size;
    return words;
  }

  /** Marks function words, without a decision for each word: there are many of them. */
  private static void markStopWords(int[] terms, int from, int to, long[] stopTerms) {
    for (int place = from; place < to; place++) {
      int term = terms[place];
      // A stop is below 0, and its sign leaves it as it is.
      long bit = stopTerms[(term & ~(term >> 31)) >>> 6] >>> term & 1;
      terms[place] = term | (int) bit << STOP_SHIFT;
    }
  }

  /** Leaves words out, those of stretches from one word of the article to another. */
  private static void leaveOut(int[] terms, int from, int to, int[] uncounted) {
    int word = 0;
    int range = 0;
    for (int place = from; place < to; place++) {
      if (terms[place] == NONE) {
        continue;
      }
      while (range < uncounted.length && word >= uncounted[range + 1]) {
        range += 2;
      }
      if (range == uncounted.length) {
        return;
      }
      if (word >= uncounted[range]) {
        terms[place] = UNCOUNTED;
      }
      word++;
    }
  }

  /** The words and stops of articles, and a stop behind each article. */
  private static int countPlaces(List<Entry> articles) {
    long count = 0;
    for (Entry article : articles) {
      byte[] bytes = article.tokens().bytes();
      for (int i = article.document().tokensStart(); i < article.document().tokensEnd(); i++) {
        // The last byte of a number is not below 0.
        count += 1 + (bytes[i] >> 7);
      }
      count++;
    }
    return Math.toIntExact(count);
  }

  /** The terms that are one word longer than these. */
  WindowTerms longer() {
    int[] longerTerms = new int[terms.length];
    WindowTerms longer =
        new WindowTerms(shard, scratch, length + 1, words, this, firstNumber, starts, longerTerms);
    longer.number();
    return longer;
  }

  /** How many places there are, of words and of stops. */
  int places() {
    return starts[starts.length - 1];
  }

  /**
   * Terms of several words, of these words: one of several parts that have as many distinct terms
   * each. Only their own places are kept, one behind the other, so that a pass over them is as
   * short as the part is small. The terms are good until the next part.
   *
   * <p>Memory: 4 bytes for each place of the part, and {@link WordSequences}.
   *
   * @param n how many words they have
   */
  WindowTerms part(int n, TermPart part) {
    WordSequences found = scratch.sequencesOfPart(n);
    int[] itsStarts = new int[starts.length];
    int[] itsTerms = scratch.placesOfPart;
    int[] otherTerms = new int[starts.length];
    int[] sequence = new int[n];
    int used = 0;
    for (int article = 0; article + 1 < starts.length; article++) {
      int gap = starts[article] - 1;
      for (int place = starts[article]; place < starts[article + 1]; place++) {
        gap = terms[place] < 0 ? place : gap;
        int first = place - n + 1;
        if (first <= gap) {
          continue;
        }
        for (int i = 0; i < n; i++) {
          sequence[i] = at(first + i);
        }
        long hash = WordSequences.hash(sequence);
        if (!part.has(hash)) {
          otherTerms[article]++;
          continue;
        }
        if (used == itsTerms.length) {
          itsTerms = Arrays.copyOf(itsTerms, used + (used >> 1));
        }
        int stop = (terms[first] | terms[place]) & STOP_BIT;
        itsTerms[used++] = found.add(sequence, hash) | stop;
      }
      itsStarts[article + 1] = used;
    }
    scratch.placesOfPart = itsTerms;
    WindowTerms its =
        new WindowTerms(shard, scratch, n, this, null, firstNumber, itsStarts, itsTerms);
    its.others = otherTerms;
    its.number(found);
    return its;
  }

  /**
   * Terms of several words, of these words, of which only some have numbers, and which are looked
   * up whenever they are asked for, so that no memory is needed for their places.
   *
   * @param wanted those, and their numbers
   */
  WindowTerms sought(WordSequences wanted) {
    WindowTerms sought =
        new WindowTerms(shard, scratch, wanted.length(), this, null, firstNumber, starts, null);
    sought.soughtWords = new int[wanted.length()];
    sought.number(wanted);
    return sought;
  }

  /** The term at a place; behind the last place of an article is a stop. */
  private int seek(int place) {
    for (int i = 0; i < length; i++) {
      int word = words.at(place + i);
      if (word < 0) {
        return NONE;
      }
      soughtWords[i] = word;
    }
    int number = sequences.find(soughtWords, WordSequences.hash(soughtWords));
    return number < 0 ? OTHER : number;
  }

  private void number(WordSequences all) {
    sequences = all;
    size = all.size();
    repeated = size;
  }

  /**
   * Terms of several words, of these words, of which only some have numbers.
   *
   * @param wanted those, and their numbers
   */
  WindowTerms some(WordSequences wanted) {
    int n = wanted.length();
    WindowTerms some =
        new WindowTerms(shard, scratch, n, this, null, firstNumber, starts, new int[terms.length]);
    int[] sequence = new int[n];
    for (int article = 0; article + 1 < starts.length; article++) {
      int gap = starts[article] - 1;
      for (int place = starts[article]; place < starts[article + 1]; place++) {
        some.terms[place] = NONE;
        gap = terms[place] < 0 ? place : gap;
        int first = place - n + 1;
        if (first > gap) {
          for (int i = 0; i < n; i++) {
            sequence[i] = at(first + i);
          }
          int number = wanted.find(sequence, WordSequences.hash(sequence));
          some.terms[first] = number < 0 ? OTHER : number;
        }
      }
    }
    some.number(wanted);
    return some;
  }

  /**
   * Gives every distinct pair of shorter term and word a number. The places of each shorter term
   * are brought together, which leaves its last words to be told apart: most are among the frequent
   * words, which the processor has at hand.
   */
  private void number() {
    int prefixCount = length == 2 ? shorter.size : shorter.repeated;
    scratch.grow(prefixCount, terms.length, words.size);
    Numbers again = new Numbers();
    int once = gather(prefixCount);
    int from = 0;
    for (int prefix : scratch.prefixes.toArray()) {
      int to = scratch.ends[prefix];
      if (to - from == 1) {
        terms[(int) (scratch.places[from] >>> 32)] = ONCE;
        once++;
      } else {
        once += numberAll(prefix, from, to, again);
      }
      from = to;
    }
    repeated = again.size;
    size = Math.addExact(repeated, once);
    int[] ranks = again.ranks();
    prefixes = again.ranked(again.prefixes, ranks, size);
    lastWords = again.ranked(again.lastWords, ranks, size);
    onceStarts = new int[starts.length];
    int next = repeated;
    for (int article = 0; article + 1 < starts.length; article++) {
      onceStarts[article] = next;
      for (int place = starts[article]; place < starts[article + 1]; place++) {
        int term = terms[place];
        if (term == GAP) {
          terms[place] = NONE;
          continue;
        }
        int last = place + length - 1;
        int stop = (words.terms[place] | words.terms[last]) & STOP_BIT;
        if (term == ONCE) {
          prefixes[next] = shorter.at(place);
          lastWords[next] = words.at(last);
          stopOnce.set(next - repeated, stop != 0);
          terms[place] = next++ | stop;
        } else {
          terms[place] = ranks[term] | stop;
        }
      }
    }
    onceStarts[starts.length - 1] = next;
  }

  /**
   * Brings the places of each prefix together; what begins with one that occurs once does so, too.
   *
   * @return how many terms have such a prefix
   */
  private int gather(int prefixCount) {
    int once = 0;
    int[] ends = scratch.ends;
    for (int article = 0; article + 1 < starts.length; article++) {
      int end = starts[article + 1];
      for (int place = starts[article]; place < end; place++) {
        int prefix = shorter.at(place);
        int last = place + length - 1;
        if (prefix < 0 || last >= end || words.terms[last] < 0) {
          terms[place] = GAP;
        } else if (prefix >= prefixCount) {
          terms[place] = ONCE;
          once++;
        } else {
          if (!scratch.prefixes.contains(prefix)) {
            scratch.prefixes.add(prefix);
            ends[prefix] = 0;
          }
          ends[prefix]++;
          terms[place] = 0;
        }
      }
    }
    int sum = 0;
    for (int prefix : scratch.prefixes.toArray()) {
      int count = ends[prefix];
      ends[prefix] = sum;
      sum += count;
    }
    for (int place = 0; place < starts[starts.length - 1]; place++) {
      if (terms[place] == 0) {
        int last = words.at(place + length - 1);
        scratch.places[ends[shorter.at(place)]++] = ((long) place << 32) | last;
      }
    }
    return once;
  }

  /**
   * Numbers the terms with one prefix, whose places stand together.
   *
   * @param again takes those that do not occur once
   * @return how many do
   */
  private int numberAll(int prefix, int from, int to, Numbers again) {
    long[] ended = scratch.ended;
    long seen = (long) ++scratch.stamp << 32;
    long seenAgain = (long) ++scratch.stamp << 32;
    for (int i = from; i < to; i++) {
      int word = (int) scratch.places[i];
      long known = ended[word];
      if (known < seen) {
        ended[word] = seen;
      } else if (known == seen) {
        ended[word] = seenAgain | again.add(prefix, word);
      }
    }
    int once = 0;
    for (int i = from; i < to; i++) {
      int place = (int) (scratch.places[i] >>> 32);
      int word = (int) scratch.places[i];
      if (ended[word] >= seenAgain) {
        int term = (int) ended[word];
        terms[place] = term;
        again.counts[term]++;
      } else {
        terms[place] = ONCE;
        once++;
      }
    }
    return once;
  }

  /** Terms in the order of their numbers. */
  private static final class Numbers {
    private static final int MANY = 1 << 12;

    private int[] prefixes = new int[1 << 10];
    private int[] lastWords = new int[1 << 10];
    private int[] counts = new int[1 << 10];
    private int size;

    int add(int prefix, int lastWord) {
      if (size == prefixes.length) {
        prefixes = Arrays.copyOf(prefixes, size * 2);
        lastWords = Arrays.copyOf(lastWords, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
      }
      prefixes[size] = prefix;
      lastWords[size] = lastWord;
      return size++;
    }

    /** For each term its number when the most frequent come first. */
    int[] ranks() {
      int[] starts = new int[MANY + 1];
      for (int i = 0; i < size; i++) {
        starts[MANY - Math.min(counts[i], MANY)]++;
      }
      int sum = 0;
      for (int place = 0; place < starts.length; place++) {
        int terms = starts[place];
        starts[place] = sum;
        sum += terms;
      }
      int[] ranks = new int[size];
      for (int i = 0; i < size; i++) {
        ranks[i] = starts[MANY - Math.min(counts[i], MANY)]++;
      }
      return ranks;
    }

    /** What is known of these terms by rank, with room for more terms. */
    int[] ranked(int[] known, int[] ranks, int room) {
      int[] ranked = new int[room];
      for (int i = 0; i < size; i++) {
        ranked[ranks[i]] = known[i];
      }
      return ranked;
    }
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

  /**
   * The first of an article's terms that occur once, whose numbers follow each other; if it has
   * none, {@link #onceEnd}.
   */
  int onceStart(Entry article) {
    return onceStarts == null ? size : onceStarts[article.number() - firstNumber];
  }

  /** The number behind an article's last term that occurs once. */
  int onceEnd(Entry article) {
    return onceStarts == null ? size : onceStarts[article.number() - firstNumber + 1];
  }

  /** Whether a term that occurs once begins or ends with a function word. */
  boolean isStopOnce(int term) {
    return stopOnce.get(term - repeated);
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

  /** How many terms of an article have no place here, because they are in another part. */
  int others(Entry article) {
    return others == null ? 0 : others[article.number() - firstNumber];
  }

  /** The number of the term that starts at a place; below 0 if none does. */
  int at(int place) {
    if (terms == null) {
      return seek(place);
    }
    int term = terms[place];
    return term < 0 ? term : term & NUMBER;
  }

  /** The same, with a bit above the {@link #NUMBER} if {@link #isStopAt}. */
  int withStopBit(int place) {
    if (terms == null) {
      int term = seek(place);
      return term < 0 || !isStopAt(place) ? term : term | STOP_BIT;
    }
    return terms[place];
  }

  /** Whether the term that starts at a place begins or ends with a function word. */
  private boolean isStopAt(int place) {
    if (terms == null) {
      return words.isStopAt(place) || words.isStopAt(place + length - 1);
    }
    return terms[place] >= STOP_BIT;
  }

  /** For each of some distinct terms a number; the numbers are in the terms' code-point order. */
  long[] orderKeys(int[] some) {
    int[] wordOrder = shard.termOrder();
    long[] keys = new long[some.length];
    if (sequences != null) {
      sequences.rank(some, wordOrder, keys);
      return keys;
    }
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
    if (length == 1) {
      return shard.dictionary().inOrder(some.clone());
    }
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
    if (sequences != null) {
      long hash = shard.wordHash(sequences.word(term, 0));
      for (int i = 1; i < length; i++) {
        hash = TermSketch.hash(hash, shard.wordHash(sequences.word(term, i)));
      }
      return hash;
    }
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
    if (sequences != null) {
      for (int i = 0; i < length; i++) {
        itsWords[i] = sequences.word(term, i);
      }
      return itsWords;
    }
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
