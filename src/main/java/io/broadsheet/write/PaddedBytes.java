package io.broadsheet.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A short constant that is copied often: kept as 8-byte words and stored as such, which for a few
 * bytes is several times faster than {@link System#arraycopy}.
 */
final class PaddedBytes {
  /** Reads and writes 8 bytes of an array, the first byte lowest. */
  static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] words;
  private final int length;

  private PaddedBytes(long[] words, int length) {
    this.words = words;
    this.length = length;
  }

  static PaddedBytes of(byte[] bytes) {
    long[] words = new long[(bytes.length + 7) / 8];
    for (int i = 0; i < bytes.length; i++) {
      words[i / 8] |= (bytes[i] & 0xFFL) << (8 * (i % 8));
    }
    return new PaddedBytes(words, bytes.length);
  }

  int length() {
    return length;
  }

  /** Stores the bytes, and up to 7 zeros behind them; returns the offset behind the bytes. */
  int copyTo(byte[] target, int offset) {
    int at = offset;
    for (long word : words) {
      WORDS.set(target, at, word);
      at += 8;
    }
    return offset + length;
  }
}
