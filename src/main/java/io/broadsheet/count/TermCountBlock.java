package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.text.TermHash;
import java.util.ArrayList;
import java.util.List;

/** Reads a block that {@link TermCountBlocks} made; counts stay where they are. */
final class TermCountBlock {

  /**
   * The terms of one length.
   *
   * @param n how many words they have
   * @param terms how many there are
   * @param at where their words stand
   */
  record Length(int n, int terms, int at, List<Section> sections) {}

  /**
   * The counts of one window.
   *
   * @param window its place among the block's windows
   * @param totalTerms all occurrences of terms of that length
   * @param count how many terms follow
   * @param at where they stand
   */
  record Section(int window, long totalTerms, int count, int at) {}

  final byte[] bytes;
  final long[] starts;
  final long[] docs;
  final List<Length> lengths = new ArrayList<>();
  private final int words;
  private final int sizesAt;
  private final int textsAt;

  TermCountBlock(byte[] bytes) {
    this.bytes = bytes;
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != TermCountBlocks.VERSION) {
      throw new IllegalStateException("block version " + version);
    }
    int windows = in.readVarInt();
    starts = new long[windows];
    docs = new long[windows];
    for (int i = 0; i < windows; i++) {
      starts[i] = in.readSigned();
      docs[i] = in.readVarLong();
    }
    words = in.readVarInt();
    sizesAt = in.position();
    int textBytes = 0;
    for (int i = 0; i < words; i++) {
      textBytes += in.readVarInt();
    }
    textsAt = in.position();
    in.skip(textBytes);
    int count = in.readVarInt();
    for (int n = 1; n <= count; n++) {
      lengths.add(readLength(n, in));
    }
  }

  private static Length readLength(int n, ByteReader in) {
    int terms = in.readVarInt();
    int at = in.position();
    for (int i = 0; i < terms * n; i++) {
      in.readVarInt();
    }
    List<Section> sections = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      int window = in.readVarInt();
      long totalTerms = in.readVarLong();
      int entries = in.readVarInt();
      int length = in.readVarInt();
      sections.add(new Section(window, totalTerms, entries, in.position()));
      in.skip(length);
    }
    return new Length(n, terms, at, sections);
  }

  /** Adds the block's words to a dictionary and returns their numbers there. */
  int[] addWordsTo(TermDictionary dictionary) {
    int[] numbers = new int[words];
    ByteReader in = new ByteReader(bytes);
    in.seek(sizesAt);
    int start = textsAt;
    for (int i = 0; i < words; i++) {
      int size = in.readVarInt();
      numbers[i] = dictionary.add(bytes, start, size, TermHash.of(bytes, start, size));
      start += size;
    }
    return numbers;
  }

  /**
   * Adds the terms of a length to all others and returns their numbers there.
   *
   * @param words what {@link #addWordsTo} gave
   */
  int[] addTermsTo(WordSequences terms, Length length, int[] words) {
    int[] numbers = new int[length.terms()];
    int[] term = new int[length.n()];
    ByteReader in = new ByteReader(bytes);
    in.seek(length.at());
    for (int i = 0; i < numbers.length; i++) {
      long hash = 0;
      for (int place = 0; place < term.length; place++) {
        term[place] = words[in.readVarInt()];
        hash = TermSketch.hash(hash, term[place]);
      }
      numbers[i] = terms.add(term, hash);
    }
    return numbers;
  }
}
