package io.broadsheet.parse.crawl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a crawl file with their offsets: lines of headers, and blocks of known length. */
final class CrawlStream {
  private static final int BUFFER = 64 << 10;
  private static final int FIRST_BLOCK = 64 << 10;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long bufferOffset;

  CrawlStream(InputStream stream) {
    this.stream = stream;
  }

  /** The offset of the next byte. */
  long offset() {
    return bufferOffset + at;
  }

  /** Makes sure that a byte is there, unless the stream is at its end. */
  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    bufferOffset += end;
    at = 0;
    end = 0;
    int count = stream.read(buffer, 0, BUFFER);
    end = Math.max(count, 0);
    return end > 0;
  }

  /** Passes over line ends; false at the end of the stream. */
  boolean skipLineEnds() throws IOException {
    while (fill()) {
      while (at < end) {
        if (buffer[at] != '\r' && buffer[at] != '\n') {
          return true;
        }
        at++;
      }
    }
    return false;
  }

  /**
   * Reads a line, of which bytes behind the limit are lost.
   *
   * @return the line without its end, each byte a character; null at the end of the stream
   */
  String readLine(int limit) throws IOException {
    if (!fill()) {
      return null;
    }
    byte[] line = new byte[128];
    int length = 0;
    boolean isOpen = true;
    while (isOpen && fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      int kept = Math.min(at - from, limit - length);
      if (kept > 0) {
        if (length + kept > line.length) {
          line = Arrays.copyOf(line, Math.max(line.length * 2, length + kept));
        }
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
      }
      if (at < end) {
        at++;
        isOpen = false;
      }
    }
    while (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Reads so many bytes, or fewer at the end of the stream. */
  byte[] read(long count) throws IOException {
    byte[] block = new byte[(int) Math.min(count, FIRST_BLOCK)];
    int length = 0;
    while (length < count && fill()) {
      if (length == block.length) {
        block = Arrays.copyOf(block, (int) Math.min(count, block.length * 2L));
      }
      int taken = Math.min(end - at, block.length - length);
      System.arraycopy(buffer, at, block, length, taken);
      at += taken;
      length += taken;
    }
    return length == block.length ? block : Arrays.copyOf(block, length);
  }

  /** Passes over so many bytes and says over how many; fewer only at the end of the stream. */
  long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && fill()) {
      int taken = (int) Math.min(end - at, count - skipped);
      at += taken;
      skipped += taken;
    }
    return skipped;
  }
}
