package io.broadsheet.copies;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.text.TermSink;
import io.broadsheet.text.Tokenizer;
import java.util.Arrays;

/**
 * Makes the fingerprint of one text after another from its lines and terms: the hashes of all its
 * shingles in the order of the text, and of those lines that could be boilerplate.
 *
 * <pre>{@code
 * int words = fingerprinter.read(body, language, tokenizer, terms);
 * block.add(article, day, words, fingerprinter);
 * }</pre>
 *
 * <p>A shingle is {@value #WORDS_PER_SHINGLE} neighbouring words, or {@value
 * #CHARACTERS_PER_SHINGLE} characters in scripts that put no spaces between words (A. Broder, "On
 * the resemblance and containment of documents", SEQUENCES 1997). Shingles run across the ends of
 * sentences and lines, since outlets set the same text in other paragraphs.
 *
 * <p>Serves one thread. Memory: some 30 bytes for each word of the longest text seen.
 */
public final class Fingerprinter implements TermSink {
  static final int WORDS_PER_SHINGLE = 5;
  static final int CHARACTERS_PER_SHINGLE = 8;

  private static final long WORDS_POWER = ShingleHash.power(WORDS_PER_SHINGLE);
  private static final long CHARACTERS_POWER = ShingleHash.power(CHARACTERS_PER_SHINGLE);

  /** The longest line, in characters, that can be boilerplate in mid text. */
  private static final int SHORT_LINE = 80;

  private static final int LINES_AT_THE_END = 3;

  private long[] units = new long[1024];
  private boolean[] isCharacter = new boolean[1024];
  private int unitCount;
  private int wordCount;

  private int[] lineUnits = new int[64];

  /** For each line how many words stand before it. */
  private int[] lineWords = new int[64];

  private int[] lineStarts = new int[64];
  private int[] lineEnds = new int[64];
  private int lineCount;

  private int[] shingles = new int[1024];
  private int shingleCount;

  private long[] candidateHashes = new long[16];
  private int[] candidateLines = new int[16];
  private int[] candidateFirst = new int[16];
  private int[] candidateLast = new int[16];
  private int candidateCount;
  private TermSink next;

