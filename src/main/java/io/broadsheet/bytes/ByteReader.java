package io.broadsheet.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link ByteWriter} wrote. */
public final class ByteReader {
  private final byte[] bytes;
  private int position;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int position() {
    return position;
  }

  public void seek(int newPosition) {
    position = newPosition;
  }

  public boolean hasMore() {
    return position < bytes.length;
  }

  public void skip(int count) {
    position += count;
  }

  public int readByte() {
    return bytes[position++] & 0xff;
  }

  public int readVarInt() {
    int b = bytes[position++];
    if (b >= 0) {
      return b;
    }
    int value = b & 0x7f;
    int shift = 7;
    do {
      b = bytes[position++];
      value |= (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }

  public long readVarLong() {
    long value = 0;
    int shift = 0;
    long b;
    do {
      b = bytes[position++];
      value |= (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }

  public long readSigned() {
    long value = readVarLong();
    return (value >>> 1) ^ -(value & 1);
  }

  public long readLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[position++] & 0xff);
    }
    return value;
  }

  public int readInt() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[position++] & 0xff);
    }
    return value;
  }

  /** Fills an array with what {@link ByteWriter#writeInts} wrote. */
  public void readInts(int[] values) {
    ByteBuffer.wrap(bytes).position(position).asIntBuffer().get(values);
    position += values.length * Integer.BYTES;
  }

  public String readText() {
    int length = readVarInt();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }
}
