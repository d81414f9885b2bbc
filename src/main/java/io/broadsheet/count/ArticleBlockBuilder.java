package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Note;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.Fingerprinter;
import io.broadsheet.text.TermSink;
import io.broadsheet.text.Tokenizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Packs articles into {@link ArticleBlock}s, one for each destination. Each text is tokenised once,
 * here; whatever is counted later is counted from the numbers of its terms.
 *
 * <p>All blocks under construction share one dictionary, so that frequent terms stay in the
 * processor's caches however articles are spread; a block gets numbers of its own when it is built.
 * Memory: the articles' tokens and their distinct terms and strings.
 *
 * @param <D> where a block goes
 */
final class ArticleBlockBuilder<D> implements TermSink {
  private final TermDictionary dictionary = new TermDictionary(1 << 14);
  private final Map<D, Draft> drafts = new LinkedHashMap<>();
  private final ByteWriter tokens = new ByteWriter(1 << 12);
  private int draftBytes;

  /** Reads each body; null if nobody asks for it. */
  private final Fingerprinter fingerprinter;

  /** Takes what stories are found by; null if nobody asks for it. */
  private final StorySketches sketches;

  private final boolean keepsBodies;
  private final boolean keepsLines;

  /** The hashes of the terms that end with the last word, the longest last; empty for none. */
  private final long[] ending;

  private int endings;
  private final TermSketch sketch;

  ArticleBlockBuilder() {
    this(null, null, false, false, 1);
  }

  /**
   * @param fingerprinter reads each body; null for none
   * @param sketches takes the terms of each article; null for none
   * @param keepsBodies whether blocks hold the bodies themselves, too
   * @param keepsLines whether blocks hold {@link LineWords}; there must be a fingerprinter then
   * @param sketched how many words the longest terms of {@link #sketch} have; 1 for none
   */
  ArticleBlockBuilder(
      Fingerprinter fingerprinter,
      StorySketches sketches,
      boolean keepsBodies,
      boolean keepsLines,
      int sketched) {
    this.fingerprinter = fingerprinter;
    this.sketches = sketches;
    this.keepsBodies = keepsBodies;
    this.keepsLines = keepsLines;
    this.ending = new long[sketched - 1];
    this.sketch = sketched > 1 ? new TermSketch() : null;
  }

  /** For each term its number in the block that is being built plus one; 0 if it has none yet. */
  private int[] termInBlock = new int[0];

  /** A block under construction; its tokens are numbers of the shared dictionary. */
  private static final class Draft {
    final Map<String, Integer> strings = new HashMap<>();
    final ByteWriter stringBytes = new ByteWriter(1 << 8);
    final ByteWriter documents = new ByteWriter(1 << 12);
    final ByteWriter tokens = new ByteWriter(1 << 14);
    final ByteWriter bodies = new ByteWriter(16);
    int documentCount;

    int string(String value) {
      Integer known = strings.get(value);
      if (known != null) {
        return known;
      }
      int id = strings.size();
      strings.put(value, id);
      stringBytes.writeText(value);
      return id;
    }

    void writeStrings(List<String> values) {
      documents.writeVarInt(values.size());
      for (String value : values) {
        documents.writeVarInt(string(value));
      }
    }
  }

  /** About how many bytes the blocks would have now. */
  int length() {
    return draftBytes + dictionary.arenaLength();
  }

  /** Adds an article to a block and returns how many terms it has. */
  int add(D destination, Article article, Tokenizer tokenizer) {
    Draft draft = drafts.computeIfAbsent(destination, key -> new Draft());
    tokens.clear();
    if (sketches != null) {
      sketches.startTitle(tokenizer);
    }
    int inTitle = tokenizer.tokenize(article.title(), article.language(), this);
    if (sketches != null) {
      sketches.startBody();
    }
    int words = inTitle + tokenizeBody(article, tokenizer);
    ByteWriter documents = draft.documents;
    int before = documents.length();
    documents.writeVarInt(draft.string(article.source().name()));
    documents.writeVarLong(article.source().offset());
    documents.writeLong(article.id().high());
    documents.writeLong(article.id().low());
    documents.writeVarInt(draft.string(article.published().status().name()));
    documents.writeVarInt(draft.string(article.published().precision().name()));
    documents.writeSigned(article.published().epochMillis());
    documents.writeVarInt(draft.string(article.outlet()));
    draft.writeStrings(article.topics());
    draft.writeStrings(article.tags());
    documents.writeVarInt(draft.string(article.language()));
    documents.writeText(article.title());
    documents.writeText(article.url());
    documents.writeVarInt(words);
    documents.writeVarInt(article.notes().size());
    for (Note note : article.notes()) {
      documents.writeVarInt(draft.string(note.kind()));
      documents.writeVarInt(draft.string(note.value()));
    }
    if (keepsLines) {
      LineWords.write(fingerprinter, inTitle, documents);
    } else {
      LineWords.writeNone(documents);
    }
    draft.tokens.writeVarInt(tokens.length());
    draft.tokens.writeAll(tokens);
    draft.documentCount++;
    if (keepsBodies) {
      int bodiesBefore = draft.bodies.length();
      draft.bodies.writeText(article.body());
      draftBytes += draft.bodies.length() - bodiesBefore;
    }
    draftBytes += documents.length() - before + tokens.length();
    return words;
  }

