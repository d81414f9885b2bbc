package io.broadsheet.write;

/**
 * Remembers how runs of cells were written. Direct-mapped: a run has one slot and takes it from the
 * run before. 1.5 MiB.
 */
final class CellMemory {
  /** A longer run is not kept. */
  static final int MAX_LENGTH = 184;

  private static final int SLOT_BITS = 13;
  private static final int MAX_COLUMNS = 1 << 8;

  private final byte[] texts = new byte[MAX_LENGTH << SLOT_BITS];
  private final long[] keys = new long[1 << SLOT_BITS];

  /** For each slot the generation and column of its run; 0 if it has none. */
  private final long[] owners = new long[1 << SLOT_BITS];

  private final short[] lengths = new short[1 << SLOT_BITS];
  private final short[] columnsBehind = new short[1 << SLOT_BITS];
  private long generation = 1;

  /** Forgets everything. */
  void clear() {
    generation++;
  }

  /** The slot of a run that starts at a column, or -1 if it is not remembered. */
  int find(long key, int column) {
    int slot = slot(key, column);
    return keys[slot] == key && owners[slot] == owner(column) ? slot : -1;
  }

  /** Copies a run, and returns the offset behind it. */
  int copy(int slot, byte[] target, int offset) {
    int length = lengths[slot];
    System.arraycopy(texts, slot * MAX_LENGTH, target, offset, length);
    return offset + length;
  }

  /** The column behind a run. */
  int columnBehind(int slot) {
    return columnsBehind[slot];
  }

  /** Remembers a run, unless it is too long. */
  void put(long key, int column, int columnBehind, byte[] bytes, int offset, int length) {
    if (length > MAX_LENGTH || columnBehind >= MAX_COLUMNS) {
      return;
    }
    int slot = slot(key, column);
    keys[slot] = key;
    owners[slot] = owner(column);
    lengths[slot] = (short) length;
    columnsBehind[slot] = (short) columnBehind;
    System.arraycopy(bytes, offset, texts, slot * MAX_LENGTH, length);
  }

  private long owner(int column) {
    return generation * MAX_COLUMNS + column;
  }

  private static int slot(long key, int column) {
    return (int) (((key * MAX_COLUMNS + column) * 0x9E37_79B9_7F4A_7C15L) >>> (64 - SLOT_BITS));
  }
}
