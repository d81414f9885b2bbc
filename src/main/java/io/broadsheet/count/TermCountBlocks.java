package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs the terms of finished windows, with their counts, into a block for each shard of terms: all
 * windows of a term come together in one place again.
 *
 * <p>Layout, version 2: the version; the windows, each with its start and its articles; the words
 * of the block's terms; the lengths of terms, ascending, each with its distinct terms, as numbers
 * of these words, and then, for each window, all occurrences of terms of that length and the counts
 * of this shard's terms. A word's bytes stand once for all terms and windows of a block. Every
 * shard of terms gets a block of every window, even without a term of its own, because it must know
 * what the window's totals are. {@link TermCountBlock} reads it.
 *
 * <p>Memory: the blocks, which are sent on between two windows once they exceed {@value
 * #MOST_BYTES} bytes, the counts of one window, and 4 bytes for each of the caller's words.
 */
final class TermCountBlocks {
  static final int VERSION = 2;

  private static final int MOST_BYTES = 16 << 20;
  private static final int BYTES_OF_A_WORD = 4;

  /** Takes finished blocks. */
  interface Receiver {
    void block(int termShard, byte[] block);
  }

  private final Receiver receiver;
  private final TermDictionary words;
  private final List<Shard> shards = new ArrayList<>();
  private final ByteWriter windows = new ByteWriter(256);

  /** For each word its number in the block that is being built plus one; 0 if it has none yet. */
  private int[] wordInBlock = {};

  private int windowCount;
  private long totalTerms;
  private int current;

  /**
   * @param words what the words of terms are numbers of
   */
  TermCountBlocks(int termShards, TermDictionary words, Receiver receiver) {
    this.receiver = receiver;
    this.words = words;
    for (int i = 0; i < termShards; i++) {
      shards.add(new Shard());
    }
  }

  /**
   * Starts a window; one without articles is left out.
   *
   * @param totalDocs its articles
   */
  void beginWindow(long start, long totalDocs) {
    windows.writeSigned(start);
    windows.writeVarLong(totalDocs);
  }

  /**
   * Starts the terms of {@code n} words of the window; n ascends.
   *
   * @param allTerms all their occurrences
   */
  void beginLength(int n, long allTerms) {
    totalTerms = allTerms;
    current = n - 1;
    for (Shard shard : shards) {
      while (shard.lengths.size() <= current) {
        shard.lengths.add(new Length(shard.lengths.size() + 1));
      }
    }
  }

  /**
   * Adds a term of the present length.
   *
   * @param term its words
   * @param hash the same for the same term wherever it is counted
   * @param isHidden true if the window does not list it
   */
  void add(int[] term, long hash, int termCount, int docCount, boolean isHidden) {
    Length terms = shards.get(shardOf(hash)).lengths.get(current);
    terms.open.writeVarInt(terms.terms.add(term, hash));
    terms.open.writeVarLong(((long) termCount << 1) | (isHidden ? 1 : 0));
    terms.open.writeVarInt(docCount);
    terms.openCount++;
  }

  private int shardOf(long hash) {
    long spread = ((hash * 0x9E37_79B9_7F4A_7C15L) >>> 32) & 0xffffffffL;
    return (int) ((spread * shards.size()) >>> 32);
  }

  void endLength() {
    for (Shard shard : shards) {
      shard.lengths.get(current).endWindow(windowCount, totalTerms);
    }
  }

  void endWindow() {
    windowCount++;
    long bytes = 0;
    for (Shard shard : shards) {
      for (Length length : shard.lengths) {
        bytes +=
            length.sections.length() + (long) length.terms.size() * length.n * BYTES_OF_A_WORD;
      }
    }
    if (bytes > MOST_BYTES) {
      finish();
    }
  }

  /** Sends what there is. */
  void finish() {
    if (windowCount == 0) {
      return;
    }
    wordInBlock = new int[words.size()];
    for (int number = 0; number < shards.size(); number++) {
      receiver.block(number, toBytes(shards.get(number)));
      shards.set(number, new Shard());
    }
    windows.clear();
    windowCount = 0;
  }

  private byte[] toBytes(Shard shard) {
    Arrays.fill(wordInBlock, 0);
    ByteWriter sizes = new ByteWriter(1 << 12);
    ByteWriter texts = new ByteWriter(1 << 14);
    ByteWriter terms = new ByteWriter(1 << 14);
    int wordCount = 0;
    terms.writeVarInt(shard.lengths.size());
    for (Length length : shard.lengths) {
      terms.writeVarInt(length.terms.size());
      for (int term = 0; term < length.terms.size(); term++) {
        for (int place = 0; place < length.n; place++) {
          int word = length.terms.word(term, place);
          if (wordInBlock[word] == 0) {
            wordInBlock[word] = ++wordCount;
            sizes.writeVarInt(words.length(word));
            texts.writeBytes(words.arena(), words.start(word), words.length(word));
          }
          terms.writeVarInt(wordInBlock[word] - 1);
        }
      }
      terms.writeVarInt(length.sectionCount);
      terms.writeAll(length.sections);
    }
    ByteWriter out =
        new ByteWriter(windows.length() + sizes.length() + texts.length() + terms.length() + 16);
    out.writeByte(VERSION);
    out.writeVarInt(windowCount);
    out.writeAll(windows);
    out.writeVarInt(wordCount);
    out.writeAll(sizes);
    out.writeAll(texts);
    out.writeAll(terms);
    return out.toByteArray();
  }

  private static final class Shard {
    private final List<Length> lengths = new ArrayList<>();
  }

  /** The terms of one length. */
  private static final class Length {
    private final int n;
    private final WordSequences terms;
    private final ByteWriter sections = new ByteWriter(1 << 12);
    private final ByteWriter open = new ByteWriter(1 << 12);
    private int openCount;
    private int sectionCount;

    private Length(int n) {
      this.n = n;
      this.terms = new WordSequences(n);
    }

    private void endWindow(int window, long totalTerms) {
      sections.writeVarInt(window);
      sections.writeVarLong(totalTerms);
      sections.writeVarInt(openCount);
      sections.writeVarInt(open.length());
      sections.writeAll(open);
      sectionCount++;
      open.clear();
      openCount = 0;
    }
  }
}
