package io.broadsheet.parse.structured;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A spooled file as Parquet's reader wants it. */
final class SpooledInput implements InputFile {
  private final SpooledFile file;

  SpooledInput(SpooledFile file) {
    this.file = file;
  }

  @Override
  public long getLength() {
    return file.length();
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(file);
  }

  private static final class Stream extends SeekableInputStream {
    private final SpooledFile file;
    private long at;

    Stream(SpooledFile file) {
      this.file = file;
    }

    @Override
    public long getPos() {
      return at;
    }

    @Override
    public void seek(long position) {
      at = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = file.read(at, bytes, offset, length);
      at += Math.max(count, 0);
      return count;
    }

    @Override
    public void readFully(byte[] bytes) throws IOException {
      readFully(bytes, 0, bytes.length);
    }

    @Override
    public void readFully(byte[] bytes, int offset, int length) throws IOException {
      int got = 0;
      while (got < length) {
        int count = read(bytes, offset + got, length - got);
        if (count < 0) {
          throw new EOFException("The file ends at byte " + file.length());
        }
        got += count;
      }
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      byte[] some = new byte[Math.min(bytes.remaining(), 64 << 10)];
      int count = read(some, 0, some.length);
      if (count > 0) {
        bytes.put(some, 0, count);
      }
      return count;
    }

    @Override
    public void readFully(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        if (read(bytes) < 0) {
          throw new EOFException("The file ends at byte " + file.length());
        }
      }
    }
  }
}
