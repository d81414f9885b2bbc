package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.text.TermHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a block that {@link TermCountBlocks} made; counts stay where they are. */
final class TermCountBlock {

  /**
   * The counts of the terms of one length in one window.
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

  /** For each length the counts of all windows. */
  final List<List<Section>> lengths = new ArrayList<>();

  private final int wordsAt;

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
    wordsAt = in.position();
    int words = in.readVarInt();
    for (int i = 0; i < words; i++) {
      in.readVarInt();
      in.skip(in.readVarInt());
    }
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      lengths.add(readLength(in));
    }
  }

  private static List<Section> readLength(ByteReader in) {
    List<Section> sections = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      int window = in.readVarInt();
      long totalTerms = in.readVarLong();
      int terms = in.readVarInt();
      int length = in.readVarInt();
      sections.add(new Section(window, totalTerms, terms, in.position()));
      in.skip(length);
    }
    return sections;
  }

  /** Adds the block's words to a dictionary and returns for each its number there. */
  int[] addWordsTo(TermDictionary dictionary) {
    ByteReader in = new ByteReader(bytes);
    in.seek(wordsAt);
    int count = in.readVarInt();
    int[] numbers = new int[1 << 10];
    int word = 0;
    for (int i = 0; i < count; i++) {
      word += in.readVarInt();
      if (word >= numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(word + 1, numbers.length * 2));
      }
      int size = in.readVarInt();
      int at = in.position();
      numbers[word] = dictionary.add(bytes, at, size, TermHash.of(bytes, at, size));
      in.skip(size);
    }
    return numbers;
  }

  /** The terms of a section, one after the other. */
  final class Terms {
    private final ByteReader in = new ByteReader(bytes);
    private final int[] words;
    private final int length;
    private int first;
    private long hiddenAndCount;
    private int docCount;

    /**
     * @param n how many words terms have
     * @param words what {@link #addWordsTo} gave
     */
    Terms(Section section, int n, int[] words) {
      this.words = words;
      this.length = n;
      in.seek(section.at());
    }

    /**
     * Goes on to the next.
     *
     * @param sequences takes its words, from {@code at} on
     * @return a hash of them, as {@link WordSequences#hash} makes it
     */
    long next(int[] sequences, int at) {
      first += (int) in.readSigned();
      sequences[at] = words[first];
      long hash = TermSketch.hash(0, sequences[at]);
      for (int i = 1; i < length; i++) {
        sequences[at + i] = words[in.readVarInt()];
        hash = TermSketch.hash(hash, sequences[at + i]);
      }
      hiddenAndCount = in.readVarLong();
      docCount = in.readVarInt();
      return hash;
    }

    /** Twice its occurrences, plus one if the window does not list it. */
    int hiddenAndCount() {
      return (int) hiddenAndCount;
    }

    int docCount() {
      return docCount;
    }
  }
}
