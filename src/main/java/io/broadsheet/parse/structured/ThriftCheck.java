package io.broadsheet.parse.structured;

import io.broadsheet.article.RejectReason;

/**
 * Walks over a struct in Thrift's compact protocol (Thrift, "Thrift Compact protocol encoding")
 * without making anything of it, to be sure that it is nested no deeper than need be and that no
 * list and no text claims to be longer than the bytes that are there. What reads it afterwards
 * believes both.
 */
final class ThriftCheck {
  private static final int DEEPEST = 40;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;
  private static final int UUID = 13;

  private final byte[] bytes;
  private int at;

  private ThriftCheck(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Checks the struct with which the bytes start. */
  static void struct(byte[] bytes) throws BlockFault {
    new ThriftCheck(bytes).struct(0);
  }

  private void struct(int depth) throws BlockFault {
    if (depth > DEEPEST) {
      throw new BlockFault(
          RejectReason.TOO_DEEP, "The footer is nested deeper than " + DEEPEST + " structs");
    }
    int header = next();
    while (header != 0) {
      if (header >>> 4 == 0) {
        number(); // the field's own number, where it is far from the one before
      }
      int type = header & 0x0f;
      if (type != TRUE && type != FALSE) {
        value(type, depth);
      }
      header = next();
    }
  }

  private void value(int type, int depth) throws BlockFault {
    switch (type) {
      case TRUE, FALSE, BYTE -> skip(1);
      case I16, I32, I64 -> number();
      case DOUBLE -> skip(8);
      case UUID -> skip(16);
      case BINARY -> skip(number());
      case LIST, SET -> {
        int header = next();
        long size = header >>> 4 == 15 ? number() : header >>> 4;
        items(size, depth, header & 0x0f);
      }
      case MAP -> {
        long size = number();
        if (size != 0) {
          int types = next();
          items(size, depth, types >>> 4, types & 0x0f);
        }
      }
      case STRUCT -> struct(depth + 1);
      default -> throw broken();
    }
  }

  private void items(long size, int depth, int... types) throws BlockFault {
    if (size < 0 || size > bytes.length - at) {
      throw broken();
    }
    for (long i = 0; i < size; i++) {
      for (int type : types) {
        value(type, depth + 1 > DEEPEST ? deeper() : depth + 1);
      }
    }
  }

  private int deeper() throws BlockFault {
    throw new BlockFault(
        RejectReason.TOO_DEEP, "The footer is nested deeper than " + DEEPEST + " structs");
  }

  private int next() throws BlockFault {
    if (at >= bytes.length) {
      throw broken();
    }
    return bytes[at++] & 0xff;
  }

  private void skip(long count) throws BlockFault {
    if (count < 0 || count > bytes.length - at) {
      throw broken();
    }
    at += (int) count;
  }

  private long number() throws BlockFault {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw broken();
  }

  private static BlockFault broken() {
    return new BlockFault(RejectReason.MALFORMED, "The footer cannot be read");
  }
}
