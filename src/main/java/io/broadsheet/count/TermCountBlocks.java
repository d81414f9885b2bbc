package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the terms of finished windows, with their counts, into a block for each shard of terms: all
 * windows of a term come together in one place again.
 *
 * <p>Layout, version 3: the version; the windows, each with its start and its articles; the words
 * of the block's terms, by their numbers, ascending; the lengths of terms, ascending, each with,
 * for each window, all occurrences of terms of that length and this shard's terms with their
 * counts. A term is the numbers of its words, of the first how far it is from that of the term
 * before. Every shard of terms gets a block of every window, even without a term of its own,
 * because it must know what the window's totals are. {@link TermCountBlock} reads it.
 *
 * <p>Memory: the blocks, which are sent on between two windows once they exceed {@value
 * #MOST_BYTES} bytes, and the counts of one window.
 */
final class TermCountBlocks {
  static final int VERSION = 3;

  private static final int MOST_BYTES = 16 << 20;

  /** Takes finished blocks. */
  interface Receiver {
    void block(int termShard, byte[] block);
  }

  private final Receiver receiver;
  private final TermDictionary words;
  private final List<Shard> shards = new ArrayList<>();
  private final ByteWriter windows = new ByteWriter(256);

  private int windowCount;
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

  /** Starts the terms of {@code n} words of the window; n ascends. */
  void beginLength(int n) {
    current = n - 1;
    for (Shard shard : shards) {
      shard.words.grow(words.size());
      while (shard.lengths.size() <= current) {
        shard.lengths.add(new Length());
      }
    }
  }

  /**
   * Adds a term of the present length.
   *
   * @param term its words; those that begin alike should come together
   * @param hash the same for the same term wherever it is counted
   * @param isHidden true if the window does not list it
   */
  void add(int[] term, long hash, int termCount, int docCount, boolean isHidden) {
    Shard shard = shards.get(shardOf(hash));
    Length terms = shard.lengths.get(current);
    ByteWriter open = terms.open;
    open.writeSigned(term[0] - terms.lastFirst);
    terms.lastFirst = term[0];
    for (int i = 1; i < term.length; i++) {
      open.writeVarInt(term[i]);
    }
    for (int word : term) {
      shard.words.add(word);
    }
    open.writeVarLong(((long) termCount << 1) | (isHidden ? 1 : 0));
    open.writeVarInt(docCount);
    terms.openCount++;
  }

  private int shardOf(long hash) {
    long spread = ((hash * 0x9E37_79B9_7F4A_7C15L) >>> 32) & 0xffffffffL;
    return (int) ((spread * shards.size()) >>> 32);
  }

  /**
   * Ends the terms of the present length.
   *
   * @param totalTerms all their occurrences
   */
  void endLength(long totalTerms) {
    for (Shard shard : shards) {
      shard.lengths.get(current).endWindow(windowCount, totalTerms);
    }
  }

  void endWindow() {
    windowCount++;
    long bytes = 0;
    for (Shard shard : shards) {
      for (Length length : shard.lengths) {
        bytes += length.sections.length();
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
    for (int number = 0; number < shards.size(); number++) {
      receiver.block(number, toBytes(shards.get(number)));
      shards.set(number, new Shard());
    }
    windows.clear();
    windowCount = 0;
  }

  private byte[] toBytes(Shard shard) {
    ByteWriter out = new ByteWriter(1 << 16);
    out.writeByte(VERSION);
    out.writeVarInt(windowCount);
    out.writeAll(windows);
    int[] used = shard.words.toArray();
    out.writeVarInt(used.length);
    int previous = 0;
    for (int word : used) {
      out.writeVarInt(word - previous);
      out.writeVarInt(words.length(word));
      out.writeBytes(words.arena(), words.start(word), words.length(word));
      previous = word;
    }
    out.writeVarInt(shard.lengths.size());
    for (Length length : shard.lengths) {
      out.writeVarInt(length.sectionCount);
      out.writeAll(length.sections);
    }
    return out.toByteArray();
  }

  private static final class Shard {
    private final List<Length> lengths = new ArrayList<>();
    private final TermSet words = new TermSet();
  }

  /** The terms of one length. */
  private static final class Length {
    private final ByteWriter sections = new ByteWriter(1 << 12);
    private final ByteWriter open = new ByteWriter(1 << 12);
    private int lastFirst;
    private int openCount;
    private int sectionCount;

    private void endWindow(int window, long totalTerms) {
      sections.writeVarInt(window);
      sections.writeVarLong(totalTerms);
      sections.writeVarInt(openCount);
      sections.writeVarInt(open.length());
      sections.writeAll(open);
      sectionCount++;
      open.clear();
      openCount = 0;
      lastFirst = 0;
    }
  }
}
