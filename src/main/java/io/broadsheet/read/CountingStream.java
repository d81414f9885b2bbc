package io.broadsheet.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file's bytes on their way in: counted, shown as progress, and hashed. */
final class CountingStream extends FilterInputStream {
  private final RunCounters counters;
  private final MessageDigest digest;

  /**
   * @param isHashed true to hash what is read
   */
  CountingStream(InputStream file, RunCounters counters, boolean isHashed) {
    super(file);
    this.counters = counters;
    this.digest = isHashed ? sha256() : null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of the file once it was read to its end, in hexadecimal. */
  String sha256OfAll() throws IOException {
    byte[] rest = new byte[8192];
    int count = 0;
    while (count >= 0) {
      count = read(rest, 0, rest.length);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, length);
    if (count > 0) {
      counters.addBytes(count);
      if (digest != null) {
        digest.update(into, offset, count);
      }
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    if (digest != null) {
      throw new IllegalStateException("skipped bytes would be missing in the hash");
    }
    return in.skip(count);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
