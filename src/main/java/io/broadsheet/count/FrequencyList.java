package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.text.TermHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Terms and how often each occurs in a corpus, for each length of terms.
 *
 * <p>Memory: each distinct term's bytes and some 36 bytes more.
 */
final class FrequencyList {
  private static final int VERSION = 1;

  private final List<Length> lengths = new ArrayList<>();

  /** The terms of one length. */
  static final class Length {
    private final TermDictionary terms = new TermDictionary(1 << 10);
    private long[] counts = new long[1 << 10];
    private long total;
    private TermFrequencies frequencies;

    /** All occurrences of all terms, also of those that are not in the list. */
    long total() {
      return total;
    }

    TermDictionary terms() {
      return terms;
    }

    long count(int term) {
      return counts[term];
    }

    TermFrequencies frequencies() {
      if (frequencies == null) {
        int[] all = new int[terms.size()];
        Arrays.setAll(all, term -> term);
        frequencies = new TermFrequencies(all, this::count);
      }
      return frequencies;
    }

    private void add(byte[] bytes, int offset, int size, long count) {
      int term = terms.add(bytes, offset, size, TermHash.of(bytes, offset, size));
      if (term >= counts.length) {
        counts = Arrays.copyOf(counts, counts.length * 2);
      }
      counts[term] = Math.addExact(counts[term], count);
    }
  }

  /** The terms of {@code n} words. */
  Length length(int n) {
    while (lengths.size() < n) {
      lengths.add(new Length());
    }
    return lengths.get(n - 1);
  }

  /**
   * Adds occurrences of a term.
   *
   * @param n how many words it has
   * @param count at least 1
   */
  void add(int n, byte[] term, long count) {
    Length length = length(n);
    length.add(term, 0, term.length, count);
    length.total = Math.addExact(length.total, count);
  }

  /** Adds occurrences of terms that are not in the list. */
  void addOthers(int n, long count) {
    Length length = length(n);
    length.total = Math.addExact(length.total, count);
  }

  /** Adds what another list has. */
  void addAll(byte[] packed) {
    ByteReader in = new ByteReader(packed);
    if (in.readByte() != VERSION) {
      throw new IllegalStateException("a frequency list of another version");
    }
    int count = in.readVarInt();
    for (int n = 1; n <= count; n++) {
      Length length = length(n);
      length.total = Math.addExact(length.total, in.readVarLong());
      int terms = in.readVarInt();
      for (int i = 0; i < terms; i++) {
        int size = in.readVarInt();
        int at = in.position();
        in.skip(size);
        length.add(packed, at, size, in.readVarLong());
      }
    }
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(1 << 16);
    out.writeByte(VERSION);
    out.writeVarInt(lengths.size());
    for (Length length : lengths) {
      out.writeVarLong(length.total);
      out.writeVarInt(length.terms.size());
      for (int term = 0; term < length.terms.size(); term++) {
        out.writeVarInt(length.terms.length(term));
        out.writeBytes(length.terms.arena(), length.terms.start(term), length.terms.length(term));
        out.writeVarLong(length.counts[term]);
      }
    }
    return out.toByteArray();
  }
}
