package io.broadsheet.parse;

import java.io.IOException;

/**
 * The lines of an input, one after the other, each with the offset of its first byte. A line ends
 * at a line feed or at the end of the input; a carriage return before the end is no part of it.
 *
 * <p>Memory: one line, as far as it does not exceed the limit; of a longer one only the start is
 * kept.
 */
final class Lines {
  private final Utf8Buffer buffer;
  private final int limit;

  /** Where the next line starts, as a distance from the buffer's start. */
  private int consumed;

  private long offset;
  private int from;
  private int to;
  private boolean isTooLong;
  private boolean isTerminated;
  private String excerpt = "";

  /**
   * @param buffer the text
   * @param limit the longest line in bytes of UTF-8
   */
  Lines(Utf8Buffer buffer, int limit) {
    this.buffer = buffer;
    this.limit = limit;
  }

  /**
   * Goes to the next line.
   *
   * @return false if there is none
   */
  boolean next() throws IOException {
    buffer.release(buffer.start() + consumed);
    consumed = 0;
    isTooLong = false;
    offset = buffer.sourceOffset(buffer.start());
    int scanned = 0;
    while (true) {
      int found = Utf8.indexOf(buffer.bytes(), '\n', buffer.start() + scanned, buffer.end());
      if (found >= 0) {
        return end(found, found + 1, true);
      }
      scanned = buffer.length();
      if (scanned > limit) {
        skip(scanned);
        return true;
      }
      if (!buffer.fill()) {
        return scanned > 0 && end(buffer.end(), buffer.end(), false);
      }
    }
  }

  private boolean end(int lineEnd, int nextLine, boolean terminated) {
    from = buffer.start();
    to = lineEnd > from && buffer.bytes()[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    consumed = nextLine - from;
    isTerminated = terminated;
    if (lineEnd - from > limit) {
      isTooLong = true;
      excerpt = buffer.excerpt(from, to);
      to = from;
    }
    return true;
  }

  /** Goes to the end of a line without keeping it. */
  private void skip(int scanned) throws IOException {
    excerpt = buffer.excerpt(buffer.start(), buffer.end());
    isTooLong = true;
    isTerminated = false;
    buffer.release(buffer.start() + scanned);
    while (!isTerminated && (buffer.length() > 0 || buffer.fill())) {
      int found = Utf8.indexOf(buffer.bytes(), '\n', buffer.start(), buffer.end());
      isTerminated = found >= 0;
      buffer.release(isTerminated ? found + 1 : buffer.end());
    }
    from = buffer.start();
    to = from;
  }

  /** The offset in the input of the line's first byte. */
  long offset() {
    return offset;
  }

  /** The index of the line's first byte in the buffer. */
  int from() {
    return from;
  }

  /** The index behind the line's last byte in the buffer; {@link #from} if it is too long. */
  int to() {
    return to;
  }

  boolean isTooLong() {
    return isTooLong;
  }

  /** False if the input ends without a line feed. */
  boolean isTerminated() {
    return isTerminated;
  }

  boolean isBlank() {
    return !isTooLong && Utf8.isBlank(buffer.bytes(), from, to);
  }

  /** How many bytes of the line were no text. */
  int undecodable() {
    long before = buffer.undecodableBefore(from);
    return (int) (buffer.undecodableBefore(to) - before);
  }

  /** The line; empty if it is too long. */
  String text() {
    return buffer.text(from, to);
  }

  /** The start of the line, also of one that is too long. */
  String excerpt() {
    return isTooLong ? excerpt : buffer.excerpt(from, to);
  }
}
