package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.page.BestRows;
import io.broadsheet.page.PageBudgets;
import io.broadsheet.page.ReportData;
import io.broadsheet.page.ReportData.TableTaker;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads back what {@link PageRowWriter} wrote, and picks the rows that the page shows. Memory: a
 * buffer, and {@link BestRows}.
 */
final class PageRows {
  private PageRows() {}

  /** Hands over the rows for which there is room, in order. */
  static void read(TableRows rows, TableTaker taker) throws IOException {
    long[] budgets = PageBudgets.of(rows.table());
    Row row = new Row(rows.table().columns().size());
    List<BitSet> chosen = new ArrayList<>();
    if (taker.weighs() || rows.rows() > Arrays.stream(budgets).min().orElseThrow()) {
      List<BestRows> best = Stream.generate(BestRows::new).limit(budgets.length).toList();
      rows.writeTo(
          new RowStream(
              (in, band, rank) -> {
                row.begin(in);
                best.get(band).offer(taker.weigh(row, rank));
              }));
      for (int band = 0; band < budgets.length; band++) {
        chosen.add(best.get(band).chosen(budgets[band]));
      }
    }
    int[] next = new int[budgets.length];
    rows.writeTo(
        new RowStream(
            (in, band, rank) -> {
              if (chosen.isEmpty() || chosen.get(band).get(next[band]++)) {
                row.begin(in);
                taker.take(row.cells());
              }
            }));
  }

  /** A row, of which only the cells that are asked for are made. */
  private static final class Row implements ReportData.Row {
    private final int[] starts;
    private ByteReader in;
    private int known;

    Row(int columns) {
      starts = new int[columns + 1];
    }

    /** Goes to the row whose cells begin here. */
    void begin(ByteReader reader) {
      in = reader;
      starts[0] = reader.position();
      known = 0;
    }

    @Override
    public Object cell(int column) {
      while (known < column) {
        in.seek(starts[known]);
        pass(in);
        starts[++known] = in.position();
      }
      in.seek(starts[column]);
      return PageRows.cell(in);
    }

    Object[] cells() {
      Object[] cells = new Object[starts.length - 1];
      in.seek(starts[0]);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = PageRows.cell(in);
      }
      return cells;
    }
  }

  private static void pass(ByteReader in) {
    int kind = in.readByte();
    switch (kind) {
      case PageRowWriter.EMPTY -> {}
      case PageRowWriter.TEXT -> passText(in);
      case PageRowWriter.TEXTS -> {
        for (int left = in.readVarInt(); left > 0; left--) {
          passText(in);
        }
      }
      case PageRowWriter.INTEGER, PageRowWriter.TIMESTAMP -> in.readSigned();
      case PageRowWriter.REAL -> in.readLong();
      default -> throw new IllegalStateException("no cell of kind " + kind);
    }
  }

  private static void passText(ByteReader in) {
    int length = in.readVarInt();
    in.seek(in.position() + length);
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
    void visit(ByteReader in, int band, int rank);
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
        visitor.visit(in, band, rank);
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
