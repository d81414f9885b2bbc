package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which terms tables list for all articles of a window, told by those who list them to {@link
 * LaterReports}, which writes what stands behind them.
 *
 * <p>Layout of a block: groups, each with the start of its first and its last window, the length of
 * its terms, how many they are, and the terms. Memory: a term's bytes and one or two more.
 */
final class ListedTerms {
  private final ByteWriter blocks = new ByteWriter(1 << 10);

  /**
   * Starts a group of terms of {@code n} words.
   *
   * @param firstStart the start of the first window that lists them
   * @param lastStart the start of the last one; those between list them, too
   */
  void begin(long firstStart, long lastStart, int n, int count) {
    blocks.writeSigned(firstStart);
    blocks.writeSigned(lastStart);
    blocks.writeVarInt(n);
    blocks.writeVarInt(count);
  }

  /** Adds a term to the group, its words with spaces between them. */
  void add(byte[] bytes, int offset, int length) {
    blocks.writeVarInt(length);
    blocks.writeBytes(bytes, offset, length);
  }

  byte[] toBytes() {
    return blocks.toByteArray();
  }

  /**
   * Finds the terms that each of some windows lists, as words of a shard's dictionary.
   *
   * @param starts the starts of the windows, ascending
   * @return by the place of a window, by n, its terms, each once
   */
  static List<Map<Integer, WordSequences>> of(
      Iterable<byte[]> blocks, long[] starts, TermDictionary dictionary) {
    List<Map<Integer, WordSequences>> listed = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      listed.add(new TreeMap<>());
    }
    for (byte[] block : blocks) {
      ByteReader in = new ByteReader(block);
      while (in.hasMore()) {
        int from = place(starts, in.readSigned());
        int to = placeBehind(starts, in.readSigned());
        int[] words = new int[in.readVarInt()];
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
          int size = in.readVarInt();
          int at = in.position();
          in.skip(size);
          if (from < to && dictionary.findAll(block, at, size, words)) {
            long hash = WordSequences.hash(words);
            for (int window = from; window < to; window++) {
              listed.get(window).computeIfAbsent(words.length, WordSequences::new).add(words, hash);
            }
          }
        }
      }
    }
    return listed;
  }

  private static int place(long[] starts, long start) {
    int place = Arrays.binarySearch(starts, start);
    return place < 0 ? -place - 1 : place;
  }

  private static int placeBehind(long[] starts, long start) {
    int place = Arrays.binarySearch(starts, start);
    return place < 0 ? -place - 1 : place + 1;
  }
}
