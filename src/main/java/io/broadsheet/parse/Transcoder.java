package io.broadsheet.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Turns text in any encoding into UTF-8, character by character, and notes how many bytes of the
 * input each character took.
 */
final class Transcoder {
  private static final int BLOCK = 64 << 10;
  private static final int LARGEST_CHARACTER = 8;
  private static final int LARGEST_WIDTH = 0x7f;
  private static final char REPLACEMENT = '\ufffd';

  /** For encodings of one byte a character; else null. */
  private final char[] single;

  /** True if a byte below 0x80 at the start of a character is always that ASCII character. */
  private final boolean keepsAscii;

  private final CharsetDecoder decoder;
  private final CharBuffer decoded = CharBuffer.allocate(2);
  private ByteBuffer input;

  /** Bytes that produced no character (a shift sequence); the next character takes them. */
  private int owed;

  /** The UTF-8 bytes being written, and where. */
  private byte[] bytes;

  private byte[] widths;
  private int end;
  private int mark;

  /**
   * @param charset the input's encoding
   * @param first the input's first bytes
   */
  Transcoder(Charset charset, byte[] first) {
    single = Charsets.singleByte(charset).orElse(null);
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    keepsAscii = keepsAscii(charset);
    input = ByteBuffer.wrap(first);
  }

  private static boolean keepsAscii(Charset charset) {
    String name = charset.name();
    if (name.contains("2022") || name.startsWith("HZ") || name.startsWith("UTF")) {
      return false;
    }
    byte[] ascii = new byte[0x80];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) i;
    }
    String text = new String(ascii, charset);
    for (int i = 0; i < ascii.length; i++) {
      if (i >= text.length() || text.charAt(i) != i) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a block of input.
   *
   * @return true if the stream has ended
   */
  boolean read(InputStream stream) throws IOException {
    byte[] block = Arrays.copyOf(remaining(), input.remaining() + BLOCK);
    int kept = input.remaining();
    int count = stream.read(block, kept, BLOCK);
    input = ByteBuffer.wrap(block, 0, kept + Math.max(count, 0));
    return count < 0;
  }

  private byte[] remaining() {
    return Arrays.copyOfRange(input.array(), input.position(), input.limit());
  }

  /** How many bytes of UTF-8 the input at hand may become. */
  int largestOutput() {
    // A byte becomes at most two characters of the basic plane.
    return input.remaining() * 6 + LARGEST_CHARACTER;
  }

  /**
   * Transcodes the input at hand as far as its characters are whole.
   *
   * @param isLast true if no more input comes: then the rest is replaced
   * @param bytes takes the UTF-8
   * @param widths takes the number of input bytes for each byte of UTF-8
   * @param from where to write
   * @param undecodable the bit that marks widths of what was no text
   * @return the end of what was written
   */
  int transcode(boolean isLast, byte[] bytes, byte[] widths, int from, int undecodable) {
    this.bytes = bytes;
    this.widths = widths;
    end = from;
    mark = undecodable;
    boolean goesOn = true;
    while (goesOn && input.hasRemaining()) {
      byte next = input.get(input.position());
      if (keepsAscii && next >= 0) {
        input.get();
        put(next, 1, 0);
      } else if (single != null) {
        input.get();
        char c = single[next & 0xff];
        put(c, 1, c == REPLACEMENT ? mark : 0);
      } else {
        goesOn = decodeOne(isLast);
      }
    }
    return end;
  }

  /** Decodes one character; false if its bytes are not all there. */
  private boolean decodeOne(boolean isLast) {
    int before = input.position();
    decoded.clear().limit(1);
    CoderResult result = decoder.decode(input, decoded, isLast);
    if (result.isOverflow() && decoded.position() == 0) {
      decoded.limit(2);
      result = decoder.decode(input, decoded, isLast);
    }
    int used = input.position() - before;
    if (decoded.position() > 0) {
      putDecoded(used);
    } else if (result.isError()) {
      input.position(input.position() + result.length());
      owed += used;
      put(REPLACEMENT, result.length(), mark);
    } else if (used > 0) {
      owed += used;
    } else {
      return replaceRest(isLast);
    }
    return true;
  }

  /** The bytes end inside a character. */
  private boolean replaceRest(boolean isLast) {
    if (isLast) {
      int rest = input.remaining();
      input.position(input.limit());
      put(REPLACEMENT, rest, mark);
    }
    return false;
  }

  private void putDecoded(int used) {
    decoded.flip();
    char first = decoded.get();
    if (!decoded.hasRemaining()) {
      put(Character.isSurrogate(first) ? REPLACEMENT : first, used, 0);
      return;
    }
    char second = decoded.get();
    if (Character.isSurrogatePair(first, second)) {
      put(Character.toCodePoint(first, second), used, 0);
    } else {
      put(first, used, 0);
      put(second, 0, 0);
    }
  }

  private void put(int codePoint, int width, int flag) {
    int start = end;
    if (codePoint < 0x80) {
      bytes[end++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      bytes[end++] = (byte) (0xc0 | (codePoint >> 6));
      bytes[end++] = (byte) (0x80 | (codePoint & 0x3f));
    } else if (codePoint < 0x10000) {
      bytes[end++] = (byte) (0xe0 | (codePoint >> 12));
      bytes[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
      bytes[end++] = (byte) (0x80 | (codePoint & 0x3f));
    } else {
      bytes[end++] = (byte) (0xf0 | (codePoint >> 18));
      bytes[end++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
      bytes[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
      bytes[end++] = (byte) (0x80 | (codePoint & 0x3f));
    }
    Arrays.fill(widths, start, end, (byte) 0);
    int total = width + owed;
    int written = Math.min(total, LARGEST_WIDTH);
    owed = total - written;
    widths[start] = (byte) (written | flag);
  }
}
