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

  /** Never updated, only copied. */
  private static final MessageDigest EMPTY = emptyDigest();

  /**
   * The hash of some fields. The fields are length-prefixed, so that moving a character from one to
   * the next gives another hash.
   */
  public static Hash128 of(String... fields) {
    return of(newDigest(), fields);
  }

  /** The hash of this one and some fields: what covers a long text without reading it again. */
  public Hash128 and(String... fields) {
    MessageDigest digest = newDigest();
    updateLong(digest, high);
    updateLong(digest, low);
    return of(digest, fields);
  }

  /** The hash of some bytes. */
  public static Hash128 ofBytes(byte[] bytes) {
    byte[] hash = newDigest().digest(bytes);
    return new Hash128(bigEndianLong(hash, 0), bigEndianLong(hash, 8));
  }

  private static Hash128 of(MessageDigest digest, String... fields) {
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      updateInt(digest, bytes.length);
      digest.update(bytes);
    }
    byte[] hash = digest.digest();
    return new Hash128(bigEndianLong(hash, 0), bigEndianLong(hash, 8));
  }

  private static void updateLong(MessageDigest digest, long value) {
    updateInt(digest, (int) (value >>> 32));
    updateInt(digest, (int) value);
  }

  private static void updateInt(MessageDigest digest, int value) {
    digest.update((byte) (value >>> 24));
    digest.update((byte) (value >>> 16));
    digest.update((byte) (value >>> 8));
    digest.update((byte) value);
  }

  private static MessageDigest newDigest() {
    try {
      // A copy costs a fraction of a look through the security providers.
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the digests of the Java platform can be copied", e);
    }
  }

  private static MessageDigest emptyDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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

  /** A number in the order of hashes, which for very few is the same as for another. */
  public long roughly() {
    return high >>> 1;
  }

  @Override
  public int compareTo(Hash128 other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
