package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.text.TermHash;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What stories are found by: of each article the terms of its title and of the first {@value
 * #WORDS_OF_BODY} words of its body, as one array of bytes that crosses a shuffle. Some 300 bytes
 * an article.
 *
 * <p>Layout, version 1: the version; the articles, of which each has its metadata, and its terms as
 * numbers of the block's plus their weights; the number 0 for no more articles; the terms.
 */
final class StorySketches {
  /** The date of undated articles. */
  static final long UNDATED = -(1L << 60);

  private static final int VERSION = 1;
  private static final int WORDS_OF_BODY = 80;
  private static final int WEIGHT_IN_TITLE = 3;

  private final ByteWriter articles = new ByteWriter(1 << 14);
  private int[] numbers = new int[1 << 10];
  private int[] terms = new int[1 << 10];
  private int termCount;

  private int[] weights = new int[1 << 10];
  private final int[] touched = new int[1 << 10];
  private int touchedCount;
  private int words;
  private boolean isTitle;

  /**
   * One article.
   *
   * @param terms numbers in the block
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(
      Hash128 id,
      long publishedMillis,
      String outlet,
      String sourceName,
      long offset,
      String title,
      int[] terms,
      int[] weights) {}

  void startTitle() {
    isTitle = true;
    words = 0;
  }

  void startBody() {
    isTitle = false;
    words = 0;
  }

  /** A term of the title or body, by its number in the builder's dictionary. */
  void term(int term) {
    if (words++ >= WORDS_OF_BODY) {
      return;
    }
    if (term >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(term + 1, numbers.length * 2));
      weights = Arrays.copyOf(weights, numbers.length);
    }
    if (weights[term] == 0) {
      touched[touchedCount++] = term;
    }
    weights[term] += isTitle ? WEIGHT_IN_TITLE : 1;
  }

  /** Drops the article that was sketched. */
  void forget() {
    for (int i = 0; i < touchedCount; i++) {
      weights[touched[i]] = 0;
    }
    touchedCount = 0;
  }

  /** Keeps the article that was sketched. */
  void keep(Article article) {
    articles.writeByte(1);
    articles.writeLong(article.id().high());
    articles.writeLong(article.id().low());
    articles.writeSigned(
        article.published().isDated() ? article.published().epochMillis() : UNDATED);
    articles.writeText(article.outlet());
    articles.writeText(article.source().name());
    articles.writeVarLong(article.source().offset());
    articles.writeText(article.title());
    articles.writeVarInt(touchedCount);
    for (int i = 0; i < touchedCount; i++) {
      int term = touched[i];
      if (numbers[term] == 0) {
        if (termCount == terms.length) {
          terms = Arrays.copyOf(terms, termCount * 2);
        }
        terms[termCount++] = term;
        numbers[term] = termCount;
      }
      articles.writeVarInt(numbers[term] - 1);
      articles.writeVarInt(weights[term]);
    }
    forget();
  }

  int length() {
    return articles.length();
  }

  /** The block of what was kept; afterwards all is as at the start. */
  byte[] build(TermDictionary dictionary) {
    ByteWriter block = new ByteWriter(articles.length() + termCount * 8);
    block.writeByte(VERSION);
    block.writeAll(articles);
    block.writeByte(0);
    block.writeVarInt(termCount);
    for (int i = 0; i < termCount; i++) {
      int length = dictionary.length(terms[i]);
      block.writeVarInt(length);
      block.writeBytes(dictionary.arena(), dictionary.start(terms[i]), length);
      numbers[terms[i]] = 0;
    }
    articles.clear();
    termCount = 0;
    return block.toByteArray();
  }

  /** Reads a block; its terms are added to {@code dictionary}, whose numbers the entries have. */
  static void read(byte[] bytes, TermDictionary dictionary, Consumer<Entry> entries) {
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("block version " + version + ", not " + VERSION);
    }
    int start = in.position();
    skipArticles(in);
    int[] ids = new int[in.readVarInt()];
    for (int i = 0; i < ids.length; i++) {
      int length = in.readVarInt();
      ids[i] =
          dictionary.add(bytes, in.position(), length, TermHash.of(bytes, in.position(), length));
      in.skip(length);
    }
    in.seek(start);
    while (in.readByte() == 1) {
      Hash128 id = new Hash128(in.readLong(), in.readLong());
      long published = in.readSigned();
      String outlet = in.readText();
      String source = in.readText();
      long offset = in.readVarLong();
      String title = in.readText();
      int[] terms = new int[in.readVarInt()];
      int[] weights = new int[terms.length];
      for (int i = 0; i < terms.length; i++) {
        terms[i] = ids[in.readVarInt()];
        weights[i] = in.readVarInt();
      }
      entries.accept(new Entry(id, published, outlet, source, offset, title, terms, weights));
    }
  }

  private static void skipArticles(ByteReader in) {
    while (in.readByte() == 1) {
      in.skip(2 * Long.BYTES);
      in.readSigned();
      in.skip(in.readVarInt());
      in.skip(in.readVarInt());
      in.readVarLong();
      in.skip(in.readVarInt());
      int terms = in.readVarInt();
      for (int i = 0; i < terms; i++) {
        in.readVarInt();
        in.readVarInt();
      }
    }
  }
}
