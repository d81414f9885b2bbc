package io.broadsheet.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks and searches of UTF-8 bytes, eight at a time where they are ASCII. Well-formedness is that
 * of table 3-7 of the Unicode Standard.
 */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  /** The first leads of sequences of two and three bytes; what is below C0 continues a sequence. */
  private static final byte LEAD_OF_TWO = (byte) 0xc2;

  private static final byte LEAD_OF_THREE = (byte) 0xe0;

  private Utf8() {}

  /** The index of the first sequence that is malformed or incomplete, or {@code to}. */
  static int validPrefix(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i++;
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
          i += Long.BYTES;
        }
      } else if (bytes[i] < LEAD_OF_THREE
          && bytes[i] >= LEAD_OF_TWO
          && i + 1 < to
          && bytes[i + 1] < LEAD_OF_TWO - 2) {
        // The commonest case apart from ASCII, without a call.
        i += 2;
      } else {
        int length = sequenceLength(bytes, i, to);
        if (length <= 0) {
          return i;
        }
        i += length;
      }
    }
    return to;
  }

  /**
   * The length of the sequence at {@code i}: positive if well formed; 0 if the bytes end inside it;
   * negative if malformed, its bytes then being what one U+FFFD stands for (the maximal subpart).
   */
  static int sequenceLength(byte[] bytes, int i, int to) {
    if (i >= to) {
      return 0;
    }
    int lead = bytes[i] & 0xff;
    int length;
    int low = 0x80;
    int high = 0xbf;
    if (lead < 0x80) {
      return 1;
    } else if (lead < 0xc2) {
      return -1;
    } else if (lead < 0xe0) {
      length = 2;
    } else if (lead < 0xf0) {
      length = 3;
      low = lead == 0xe0 ? 0xa0 : low;
      high = lead == 0xed ? 0x9f : high;
    } else if (lead < 0xf5) {
      length = 4;
      low = lead == 0xf0 ? 0x90 : low;
      high = lead == 0xf4 ? 0x8f : high;
    } else {
      return -1;
    }
    for (int k = 1; k < length; k++) {
      if (i + k >= to) {
        return 0;
      }
      int next = bytes[i + k] & 0xff;
      if (next < low || next > high) {
        return -k;
      }
      low = 0x80;
      high = 0xbf;
    }
    return length;
  }

  /** True if the range holds no byte above 0x7F. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      if (((long) LONGS.get(bytes, i) & HIGH_BITS) != 0) {
        return false;
      }
      i += Long.BYTES;
    }
    while (i < to) {
      if (bytes[i] < 0) {
        return false;
      }
      i++;
    }
    return true;
  }

  /** The index of the first {@code wanted} (ASCII) in the range, or -1. */
  static int indexOf(byte[] bytes, char wanted, int from, int to) {
    int i = from;
    long pattern = wanted * LOW_BITS;
    while (i + Long.BYTES <= to) {
      // The lowest byte that becomes zero is exact; only bytes above it may be false hits.
      long difference = (long) LONGS.get(bytes, i) ^ pattern;
      long hits = (difference - LOW_BITS) & ~difference & HIGH_BITS;
      if (hits != 0) {
        return i + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < to) {
      if (bytes[i] == wanted) {
        return i;
      }
      i++;
    }
    return -1;
  }

  /** True if the range holds nothing but spaces, tabs, carriage returns and line feeds. */
  static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
