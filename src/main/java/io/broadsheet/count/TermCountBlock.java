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
   * @param lengthsAt where the lengths of the terms stand
   * @param termsAt where their bytes stand
   */
  record Length(int terms, int lengthsAt, int termsAt, List<Section> sections) {}

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
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      lengths.add(readLength(in));
    }
  }

  private static Length readLength(ByteReader in) {
    int terms = in.readVarInt();
    int lengthsAt = in.position();
    int termBytes = 0;
    for (int i = 0; i < terms; i++) {
      termBytes += in.readVarInt();
    }
    int termsAt = in.position();
    in.skip(termBytes);
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
    return new Length(terms, lengthsAt, termsAt, sections);
  }

  /** Adds the terms of a length to a dictionary and returns their numbers there. */
  int[] addTermsTo(TermDictionary dictionary, Length length) {
    int[] ids = new int[length.terms()];
    ByteReader in = new ByteReader(bytes);
    in.seek(length.lengthsAt());
    int start = length.termsAt();
    for (int i = 0; i < ids.length; i++) {
      int bytesOfTerm = in.readVarInt();
      ids[i] = dictionary.add(bytes, start, bytesOfTerm, TermHash.of(bytes, start, bytesOfTerm));
      start += bytesOfTerm;
    }
    return ids;
  }
}
