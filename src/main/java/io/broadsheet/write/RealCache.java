package io.broadsheet.write;

import io.broadsheet.table.Reals;
import java.util.Arrays;

/**
 * Remembers how reals were written. Counts are mostly small and so their ratios within a window and
 * slice repeat; copying a text is an order of magnitude faster than making it.
 *
 * <p>Direct-mapped: a number has one slot and takes it from the number before. 256 KiB.
 */
final class RealCache {
  private static final int SLOT_BITS = 13;
  private static final int WORDS_PER_SLOT = 4;

  /** The text takes three words less one byte, which holds its length. */
  private static final int MAX_LENGTH = 23;

  private static final long TEXT_OF_LAST_WORD = 0x00FF_FFFF_FFFF_FFFFL;

  /** Per slot the number's bits and three words of text; a slot in no use holds NaN. */
  private final long[] slots = new long[WORDS_PER_SLOT << SLOT_BITS];

  RealCache() {
    Arrays.fill(slots, Double.doubleToRawLongBits(Double.NaN));
  }

  /**
   * Writes a finite number and returns the offset behind it.
   *
   * @param buffer with room for 24 bytes, of which those behind the text are spoiled
   */
  int write(double value, byte[] buffer, int offset) {
    long bits = Double.doubleToRawLongBits(value);
    int slot = (int) ((bits * 0x9E37_79B9_7F4A_7C15L) >>> (64 - SLOT_BITS)) * WORDS_PER_SLOT;
    if (slots[slot] == bits) {
      long last = slots[slot + 3];
      PaddedBytes.WORDS.set(buffer, offset, slots[slot + 1]);
      PaddedBytes.WORDS.set(buffer, offset + 8, slots[slot + 2]);
      PaddedBytes.WORDS.set(buffer, offset + 16, last);
      return offset + (int) (last >>> 56);
    }
    int end = Reals.write(value, buffer, offset);
    int length = end - offset;
    if (length <= MAX_LENGTH) {
      long last = (long) PaddedBytes.WORDS.get(buffer, offset + 16);
      slots[slot] = bits;
      slots[slot + 1] = (long) PaddedBytes.WORDS.get(buffer, offset);
      slots[slot + 2] = (long) PaddedBytes.WORDS.get(buffer, offset + 8);
      slots[slot + 3] = (last & TEXT_OF_LAST_WORD) | ((long) length << 56);
    }
    return end;
  }
}
