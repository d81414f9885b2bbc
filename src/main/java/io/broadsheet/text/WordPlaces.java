package io.broadsheet.text;

import java.util.Arrays;

/**
 * The words of an article where they stand in its text: the title, a line feed and the body. They
 * are the terms that {@link Tokenizer} hands over, in the same order.
 *
 * <p>Memory: the text, and 8 bytes for each word.
 */
public final class WordPlaces implements TermSink {
  private final String text;
  private final int bodyStart;
  private final Tokenizer tokenizer;
  private int[] starts = new int[1 << 9];
  private int[] ends = new int[1 << 9];
  private int size;
  private int offset;

  /**
   * Some words in their context, as in a concordance. White space and line breaks are single
   * spaces, so that {@code left + match + right} reads as one line.
   *
   * @param left what stands before them; may be empty
   * @param match the words as they are written
   * @param right what stands behind them; may be empty
   * @param offset how many characters (code points) of the text stand before them
   */
  public record Context(String left, String match, String right, int offset) {}

  private WordPlaces(String title, String body, Tokenizer tokenizer) {
    this.text = title + "\n" + body;
    this.bodyStart = title.length() + 1;
    this.tokenizer = tokenizer;
  }

  /**
   * Finds the words.
   *
   * @param language the article's BCP 47 tag, as when its terms were counted
   * @param tokenizer set up as the one that they were counted with
   */
  public static WordPlaces of(String title, String body, String language, Tokenizer tokenizer) {
    WordPlaces places = new WordPlaces(title, body, tokenizer);
    tokenizer.tokenize(title, language, places);
    places.offset = places.bodyStart;
    tokenizer.tokenize(body, language, places);
    return places;
  }

  @Override
  public void term(byte[] utf8, int length, int hash) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    starts[size] = offset + tokenizer.termStart();
    ends[size++] = offset + tokenizer.termEnd();
  }

  @Override
  public void stop() {}

  /** How many words there are. */
  public int size() {
    return size;
  }

  /** The characters of the text, which is what takes most of the memory. */
  public int length() {
    return text.length();
  }

  /**
   * Neighbouring words and what stands around them in the title, or in the body.
   *
   * @param first the first of them, from 0
   * @param words how many
   * @param width how many characters are wanted on either side at most; a word at the far end that
   *     would be cut is left out, unless there are no spaces between words
   */
  public Context context(int first, int words, int width) {
    int start = starts[first];
    int end = ends[first + words - 1];
    int from = start < bodyStart ? 0 : bodyStart;
    int to = start < bodyStart ? bodyStart - 1 : text.length();
    return new Context(
        oneLine(leftStart(from, start, width), start),
        oneLine(start, end),
        oneLine(end, rightEnd(end, to, width)),
        text.codePointCount(0, start));
  }

  private int leftStart(int from, int start, int width) {
    if (start - from <= width) {
      return skipSpace(from, start);
    }
    int cut = start - width;
    for (int i = cut; i <= start; i++) {
      if (isSpace(i - 1)) {
        return skipSpace(i, start);
      }
    }
    while (cut < start && continuesCharacter(cut)) {
      cut++;
    }
    return cut;
  }

  private int rightEnd(int end, int to, int width) {
    int cut = Math.min(to, end + width);
    if (cut < to && !isSpace(cut)) {
      int space = cut - 1;
      while (space >= end && !isSpace(space)) {
        space--;
      }
      if (space >= end) {
        cut = space;
      } else {
        while (cut > end && continuesCharacter(cut)) {
          cut--;
        }
      }
    }
    while (cut > end && isSpace(cut - 1)) {
      cut--;
    }
    return cut;
  }

  private int skipSpace(int from, int to) {
    int i = from;
    while (i < to && isSpace(i)) {
      i++;
    }
    return i;
  }

  private boolean isSpace(int at) {
    return isSpace(text.charAt(at));
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /** Whether what stands at a place belongs to the character before it. */
  private boolean continuesCharacter(int at) {
    if (Character.isLowSurrogate(text.charAt(at))) {
      return true;
    }
    int type = Character.getType(text.codePointAt(at));
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private String oneLine(int from, int to) {
    StringBuilder line = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        line.append(c);
      } else if (line.length() == 0 || line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString();
  }
}
