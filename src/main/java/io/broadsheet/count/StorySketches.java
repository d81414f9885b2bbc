package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.copies.StorySketch;
import io.broadsheet.count.ShardArticles.IntArray;
import io.broadsheet.text.TermHash;
import io.broadsheet.text.Tokenizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Gathers what stories are found by while articles are read: of each article the terms of its title
 * and of the first {@value #WORDS_OF_BODY} words of its body, and which of them are names. Some 300
 * bytes an article, in one block for each stretch of time.
 *
 * <p>An article in the last days of a stretch is sent to the next one, too, so that it knows the
 * stories that are open. Undated articles are by themselves.
 *
 * <p>Layout of a block, version 2: the version; the articles, of which each has its metadata, and
 * its terms as numbers of the block's plus a {@link StorySketch#mark} each; the number 0 for no
 * more articles; the terms.
 */
final class StorySketches {
  /** The key of undated articles. */
  static final int UNDATED_STRETCH = Integer.MIN_VALUE;

  /** The date of undated articles. */
  static final long UNDATED = -(1L << 60);

  private static final int VERSION = 2;
  private static final int WORDS_OF_BODY = 80;
  private static final int WORDS_OF_TITLE = 40;

  /** No article has more. */
  static final int MOST_TERMS = WORDS_OF_BODY + WORDS_OF_TITLE;

  private final StorySettings settings;

  /** The articles of each stretch; their terms are numbers of the builder's dictionary. */
  private final Map<Integer, ByteWriter> stretches = new TreeMap<>();

  private int bytes;

  /** For each term its number in the block that is being built plus one; 0 if it has none yet. */
  private int[] termInBlock = new int[0];

  // The article that is being read.
  private int[] inBody = new int[1 << 10];
  private int[] inTitle = new int[1 << 10];

  /** For each term how much more often it stood with a capital within a sentence than without. */
  private int[] capitals = new int[1 << 10];

  private final int[] touched = new int[MOST_TERMS];
  private int touchedCount;
  private int words;
  private boolean isTitle;
  private boolean startsSentence;
  private Tokenizer tokenizer;

  /**
   * One article; its title and terms stay in the block.
   *
   * @param terms the numbers that the block's terms have in the dictionary that it was read into
   * @param titleStart where its title starts in the block
   */
  record Entry(
      Hash128 id,
      long publishedMillis,
      String outlet,
      String sourceName,
      long offset,
      String language,
      ByteReader block,
      IntArray terms,
      int titleStart) {

    boolean isDated() {
      return publishedMillis != UNDATED;
    }

    long day() {
      return isDated() ? StorySettings.day(publishedMillis) : 0;
    }

    String title() {
      block.seek(titleStart);
      return block.readText();
    }

    /**
     * Reads its distinct terms, by their numbers in the dictionary.
     *
     * @param numbers takes up to {@link #MOST_TERMS}
     * @param marks takes as many
     * @return how many there are
     */
    int readTerms(int[] numbers, int[] marks) {
      block.seek(titleStart);
      block.skip(block.readVarInt());
      int count = block.readVarInt();
      for (int i = 0; i < count; i++) {
        numbers[i] = terms.values[block.readVarInt()];
        marks[i] = block.readVarInt();
      }
      return count;
    }
  }

  StorySketches(StorySettings settings) {
    this.settings = settings;
  }

  /** Begins an article whose terms {@code tokenizer} hands over. */
  void startTitle(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    start(true);
  }

  void startBody() {
    start(false);
  }

  private void start(boolean title) {
    isTitle = title;
    words = 0;
    startsSentence = true;
  }

  /** The next word starts a sentence. */
  void stop() {
    startsSentence = true;
  }

  /** A term of the title or body, by its number in the builder's dictionary. */
  void term(int term) {
    if (words == (isTitle ? WORDS_OF_TITLE : WORDS_OF_BODY)) {
      return;
    }
    words++;
    if (term >= inBody.length) {
      int length = Math.max(term + 1, inBody.length * 2);
      inBody = Arrays.copyOf(inBody, length);
      inTitle = Arrays.copyOf(inTitle, length);
      capitals = Arrays.copyOf(capitals, length);
    }
    if (inBody[term] == 0 && inTitle[term] == 0) {
      touched[touchedCount++] = term;
    }
    if (isTitle) {
      inTitle[term]++;
    } else {
      inBody[term]++;
      if (!startsSentence) {
        capitals[term] += tokenizer.isCapitalised() ? 1 : -1;
      }
    }
    startsSentence = false;
  }

  /** Drops the article that was sketched. */
  void forget() {
    for (int i = 0; i < touchedCount; i++) {
      inBody[touched[i]] = 0;
      inTitle[touched[i]] = 0;
      capitals[touched[i]] = 0;
    }
    touchedCount = 0;
  }

  /** Keeps the article that was sketched. */
  void keep(Article article) {
    if (!article.published().isDated()) {
      write(UNDATED_STRETCH, article, UNDATED);
    } else {
      long published = article.published().epochMillis();
      for (int stretch : stretches(published, settings)) {
        write(stretch, article, published);
      }
    }
    forget();
  }

  /** The stretches of time that an article is looked at in, ascending. */
  static int[] stretches(long published, StorySettings settings) {
    long day = StorySettings.day(published);
    int stretch = settings.stretch(day);
    return day + settings.overlapDays() >= settings.firstDay(stretch + 1)
        ? new int[] {stretch, stretch + 1}
        : new int[] {stretch};
  }

  private void write(int stretch, Article article, long published) {
    ByteWriter out = stretches.computeIfAbsent(stretch, key -> new ByteWriter(1 << 12));
    int before = out.length();
    out.writeByte(1);
    out.writeLong(article.id().high());
    out.writeLong(article.id().low());
    out.writeSigned(published);
    out.writeText(article.outlet());
    out.writeText(article.source().name());
    out.writeVarLong(article.source().offset());
    out.writeText(article.language());
    out.writeText(article.title());
    out.writeVarInt(touchedCount);
    for (int i = 0; i < touchedCount; i++) {
      int term = touched[i];
      out.writeVarInt(term);
      out.writeVarInt(StorySketch.mark(inBody[term], inTitle[term], capitals[term] > 0));
    }
    bytes += out.length() - before;
  }

  int length() {
    return bytes;
  }

  /** Hands over the block of each stretch; afterwards all is as at the start. */
  void build(TermDictionary dictionary, BiConsumer<Integer, byte[]> blocks) {
    if (termInBlock.length < dictionary.size()) {
      termInBlock = new int[dictionary.size()];
    }
    stretches.forEach((stretch, articles) -> blocks.accept(stretch, block(articles, dictionary)));
    stretches.clear();
    bytes = 0;
  }

  private byte[] block(ByteWriter articles, TermDictionary dictionary) {
    ByteWriter block = new ByteWriter(articles.length() * 2);
    block.writeByte(VERSION);
    int[] terms = new int[1 << 10];
    int termCount = 0;
    ByteReader in = articles.reader();
    while (in.position() < articles.length()) {
      int start = in.position();
      in.readByte();
      skipMetadata(in);
      block.writeBytes(in.bytes(), start, in.position() - start);
      int count = in.readVarInt();
      block.writeVarInt(count);
      for (int i = 0; i < count; i++) {
        int term = in.readVarInt();
        if (termInBlock[term] == 0) {
          if (termCount == terms.length) {
            terms = Arrays.copyOf(terms, termCount * 2);
          }
          terms[termCount++] = term;
          termInBlock[term] = termCount;
        }
        block.writeVarInt(termInBlock[term] - 1);
        block.writeVarInt(in.readVarInt());
      }
    }
    block.writeByte(0);
    block.writeVarInt(termCount);
    for (int i = 0; i < termCount; i++) {
      int length = dictionary.length(terms[i]);
      block.writeVarInt(length);
      block.writeBytes(dictionary.arena(), dictionary.start(terms[i]), length);
      termInBlock[terms[i]] = 0;
    }
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
    ByteReader block = new ByteReader(bytes);
    IntArray terms = new IntArray(ids);
    Map<String, String> texts = new HashMap<>();
    while (in.readByte() == 1) {
      Hash128 id = new Hash128(in.readLong(), in.readLong());
      long published = in.readSigned();
      String outlet = texts.computeIfAbsent(in.readText(), text -> text);
      String source = texts.computeIfAbsent(in.readText(), text -> text);
      long offset = in.readVarLong();
      String language = texts.computeIfAbsent(in.readText(), text -> text);
      int titleStart = in.position();
      in.skip(in.readVarInt());
      skipTerms(in);
      entries.accept(
          new Entry(id, published, outlet, source, offset, language, block, terms, titleStart));
    }
  }

  private static void skipArticles(ByteReader in) {
    while (in.readByte() == 1) {
      skipMetadata(in);
      skipTerms(in);
    }
  }

  private static void skipTerms(ByteReader in) {
    for (int rest = in.readVarInt(); rest > 0; rest--) {
      in.readVarInt();
      in.readVarInt();
    }
  }

  private static void skipMetadata(ByteReader in) {
    in.skip(2 * Long.BYTES);
    in.readSigned();
    in.skip(in.readVarInt());
    in.skip(in.readVarInt());
    in.readVarLong();
    in.skip(in.readVarInt());
    in.skip(in.readVarInt());
  }
}
