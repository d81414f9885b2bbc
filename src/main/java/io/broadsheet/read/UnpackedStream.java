package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Unpacked bytes: counts them against the limits, and says what is wrong with packed ones. */
final class UnpackedStream extends FilterInputStream {
  private final Expansion expansion;

  UnpackedStream(InputStream unpacking, Expansion expansion) {
    super(unpacking);
    this.expansion = expansion;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(into, offset, length);
    } catch (PackedException e) {
      throw e;
    } catch (EOFException e) {
      throw new PackedException(RejectReason.TRUNCATED, "the packed bytes end too early", e);
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
    if (count > 0) {
      expansion.add(count);
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    byte[] skipped = new byte[(int) Math.min(bytes, 8192)];
    long count = 0;
    while (count < bytes) {
      int more = read(skipped, 0, (int) Math.min(bytes - count, skipped.length));
      if (more < 0) {
        break;
      }
      count += more;
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Unpacking libraries tell damage by exceptions of many kinds; all of them mean the bytes. */
  static PackedException damaged(Exception e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("truncated") || lower.contains("unexpected end")) {
      return new PackedException(RejectReason.TRUNCATED, "the packed bytes end too early", e);
    }
    return new PackedException(
        RejectReason.CORRUPT, "the packed bytes are damaged (" + message + ")", e);
  }
}
