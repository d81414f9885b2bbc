package io.broadsheet.parse.structured;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * All of a stream, to be read in any order: in memory if it is small, else in a temporary file that
 * nobody else may read and that is gone when it is closed. The stream's own limits (of what a
 * container may expand to) bound it.
 */
final class SpooledFile implements Closeable {
  private static final int IN_MEMORY = 8 << 20;

  private final byte[] memory;
  private final FileChannel channel;
  private final long length;

  private SpooledFile(byte[] memory, FileChannel channel, long length) {
    this.memory = memory;
    this.channel = channel;
    this.length = length;
  }

  /** Reads a stream to its end. */
  static SpooledFile of(InputStream stream) throws IOException {
    byte[] start = stream.readNBytes(IN_MEMORY);
    if (start.length < IN_MEMORY) {
      return new SpooledFile(start, null, start.length);
    }
    Path file = Files.createTempFile("broadsheet", ".spool");
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      long length = 0;
      byte[] block = start;
      int count = start.length;
      byte[] next = new byte[64 << 10];
      while (count >= 0) {
        ByteBuffer bytes = ByteBuffer.wrap(block, 0, count);
        while (bytes.hasRemaining()) {
          length += channel.write(bytes);
        }
        block = next;
        count = stream.read(next);
      }
      return new SpooledFile(null, channel, length);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  long length() {
    return length;
  }

  /** Reads some bytes from a place; -1 behind the end. */
  int read(long from, byte[] into, int offset, int count) throws IOException {
    if (from >= length) {
      return -1;
    }
    if (memory == null) {
      return channel.read(ByteBuffer.wrap(into, offset, count), from);
    }
    int got = (int) Math.min(count, length - from);
    System.arraycopy(memory, (int) from, into, offset, got);
    return got;
  }

  /** So many bytes from a place. */
  byte[] read(long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    int got = 0;
    while (got < count) {
      int more = read(from + got, bytes, got, count - got);
      if (more < 0) {
        throw new EOFException("The file ends at byte " + length);
      }
      got += more;
    }
    return bytes;
  }

  /** True if it has these bytes at a place. */
  boolean hasAt(long from, byte[] bytes) throws IOException {
    return from >= 0
        && from + bytes.length <= length
        && Arrays.equals(read(from, bytes.length), bytes);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
