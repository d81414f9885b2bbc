package io.broadsheet.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a decoder reads: knows whether it asked for more than there is, and how it ended. */
final class DecoderInput extends FilterInputStream {
  private static final long UNLIMITED = Long.MAX_VALUE;

  /** The end of a zip's directory is 22 bytes long; a comment may follow it. */
  private static final int TAIL = 4 << 10;

  private final byte[] tail = new byte[TAIL];
  private boolean keepsTail;
  private boolean isExhausted;
  private long left = UNLIMITED;

  DecoderInput(InputStream stream) {
    super(stream);
  }

  /** From here on the decoder may read this much. */
  void allow(long bytes) {
    left = bytes;
  }

  void allowAll() {
    left = UNLIMITED;
  }

  /** From here on the last bytes are remembered. */
  void keepTail() {
    keepsTail = true;
  }

  boolean isExhausted() {
    return isExhausted;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    isExhausted |= count < 0;
    if (keepsTail && count > 0) {
      int added = Math.min(count, TAIL);
      System.arraycopy(tail, added, tail, 0, TAIL - added);
      System.arraycopy(bytes, offset + count - added, tail, TAIL - added, added);
    }
    if (left != UNLIMITED) {
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new IOException("A header is larger than any header need be");
      }
    }
    return count;
  }

  /** Through {@link #read}, so that it is seen where the input ends. */
  @Override
  public long skip(long bytes) throws IOException {
    long skipped = 0;
    byte[] ignored = new byte[8 << 10];
    while (skipped < bytes) {
      int count = read(ignored, 0, (int) Math.min(ignored.length, bytes - skipped));
      if (count < 0) {
        break;
      }
      skipped += count;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Closing a decoder frees what it holds; what it reads belongs to others. */
  @Override
  public void close() {}

  /** True if the mark of the end of a zip's directory is among the last bytes that were read. */
  boolean endsWithZipDirectory() {
    for (int i = 0; i + 3 < TAIL; i++) {
      if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
        return true;
      }
    }
    return false;
  }
}
