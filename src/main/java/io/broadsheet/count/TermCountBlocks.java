package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.text.TermHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs the terms of finished windows, with their counts, into a block for each shard of terms: all
 * windows of a term come together in one place again.
 *
 * <p>Layout, version 1: the version; the windows, each with its start and its articles; the lengths
 * of terms, ascending, each with its distinct terms and then, for each window, all occurrences of
 * terms of that length and the counts of this shard's terms. A term's bytes stand once for all
 * windows of a block. Every shard of terms gets a block of every window, even without a term of its
 * own, because it must know what the window's totals are. {@link TermCountBlock} reads it.
 *
 * <p>Memory: the blocks, which are sent on between two windows once they exceed {@value
 * #MOST_BYTES} bytes, the counts of one window, and 4 bytes for each of the caller's terms.
 */
final class TermCountBlocks {
  static final int VERSION = 1;

  /** Of a term whose number is not the same in all windows. */
  static final int NO_ID = -1;

  private static final int MOST_BYTES = 16 << 20;

  /** Takes finished blocks. */
  interface Receiver {
    void block(int termShard, byte[] block);
  }

  private final Receiver receiver;
  private final List<Shard> shards = new ArrayList<>();
  private final ByteWriter windows = new ByteWriter(256);

  /** For each length and each of the caller's numbers: the shard and the number there, plus one. */
  private final List<int[]> placesById = new ArrayList<>();

  private int windowCount;
  private long totalTerms;
  private int current;

  TermCountBlocks(int termShards, Receiver receiver) {
    this.receiver = receiver;
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
    while (placesById.size() <= current) {
      placesById.add(new int[1 << 10]);
    }
    for (Shard shard : shards) {
      while (shard.lengths.size() <= current) {
        shard.lengths.add(new Length());
      }
    }
  }

  /**
   * Adds a term of the present length.
   *
   * @param id the caller's number for the term, small and the same in all windows, which spares
   *     looking the term up again; or {@link #NO_ID}
   * @param isHidden true if the window does not list it
   */
  void add(
      int id, byte[] bytes, int offset, int length, int termCount, int docCount, boolean isHidden) {
    int place = id == NO_ID ? find(bytes, offset, length) : placeOf(id, bytes, offset, length);
    Length terms = shards.get(place % shards.size()).lengths.get(current);
    terms.open.writeVarInt(place / shards.size());
    terms.open.writeVarLong(((long) termCount << 1) | (isHidden ? 1 : 0));
    terms.open.writeVarInt(docCount);
    terms.openCount++;
  }

  private int placeOf(int id, byte[] bytes, int offset, int length) {
    int[] places = placesById.get(current);
    if (id >= places.length) {
      places = Arrays.copyOf(places, Math.max(id + 1, places.length * 2));
      placesById.set(current, places);
    }
    if (places[id] == 0) {
      places[id] = find(bytes, offset, length) + 1;
    }
    return places[id] - 1;
  }

  /** The number of a term in the dictionary of its shard, and the shard. */
  private int find(byte[] bytes, int offset, int length) {
    int hash = TermHash.of(bytes, offset, length);
    int shard = shardOf(hash);
    int number = shards.get(shard).lengths.get(current).dictionary.add(bytes, offset, length, hash);
    return Math.addExact(Math.multiplyExact(number, shards.size()), shard);
  }

  private int shardOf(int hash) {
    // Multiplied apart from what the dictionary makes of the hash, which else would collide.
    long spread = (hash * 0x85EBCA6BL) & 0xffffffffL;
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
        bytes += length.sections.length() + length.dictionary.arenaLength();
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
      receiver.block(number, shards.get(number).toBytes(windowCount, windows));
      shards.set(number, new Shard());
    }
    placesById.clear();
    windows.clear();
    windowCount = 0;
  }

  private static final class Shard {
    private final List<Length> lengths = new ArrayList<>();

    private byte[] toBytes(int windowCount, ByteWriter windows) {
      ByteWriter out = new ByteWriter(1 << 16);
      out.writeByte(VERSION);
      out.writeVarInt(windowCount);
      out.writeAll(windows);
      out.writeVarInt(lengths.size());
      for (Length length : lengths) {
        length.writeTo(out);
      }
      return out.toByteArray();
    }
  }

  /** The terms of one length. */
  private static final class Length {
    private final TermDictionary dictionary = new TermDictionary(1 << 10);
    private final ByteWriter sections = new ByteWriter(1 << 12);
    private final ByteWriter open = new ByteWriter(1 << 12);
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
    }

    private void writeTo(ByteWriter out) {
      int terms = dictionary.size();
      out.writeVarInt(terms);
      for (int term = 0; term < terms; term++) {
        out.writeVarInt(dictionary.length(term));
      }
      out.writeBytes(dictionary.arena(), 0, dictionary.arenaLength());
      out.writeVarInt(sectionCount);
      out.writeAll(sections);
    }
  }
}
