package io.broadsheet.parse;

import io.broadsheet.article.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of an input that a parser is looking at, as valid UTF-8 whatever the input is written
 * in. It knows for every byte at which offset of the input its character stood, and how many bytes
 * of the input were no text and became U+FFFD.
 *
 * <p>The parser reads {@code bytes()[start() .. end())}, asks for more with {@link #fill} and gives
 * back what it is done with by {@link #release}. Both may move the bytes: an index is only good
 * until then, a distance from {@link #start} is not changed by {@link #fill}.
 *
 * <p>Memory: what was not released, twice over if the input is not clean UTF-8, and a block.
 */
final class Utf8Buffer {
  /** Marks in {@link #widths} a character that stands for bytes that were no text. */
  private static final int UNDECODABLE = 0x80;

  private static final int WIDTH = 0x7f;
  private static final int FIRST_BLOCK = 16 << 10;
  private static final int BLOCK = 256 << 10;
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private final InputStream stream;
  private final boolean mayReconsider;
  private byte[] bytes;
  private int start;
  private int end;

  /** Bytes behind {@code end} that were read but are the start of a character. */
  private int pending;

  private boolean isAtEnd;
  private boolean hasMultiByte;

  /** Null while the input is UTF-8; otherwise what turns it into UTF-8. */
  private Transcoder transcoder;

  /**
   * For every byte of {@code bytes} how many bytes of the input it stands for; null while that is 1
   * for all.
   */
  private byte[] widths;

  /** A place in the buffer, and what is known about it. */
  private int anchor;

  private long anchorOffset;
  private long anchorUndecodable;

  private Utf8Buffer(
      RecordInput input,
      byte[] head,
      int length,
      Charsets.Decision decision,
      boolean mayReconsider) {
    stream = input.stream();
    this.mayReconsider = mayReconsider && decision.markBytes() == 0;
    int skipped = input.start() == 0 ? decision.markBytes() : 0;
    anchorOffset = input.streamStart() + skipped;
    bytes = head;
    start = skipped;
    end = skipped;
    anchor = skipped;
    pending = length - skipped;
    if (!decision.charset().equals(StandardCharsets.UTF_8)) {
      transcode(decision.charset());
    }
  }

  /**
   * Starts reading, having decided the encoding.
   *
   * @param format the format that is being read
   * @throws IOException if the input's stream throws it
   */
  static Utf8Buffer open(RecordInput input, ParseOptions options, Format format)
      throws IOException {
    return open(input, options.charset(), format);
  }

  /**
   * As above.
   *
   * @param forced the encoding whatever the bytes look like, or empty
   */
  static Utf8Buffer open(RecordInput input, String forced, Format format) throws IOException {
    byte[] head = new byte[FIRST_BLOCK];
    int length = 0;
    int read = 0;
    while (length < Head.BYTES && read >= 0) {
      if (length == head.length) {
        head = Arrays.copyOf(head, Math.min(head.length * 2, Head.BYTES));
      }
      read = input.stream().read(head, length, head.length - length);
      length += Math.max(read, 0);
    }
    boolean isFromStart = input.start() == 0;
    Charsets.Decision decision =
        isFromStart
            ? Charsets.decide(head, length, read < 0, forced, format.expectsUtf8())
            : Charsets.inTheMiddle(forced.isEmpty() ? input.charset() : forced);
    boolean mayReconsider = isFromStart && forced.isEmpty() && !format.expectsUtf8();
    Utf8Buffer buffer = new Utf8Buffer(input, head, length, decision, mayReconsider);
    buffer.isAtEnd = read < 0;
    return buffer;
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int length() {
    return end - start;
  }

  /** Gives back everything before {@code index}. */
  void release(int index) {
    start = index;
  }

  /** The text of a part of the buffer. */
  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The first characters of a part of the buffer, as rejections show them. */
  String excerpt(int from, int to) {
    int cut = Math.min(to, from + Rejection.EXCERPT_CHARS * 4);
    while (cut > from && cut < to && (bytes[cut] & 0xc0) == 0x80) {
      cut--;
    }
    return text(from, cut);
  }

  /** The offset in the input of the character at {@code index}; never asked for backwards. */
  long sourceOffset(int index) {
    moveAnchor(index);
    return anchorOffset;
  }

  /** How many bytes before {@code index} were no text; never asked for backwards. */
  long undecodableBefore(int index) {
    moveAnchor(index);
    return anchorUndecodable;
  }

  private void moveAnchor(int index) {
    if (index < anchor) {
      throw new IllegalStateException("Asked for " + index + ", already at " + anchor);
    }
    if (widths == null) {
      anchorOffset += index - anchor;
    } else {
      for (int i = anchor; i < index; i++) {
        int width = widths[i] & WIDTH;
        anchorOffset += width;
        if ((widths[i] & UNDECODABLE) != 0) {
          anchorUndecodable += width;
        }
      }
    }
    anchor = index;
  }

  /**
   * Adds more of the input behind {@link #end}.
   *
   * @return false if there is no more
   */
  boolean fill() throws IOException {
    int before = length();
    while (true) {
      boolean isLast = isAtEnd;
      if (transcoder == null) {
        acceptUtf8(isLast);
      }
      if (transcoder != null) {
        acceptTranscoded(isLast);
      }
      if (length() > before) {
        return true;
      }
      if (isLast) {
        return false;
      }
      read();
    }
  }

  /**
   * Adds about as much of the input as there is, so that whoever starts again at {@link #start}
   * does so a few times only, however little a read gives.
   *
   * @param limit more than this is not wanted
   * @return false if there is no more
   */
  boolean fillTwofold(int limit) throws IOException {
    long wanted = Math.min(2L * length(), limit);
    boolean hasMore = fill();
    boolean goesOn = hasMore;
    while (goesOn && length() < wanted) {
      goesOn = fill();
    }
    return hasMore;
  }

  /**
   * Reads a block behind the pending bytes. Blocks grow with what is kept, so that growing is
   * cheap.
   */
  private void read() throws IOException {
    int wanted = Math.max(BLOCK, length());
    if (transcoder != null) {
      isAtEnd = transcoder.read(stream);
      return;
    }
    makeRoom(pending + wanted);
    int count = stream.read(bytes, end + pending, bytes.length - end - pending);
    if (count < 0) {
      isAtEnd = true;
    } else {
      pending += count;
    }
  }

  /** Makes room for {@code more} bytes behind {@code end}, keeping the pending ones there. */
  private void makeRoom(int more) {
    if (bytes.length - end >= more) {
      return;
    }
    moveAnchor(Math.max(anchor, start));
    int kept = end - start;
    byte[] roomy = kept + more <= bytes.length ? bytes : new byte[Math.max(kept + more, 2 * kept)];
    System.arraycopy(bytes, start, roomy, 0, kept + pending);
    if (widths != null) {
      byte[] roomyWidths = roomy.length == widths.length ? widths : new byte[roomy.length];
      System.arraycopy(widths, start, roomyWidths, 0, kept);
      widths = roomyWidths;
    }
    bytes = roomy;
    anchor -= start;
    start = 0;
    end = kept;
  }

  /** Takes over the pending bytes as far as they are whole characters. */
  private void acceptUtf8(boolean isLast) {
    int to = end + pending;
    int valid = Utf8.validPrefix(bytes, end, to);
    hasMultiByte |= mayReconsider && !hasMultiByte && !Utf8.isAscii(bytes, end, valid);
    acceptClean(valid);
    if (pending == 0 || (!isLast && Utf8.sequenceLength(bytes, end, to) == 0)) {
      return;
    }
    if (mayReconsider && !hasMultiByte) {
      // So far all was ASCII, and now comes something that is not UTF-8: decide only here.
      transcode(Charsets.guess(Arrays.copyOfRange(bytes, end, Math.min(to, end + Head.BYTES))));
      return;
    }
    byte[] rest = Arrays.copyOfRange(bytes, end, to);
    pending = 0;
    int i = 0;
    while (i < rest.length) {
      int clean = Utf8.validPrefix(rest, i, rest.length);
      append(rest, i, clean);
      i = clean;
      if (i < rest.length) {
        int length = Utf8.sequenceLength(rest, i, rest.length);
        if (length == 0 && !isLast) {
          break;
        }
        int bad = length == 0 ? rest.length - i : -length;
        replace(bad);
        i += bad;
      }
    }
    makeRoom(rest.length - i);
    System.arraycopy(rest, i, bytes, end, rest.length - i);
    pending = rest.length - i;
  }

  private void acceptClean(int to) {
    if (widths != null) {
      Arrays.fill(widths, end, to, (byte) 1);
    }
    pending -= to - end;
    end = to;
  }

  private void append(byte[] from, int start, int to) {
    int count = to - start;
    makeRoom(count);
    System.arraycopy(from, start, bytes, end, count);
    if (widths != null) {
      Arrays.fill(widths, end, end + count, (byte) 1);
    }
    end += count;
  }

  private void replace(int badBytes) {
    makeRoom(REPLACEMENT.length);
    startWidths();
    System.arraycopy(REPLACEMENT, 0, bytes, end, REPLACEMENT.length);
    widths[end] = (byte) (badBytes | UNDECODABLE);
    widths[end + 1] = 0;
    widths[end + 2] = 0;
    end += REPLACEMENT.length;
  }

  private void startWidths() {
    if (widths == null) {
      widths = new byte[bytes.length];
      Arrays.fill(widths, 0, end, (byte) 1);
    }
  }

  /** From here on the input is in another encoding; the pending bytes are its first. */
  private void transcode(Charset charset) {
    transcoder = new Transcoder(charset, Arrays.copyOfRange(bytes, end, end + pending));
    pending = 0;
    startWidths();
  }

  private void acceptTranscoded(boolean isLast) {
    makeRoom(transcoder.largestOutput());
    end = transcoder.transcode(isLast, bytes, widths, end, UNDECODABLE);
  }
}
