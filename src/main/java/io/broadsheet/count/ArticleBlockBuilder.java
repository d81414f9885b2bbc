package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.text.TermSink;
import io.broadsheet.text.Tokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs articles into an {@link ArticleBlock}. Each text is tokenised once, here; whatever is
 * counted later is counted from the numbers of its terms.
 *
 * <p>Memory: the block, its distinct terms and strings.
 */
final class ArticleBlockBuilder implements TermSink {
  private final TermDictionary dictionary = new TermDictionary(1 << 12);
  private final Map<String, Integer> strings = new HashMap<>();
  private final ByteWriter stringBytes = new ByteWriter(1 << 10);
  private final ByteWriter documents = new ByteWriter(1 << 16);
  private final ByteWriter tokens = new ByteWriter(1 << 12);
  private int documentCount;

  /** Bytes that the block would have now. */
  int length() {
    return documents.length() + dictionary.arenaLength() + dictionary.size() + stringBytes.length();
  }

  boolean isEmpty() {
    return documentCount == 0;
  }

  /** Adds an article and returns how many terms it has. */
  int add(Article article, Tokenizer tokenizer) {
    tokens.clear();
    int words =
        tokenizer.tokenize(article.title(), this) + tokenizer.tokenize(article.body(), this);
    documents.writeVarInt(string(article.source().name()));
    documents.writeVarLong(article.source().offset());
    documents.writeLong(article.id().high());
    documents.writeLong(article.id().low());
    documents.writeVarInt(string(article.published().status().name()));
    documents.writeVarInt(string(article.published().precision().name()));
    documents.writeSigned(article.published().epochMillis());
    documents.writeVarInt(string(article.outlet()));
    addStrings(article.topics());
    addStrings(article.tags());
    documents.writeVarInt(string(article.language()));
    documents.writeText(article.title());
    documents.writeText(article.url());
    documents.writeVarInt(words);
    documents.writeVarInt(tokens.length());
    documents.writeAll(tokens);
    documentCount++;
    return words;
  }

  private void addStrings(List<String> values) {
    documents.writeVarInt(values.size());
    for (String value : values) {
      documents.writeVarInt(string(value));
    }
  }

  private int string(String value) {
    Integer known = strings.get(value);
    if (known != null) {
      return known;
    }
    int id = strings.size();
    strings.put(value, id);
    stringBytes.writeText(value);
    return id;
  }

  @Override
  public void term(byte[] utf8, int length, int hash) {
    tokens.writeVarInt(dictionary.add(utf8, 0, length, hash) + 1);
  }

  @Override
  public void stop() {
    tokens.writeByte(ArticleBlock.STOP);
  }

  /** The block of all articles added since the last call. */
  byte[] build() {
    ByteWriter block = new ByteWriter(length() + 64);
    block.writeByte(ArticleBlock.VERSION);
    block.writeVarInt(strings.size());
    block.writeAll(stringBytes);
    block.writeVarInt(dictionary.size());
    for (int id = 0; id < dictionary.size(); id++) {
      block.writeByte(dictionary.length(id));
    }
    block.writeBytes(dictionary.arena(), 0, dictionary.arenaLength());
    block.writeVarInt(documentCount);
    block.writeAll(documents);
    dictionary.clear();
    strings.clear();
    stringBytes.clear();
    documents.clear();
    documentCount = 0;
    return block.toByteArray();
  }
}
