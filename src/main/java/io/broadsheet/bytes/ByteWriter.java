package io.broadsheet.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array that numbers and texts are appended to. */
public final class ByteWriter {
  private byte[] bytes;
  private int length;

  public ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** Reads what was written so far, without a copy; good until more is written. */
  public ByteReader reader() {
    return new ByteReader(bytes);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** What was written to some writers, one behind the other. */
  public static byte[] join(ByteWriter... parts) {
    byte[] joined = new byte[Arrays.stream(parts).mapToInt(ByteWriter::length).sum()];
    int used = 0;
    for (ByteWriter part : parts) {
      System.arraycopy(part.bytes, 0, joined, used, part.length);
      used += part.length;
    }
    return joined;
  }

  /** What was written from an offset on. */
  public byte[] toByteArray(int start) {
    return Arrays.copyOfRange(bytes, start, length);
  }

  public void writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  /** Seven bits a byte, lowest first: small numbers are short. */
  public void writeVarInt(int value) {
    ensure(5);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  public void writeVarLong(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A number of either sign, small ones short. */
  public void writeSigned(long value) {
    writeVarLong((value << 1) ^ (value >> 63));
  }

  public void writeLong(long value) {
    ensure(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  public void writeInt(int value) {
    ensure(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** The first numbers of an array, each as {@link #writeInt} writes it. */
  public void writeInts(int[] values, int count) {
    ensure(count * Integer.BYTES);
    ByteBuffer.wrap(bytes).position(length).asIntBuffer().put(values, 0, count);
    length += count * Integer.BYTES;
  }

  public void writeText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeVarInt(utf8.length);
    writeBytes(utf8, 0, utf8.length);
  }

  public void writeBytes(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  public void writeAll(ByteWriter other) {
    writeBytes(other.bytes, 0, other.length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
