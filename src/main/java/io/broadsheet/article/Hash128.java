package io.broadsheet.article;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of a SHA-256, ordered as unsigned numbers: an identity that is the same on
 * every machine and that nobody can make collide by choosing article texts.
 *
 * @param high the first eight bytes, big-endian
 * @param low the next eight
 */
public record Hash128(long high, long low) implements Comparable<Hash128> {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  /**
   * The hash of some fields. The fields are length-prefixed, so that moving a character from one to
   * the next gives another hash.
   */
  public static Hash128 of(String... fields) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update(
          new byte[] {
            (byte) (bytes.length >>> 24),
            (byte) (bytes.length >>> 16),
            (byte) (bytes.length >>> 8),
            (byte) bytes.length
          });
      digest.update(bytes);
    }
    byte[] hash = digest.digest();
    return new Hash128(bigEndianLong(hash, 0), bigEndianLong(hash, 8));
  }

  private static long bigEndianLong(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  /** The leading 80 bits as 20 hexadecimal digits: how tables write an {@code article_id}. */
  public String toHex() {
    char[] hex = new char[20];
    for (int i = 0; i < 16; i++) {
      hex[i] = DIGITS[(int) (high >>> (60 - 4 * i)) & 0xf];
    }
    for (int i = 0; i < 4; i++) {
      hex[16 + i] = DIGITS[(int) (low >>> (60 - 4 * i)) & 0xf];
    }
    return new String(hex);
  }

  @Override
  public int compareTo(Hash128 other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
