package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads back what {@link PageRowWriter} wrote. Memory: a buffer, and a number for each rank. */
final class PageRows {
  /** Takes rows: texts, lists of texts, longs, doubles, or null. */
  interface Reader {
    /**
     * Takes a row.
     *
     * @param isShown false for a row that the page has no room for
     */
    void read(Object[] cells, boolean isShown);
  }

  private PageRows() {}

  /**
   * Reads a table's rows in order.
   *
   * @param budgets how many rows of each band are shown
   * @param readsAll whether the reader wants rows that are not shown, too
   */
  static void read(TableRows rows, long[] budgets, boolean readsAll, Reader reader)
      throws IOException {
    int[] lastRanks = new int[PageRanks.BANDS];
    Arrays.fill(lastRanks, Integer.MAX_VALUE);
    if (rows.rows() > Arrays.stream(budgets).min().orElseThrow()) {
      lastRanks = lastRanks(rows, budgets);
    }
    int[] last = lastRanks;
    int columns = rows.table().columns().size();
    long[] shown = new long[PageRanks.BANDS];
    rows.writeTo(
        new RowStream(
            (in, end, band, rank) -> {
              // All of one rank may still be more than there is room for.
              boolean isShown = rank <= last[band] && shown[band] < budgets[band];
              if (isShown) {
                shown[band]++;
              }
              if (isShown || readsAll) {
                reader.read(cells(in, columns), isShown);
              }
            }));
  }

  /** The last rank of each band with which the rows are no more than its budget. */
  private static int[] lastRanks(TableRows rows, long[] budgets) throws IOException {
    int[][] counts = new int[PageRanks.BANDS][16];
    rows.writeTo(
        new RowStream(
            (in, end, band, rank) -> {
              if (rank >= counts[band].length) {
                counts[band] = Arrays.copyOf(counts[band], rank * 2);
              }
              counts[band][rank]++;
            }));
    return IntStream.range(0, PageRanks.BANDS)
        .map(
            band -> {
              long sum = 0;
              for (int rank = 0; rank < counts[band].length; rank++) {
                sum += counts[band][rank];
                if (sum > budgets[band]) {
                  // The best rank is shown in part rather than not at all.
                  return sum == counts[band][rank] ? rank : rank - 1;
                }
              }
              return Integer.MAX_VALUE;
            })
        .toArray();
  }

  private static Object[] cells(ByteReader in, int columns) {
    Object[] cells = new Object[columns];
    for (int i = 0; i < columns; i++) {
      cells[i] = cell(in);
    }
    return cells;
  }

  private static Object cell(ByteReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case PageRowWriter.EMPTY -> null;
      case PageRowWriter.TEXT -> in.readText();
      case PageRowWriter.TEXTS -> {
        String[] texts = new String[in.readVarInt()];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = in.readText();
        }
        yield List.of(texts);
      }
      case PageRowWriter.INTEGER, PageRowWriter.TIMESTAMP -> in.readSigned();
      case PageRowWriter.REAL -> Double.longBitsToDouble(in.readLong());
      default -> throw new IllegalStateException("no cell of kind " + kind);
    };
  }

  private interface RowVisitor {
    void visit(ByteReader in, int end, int band, int rank);
  }

  /** Cuts what is written to it into rows. */
  private static final class RowStream extends OutputStream {
    /** The longest that length, band and rank can be. */
    private static final int LONGEST_HEAD = 15;

    private final RowVisitor visitor;
    private byte[] bytes = new byte[1 << 16];
    private int length;

    RowStream(RowVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
      }
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
      int start = 0;
      ByteReader in = new ByteReader(bytes);
      while (start < length) {
        boolean isHeadWhole = length - start >= LONGEST_HEAD || endsHead(start);
        if (!isHeadWhole) {
          break;
        }
        in.seek(start);
        int size = in.readVarInt();
        int band = in.readVarInt();
        int rank = in.readVarInt();
        int end = in.position() + size;
        if (end > length) {
          break;
        }
        visitor.visit(in, end, band, rank);
        start = end;
      }
      System.arraycopy(bytes, start, bytes, 0, length - start);
      length -= start;
    }

    /** Whether three numbers, whose last byte has no high bit, stand from here on. */
    private boolean endsHead(int start) {
      int numbers = 0;
      for (int i = start; i < length && numbers < 3; i++) {
        if (bytes[i] >= 0) {
          numbers++;
        }
      }
      return numbers == 3;
    }
  }
}
