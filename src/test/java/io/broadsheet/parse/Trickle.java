package io.broadsheet.parse;

import java.io.InputStream;
import java.util.Random;

/** A stream that gives a few bytes at a time, as slow sources do. */
final class Trickle extends InputStream {
  private final byte[] bytes;
  private final Random random;
  private final int largest;
  private int at;

  Trickle(byte[] bytes, Random random) {
    this.bytes = bytes;
    this.random = random;
    largest = Math.max(7, bytes.length / 500);
  }

  @Override
  public int read() {
    return at < bytes.length ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (at == bytes.length) {
      return -1;
    }
    int count = Math.min(Math.min(length, 1 + random.nextInt(largest)), bytes.length - at);
    System.arraycopy(bytes, at, into, offset, count);
    at += count;
    return count;
  }
}
