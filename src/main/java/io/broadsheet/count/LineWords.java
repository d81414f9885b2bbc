package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.Fingerprint.Boilerplate;
import io.broadsheet.copies.Fingerprinter;
import java.util.Arrays;

/**
 * Which words of an article stand in lines that could be boilerplate: kept with the article where
 * boilerplate is to be left out of counts, because what is boilerplate is known only when all has
 * been read. Some 11 bytes a line, and one byte where nothing is kept.
 */
final class LineWords {
  private static final int[] NONE = {};

  private LineWords() {}

  /** Writes that there are none. */
  static void writeNone(ByteWriter out) {
    out.writeVarInt(0);
  }

  /**
   * Writes the lines of the body that was read last.
   *
   * @param inTitle how many words stand before the body
   */
  static void write(Fingerprinter fingerprinter, int inTitle, ByteWriter out) {
    out.writeVarInt(fingerprinter.candidates());
    for (int i = 0; i < fingerprinter.candidates(); i++) {
      out.writeLong(fingerprinter.candidateHash(i));
      out.writeVarInt(inTitle + fingerprinter.candidateFirstWord(i));
      out.writeVarInt(fingerprinter.candidateWords(i));
    }
  }

  static void skip(ByteReader in) {
    int lines = in.readVarInt();
    for (int i = 0; i < lines; i++) {
      in.skip(Long.BYTES);
      in.readVarInt();
      in.readVarInt();
    }
  }

  /** For each line of boilerplate, in their order, its first word and the word behind its last. */
  static int[] read(ByteReader in, String outlet, Boilerplate boilerplate) {
    int lines = in.readVarInt();
    if (lines == 0) {
      return NONE;
    }
    int[] ranges = new int[2 * lines];
    int count = 0;
    for (int i = 0; i < lines; i++) {
      long hash = in.readLong();
      int first = in.readVarInt();
      int words = in.readVarInt();
      if (boilerplate.contains(outlet, hash)) {
        ranges[count++] = first;
        ranges[count++] = first + words;
      }
    }
    return Arrays.copyOf(ranges, count);
  }
}