  private int tokenizeBody(Article article, Tokenizer tokenizer) {
    return fingerprinter == null
        ? tokenizer.tokenize(article.body(), article.language(), this)
        : fingerprinter.read(article.body(), article.language(), tokenizer, this);
  }

  @Override
  public void term(byte[] utf8, int length, int hash) {
    int term = dictionary.add(utf8, 0, length, hash);
    tokens.writeVarInt(term + 1);
    if (sketches != null) {
      sketches.term(term);
    }
    if (sketch != null) {
      addToSketch(hash);
    }
  }

  private void addToSketch(int word) {
    for (int i = Math.min(endings, ending.length) - 1; i >= 0; i--) {
      long longer = TermSketch.hash(ending[i], word);
      sketch.add(longer);
      if (i + 1 < ending.length) {
        ending[i + 1] = longer;
      }
    }
    ending[0] = word;
    endings++;
  }

  @Override
  public void stop() {
    tokens.writeByte(ArticleBlock.STOP);
    endings = 0;
    if (sketches != null) {
      sketches.stop();
    }
  }

  /** The terms of several words of all articles; null if none were asked for. */
  TermSketch sketch() {
    return sketch;
  }

  /** Hands over the sketches that were kept, of articles added since {@link #build}. */
  void buildSketches(BiConsumer<Integer, byte[]> blocks) {
    sketches.build(dictionary, blocks);
  }

  /** Hands over the block of each destination, and starts afresh. */
  void build(BiConsumer<D, byte[]> blocks) {
    if (termInBlock.length < dictionary.size()) {
      termInBlock = new int[dictionary.size()];
    }
    drafts.forEach((destination, draft) -> blocks.accept(destination, build(draft)));
    drafts.clear();
    dictionary.clear();
    draftBytes = 0;
  }

  private byte[] build(Draft draft) {
    Arrays.fill(termInBlock, 0, dictionary.size(), 0);
    int[] terms = new int[1 << 10];
    int termCount = 0;
    ByteReader in = draft.tokens.reader();
    ByteWriter texts = new ByteWriter(draft.tokens.length());
    ByteWriter text = new ByteWriter(1 << 12);
    for (int document = 0; document < draft.documentCount; document++) {
      text.clear();
      int length = in.readVarInt();
      int end = in.position() + length;
      while (in.position() < end) {
        int token = in.readVarInt();
        if (token == ArticleBlock.STOP) {
          text.writeByte(ArticleBlock.STOP);
          continue;
        }
        int term = token - 1;
        int inBlock = termInBlock[term];
        if (inBlock == 0) {
          if (termCount == terms.length) {
            terms = Arrays.copyOf(terms, termCount * 2);
          }
          terms[termCount] = term;
          inBlock = ++termCount;
          termInBlock[term] = inBlock;
        }
        text.writeVarInt(inBlock);
      }
      texts.writeVarInt(text.length());
      texts.writeAll(text);
    }
    ByteWriter head = new ByteWriter(draft.stringBytes.length() + 10 * termCount + 16);
    head.writeByte(ArticleBlock.VERSION);
    head.writeVarInt(draft.strings.size());
    head.writeAll(draft.stringBytes);
    head.writeVarInt(termCount);
    for (int i = 0; i < termCount; i++) {
      head.writeByte(dictionary.length(terms[i]));
    }
    for (int i = 0; i < termCount; i++) {
      head.writeBytes(dictionary.arena(), dictionary.start(terms[i]), dictionary.length(terms[i]));
    }
    head.writeVarInt(draft.documentCount);
    return ByteWriter.join(head, draft.documents, texts, draft.bodies);
  }
}