  /**
   * Reads a text, and makes its fingerprint, which is kept until the next.
   *
   * @param language a BCP 47 tag, or empty
   * @param terms takes the terms as {@link Tokenizer#tokenize} hands them over
   * @return how many terms
   */
  public int read(String text, String language, Tokenizer tokenizer, TermSink terms) {
    next = terms;
    start();
    int words = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      startLine(text, from, to);
      words += tokenizer.tokenize(text.substring(from, to), language, this);
      from = to + 1;
    }
    end();
    return words;
  }

  private void start() {
    unitCount = 0;
    wordCount = 0;
    lineCount = 0;
    shingleCount = 0;
    candidateCount = 0;
  }

  private void startLine(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (lineCount == lineUnits.length) {
      lineUnits = Arrays.copyOf(lineUnits, lineCount * 2);
      lineWords = Arrays.copyOf(lineWords, lineCount * 2);
      lineStarts = Arrays.copyOf(lineStarts, lineCount * 2);
      lineEnds = Arrays.copyOf(lineEnds, lineCount * 2);
    }
    lineUnits[lineCount] = unitCount;
    lineWords[lineCount] = wordCount;
    lineStarts[lineCount] = start;
    lineEnds[lineCount] = end;
    lineCount++;
  }

  @Override
  public void stop() {
    next.stop();
  }

  @Override
  public void term(byte[] utf8, int length, int hash) {
    next.term(utf8, length, hash);
    wordCount++;
    if ((utf8[0] & 0xff) < 0xe0 || !isWrittenWithoutSpaces(codePoint(utf8, 0))) {
      add(hash, false);
      return;
    }
    for (int i = 0; i < length; ) {
      int lead = utf8[i] & 0xff;
      add(codePoint(utf8, i), true);
      i += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
  }

  private void add(int unit, boolean character) {
    if (unitCount == units.length) {
      units = Arrays.copyOf(units, unitCount * 2);
      isCharacter = Arrays.copyOf(isCharacter, unitCount * 2);
    }
    units[unitCount] = ShingleHash.mix(unit);
    isCharacter[unitCount] = character;
    unitCount++;
  }

  private static int codePoint(byte[] utf8, int at) {
    int lead = utf8[at] & 0xff;
    if (lead < 0x80) {
      return lead;
    }
    if (lead < 0xe0) {
      return (lead & 0x1f) << 6 | (utf8[at + 1] & 0x3f);
    }
    int third = (utf8[at + 1] & 0x3f) << 6 | (utf8[at + 2] & 0x3f);
    return lead < 0xf0
        ? (lead & 0xf) << 12 | third
        : (lead & 7) << 18 | third << 6 | (utf8[at + 3] & 0x3f);
  }

  /** Thai, Lao, Burmese, Khmer, kana and Han. */
  private static boolean isWrittenWithoutSpaces(int c) {
    return (c >= 0xe00 && c < 0xf00)
        || (c >= 0x1000 && c < 0x10a0)
        || (c >= 0x1780 && c < 0x1800)
        || (c >= 0x3040 && c < 0x3100)
        || (c >= 0x3400 && c < 0xa000)
        || (c >= 0xf900 && c < 0xfb00)
        || (c >= 0x20000 && c < 0x40000);
  }

  private void end() {
    if (shingles.length < unitCount) {
      shingles = new int[unitCount + unitCount / 2];
    }
    int last = lastLineWithWords();
    int withWords = 0;
    long words = 0;
    long characters = 0;
    for (int line = 0; line < lineCount; line++) {
      int from = lineUnits[line];
      int to = line + 1 < lineCount ? lineUnits[line + 1] : unitCount;
      if (from == to) {
        continue;
      }
      boolean isCandidate =
          last > 0
              && (lineEnds[line] - lineStarts[line] <= SHORT_LINE
                  || withWords == 0
                  || line > last - LINES_AT_THE_END);
      withWords++;
      int firstShingle = shingleCount;
      long lineHash = 0;
      for (int i = from; i < to; i++) {
        lineHash = lineHash * ShingleHash.BASE + units[i];
        long unit = units[i];
        boolean character = isCharacter[i];
        words = words * ShingleHash.BASE + unit;
        characters = characters * ShingleHash.BASE + unit;
        if (i >= WORDS_PER_SHINGLE) {
          words -= units[i - WORDS_PER_SHINGLE] * WORDS_POWER;
        }
        if (i >= CHARACTERS_PER_SHINGLE) {
          characters -= units[i - CHARACTERS_PER_SHINGLE] * CHARACTERS_POWER;
        }
        if (i + 1 >= (character ? CHARACTERS_PER_SHINGLE : WORDS_PER_SHINGLE)) {
          long hash = ShingleHash.mix(character ? characters + 1 : words);
          shingles[shingleCount++] = (int) (hash >>> 32);
        }
      }
      if (isCandidate) {
        addCandidate(line, ShingleHash.mix(lineHash), firstShingle);
      }
    }
  }

  /** 0 if all words stand in one line. */
  private int lastLineWithWords() {
    int last = 0;
    int lines = 0;
    for (int line = 0; line < lineCount; line++) {
      if ((line + 1 < lineCount ? lineUnits[line + 1] : unitCount) > lineUnits[line]) {
        last = line;
        lines++;
      }
    }
    return lines > 1 ? last : 0;
  }

  private void addCandidate(int line, long hash, int firstShingle) {
    if (candidateCount == candidateHashes.length) {
      candidateHashes = Arrays.copyOf(candidateHashes, candidateCount * 2);
      candidateLines = Arrays.copyOf(candidateLines, candidateCount * 2);
      candidateFirst = Arrays.copyOf(candidateFirst, candidateCount * 2);
      candidateLast = Arrays.copyOf(candidateLast, candidateCount * 2);
    }
    candidateHashes[candidateCount] = hash;
    candidateLines[candidateCount] = line;
    candidateFirst[candidateCount] = firstShingle;
    candidateLast[candidateCount] = shingleCount;
    candidateCount++;
  }

  /** How many lines of the text could be boilerplate. */
  public int candidates() {
    return candidateCount;
  }

  /** The hash of a line that could be boilerplate: of its words, however they are set. */
  public long candidateHash(int candidate) {
    return candidateHashes[candidate];
  }

  /** How many words of the text stand before such a line. */
  public int candidateFirstWord(int candidate) {
    return lineWords[candidateLines[candidate]];
  }

  /** How many words such a line has. */
  public int candidateWords(int candidate) {
    int line = candidateLines[candidate];
    return (line + 1 < lineCount ? lineWords[line + 1] : wordCount) - lineWords[line];
  }

  /** Where such a line starts in the text. */
  public int candidateStart(int candidate) {
    return lineStarts[candidateLines[candidate]];
  }

  /** Where it ends. */
  public int candidateEnd(int candidate) {
    return lineEnds[candidateLines[candidate]];
  }

  /** Appends what {@link Fingerprint} reads: candidates and shingles. */
  void writeTo(ByteWriter out) {
    out.writeVarInt(candidateCount);
    for (int i = 0; i < candidateCount; i++) {
      out.writeLong(candidateHashes[i]);
      out.writeVarInt(candidateFirst[i]);
      out.writeVarInt(candidateLast[i] - candidateFirst[i]);
    }
    out.writeVarInt(shingleCount);
    out.writeInts(shingles, shingleCount);
  }
}
