package io.broadsheet.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a gzip file (RFC 1952) of one or several members holds, one after the other. After a member
 * that is damaged it can go on with the next one.
 *
 * <p>Zeros after a member, as tapes have them, are passed over. Memory: twice {@value #BUFFER}
 * bytes and the window.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 64 << 10;
  private static final int HEADER = 10;

  private static final int HAS_HEADER_CHECK = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream input;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();

  /** The bytes before {@link #at} are kept as far as possible, to look for a member in them. */
  private final byte[] buffer = new byte[2 * BUFFER];

  private int at;
  private int end;

  /** The offset in the file of the buffer's first byte. */
  private long bufferOffset;

  private long memberOffset;
  private boolean isOpen;

  /** True once the member before was read to its end. */
  private boolean isClosed;

  GzipMembers(InputStream input) {
    this.input = input;
  }

  /** The offset of the member that is being read, in the packed bytes. */
  long memberOffset() {
    return memberOffset;
  }

  /** Reads on in the packed bytes; false at their end. */
  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    if (end > BUFFER) {
      System.arraycopy(buffer, end - BUFFER, buffer, 0, BUFFER);
      bufferOffset += end - BUFFER;
      at = BUFFER;
      end = BUFFER;
    }
    int count = input.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }

  private int next() throws IOException {
    if (!fill()) {
      throw new EOFException("Unexpected end of a gzip member");
    }
    return buffer[at++] & 0xff;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!isOpen && !openMember()) {
        return -1;
      }
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        sum.update(bytes, offset, count);
        return count;
      }
      closeMember();
    }
  }

  /** Inflates something; 0 at the end of the member. */
  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(bytes, offset, length);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return 0;
        }
        if (inflater.needsDictionary()) {
          throw new IOException("A gzip member asks for a dictionary");
        }
        if (inflater.needsInput()) {
          if (!fill()) {
            throw new EOFException("Unexpected end of a gzip member");
          }
          inflater.setInput(buffer, at, end - at);
          at = end;
        }
      }
    } catch (DataFormatException e) {
      throw new IOException("A gzip member cannot be inflated: " + e.getMessage(), e);
    }
  }

  /** Reads a member's header; false at the end of the file. */
  private boolean openMember() throws IOException {
    while (isClosed && fill() && buffer[at] == 0) {
      at++;
    }
    if (!fill()) {
      return false;
    }
    isClosed = false;
    memberOffset = bufferOffset + at;
    int first = next();
    int second = next();
    if (first != 0x1f || second != 0x8b || next() != 8) {
      throw new IOException("What follows a gzip member is none");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new IOException("A gzip member has flags that nothing defines");
    }
    for (int i = 0; i < HEADER - 4; i++) {
      next();
    }
    if ((flags & HAS_EXTRA) != 0) {
      int extra = next() | (next() << 8);
      for (int i = 0; i < extra; i++) {
        next();
      }
    }
    for (int flag : new int[] {HAS_NAME, HAS_COMMENT}) {
      if ((flags & flag) != 0) {
        while (next() != 0) {
          // Names and comments say nothing about the content.
        }
      }
    }
    if ((flags & HAS_HEADER_CHECK) != 0) {
      next();
      next();
    }
    inflater.reset();
    sum.reset();
    isOpen = true;
    return true;
  }

  private void closeMember() throws IOException {
    at = end - inflater.getRemaining();
    long promisedSum = 0;
    long promisedLength = 0;
    for (int i = 0; i < 4; i++) {
      promisedSum |= (long) next() << (8 * i);
    }
    for (int i = 0; i < 4; i++) {
      promisedLength |= (long) next() << (8 * i);
    }
    isOpen = false;
    isClosed = true;
    if (promisedSum != sum.getValue()
        || promisedLength != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new IOException("A gzip member does not match its checksum");
    }
  }

  /**
   * After a failure: goes to where the next member starts, as far as its header tells.
   *
   * @return false if there is none
   */
  boolean toNextMember() throws IOException {
    if (!isClosed) {
      // What was taken for the member's content is looked at again: where a member lost its end,
      // that may be the start of the next.
      at = (int) Math.max(0, memberOffset + 1 - bufferOffset);
    }
    isOpen = false;
    isClosed = true;
    while (true) {
      while (end - at < HEADER && read(HEADER)) {
        // More is wanted.
      }
      if (end - at < HEADER) {
        return false;
      }
      if (isHeader()) {
        return true;
      }
      at++;
    }
  }

  /** Reads on without passing over anything; false at the end. */
  private boolean read(int wanted) throws IOException {
    if (buffer.length - end < wanted) {
      int kept = end - at;
      System.arraycopy(buffer, at, buffer, 0, kept);
      bufferOffset += at;
      at = 0;
      end = kept;
    }
    int count = input.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }

  /** True if the next bytes are a member's header and the first byte of its content inflates. */
  private boolean isHeader() {
    return (buffer[at] & 0xff) == 0x1f
        && (buffer[at + 1] & 0xff) == 0x8b
        && buffer[at + 2] == 8
        && (buffer[at + 3] & RESERVED) == 0
        // Extra flags and the system: writers put in what RFC 1952, 2.3.1 lists.
        && (buffer[at + 8] == 0 || buffer[at + 8] == 2 || buffer[at + 8] == 4)
        && ((buffer[at + 9] & 0xff) <= 13 || (buffer[at + 9] & 0xff) == 255);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    input.close();
  }
}
