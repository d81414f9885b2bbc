package io.broadsheet.write;

import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.SqlSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The values of a column in the rows of a block, and the page of Parquet that they make. Values are
 * as they are (PLAIN), unless all integers are the same (DELTA_BINARY_PACKED, some bytes for each
 * {@value #DELTA_BLOCK}) or all texts have the same length (DELTA_LENGTH_BYTE_ARRAY).
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>
 */
final class ColumnBuffer {
  private static final int DELTA_BLOCK = 128;
  private static final int DELTA_MINIBLOCKS = 4;

  private final ColumnType type;
  private final boolean isNullable;

  /** Integers, bits of reals, microseconds; or for texts, where they end. */
  private long[] values = new long[16];

  private byte[] texts = new byte[0];
  private final BitSet absent = new BitSet();

  private byte[] header = new byte[0];
  private byte[] page = new byte[64];
  private int pageLength;

  ColumnBuffer(Column column) {
    this.type = column.type();
    this.isNullable = SqlSchema.isNullable(column);
  }

  void put(int row, long value) {
    if (row >= values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    values[row] = value;
  }

  void put(int row, byte[] utf8, int offset, int length) {
    int start = textStart(row);
    int end = Math.addExact(start, length);
    if (end > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(end, 2 * texts.length));
    }
    System.arraycopy(utf8, offset, texts, start, length);
    put(row, end);
  }

  void putAbsent(int row) {
    absent.set(row);
    put(row, isText() ? textStart(row) : 0);
  }

  /** Puts what stands in an earlier row; returns the length of its text. */
  int repeat(int from, int row) {
    if (absent.get(from)) {
      putAbsent(row);
    } else if (isText()) {
      int start = textStart(from);
      int length = (int) values[from] - start;
      put(row, texts, start, length);
      return length;
    } else {
      put(row, values[from]);
    }
    return 0;
  }

  private boolean isText() {
    return type == ColumnType.TEXT || type == ColumnType.TEXT_LIST;
  }

  private int textStart(int row) {
    return row == 0 ? 0 : (int) values[row - 1];
  }

  /** Makes the page of the first rows, and starts anew; returns its length. */
  int encode(int rows) throws IOException {
    pageLength = 0;
    if (isNullable) {
      putLevels(rows);
    }
    Encoding encoding = isText() ? putTexts(rows) : putNumbers(rows);
    PageHeader about = new PageHeader(PageType.DATA_PAGE, pageLength, pageLength);
    about.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    Util.writePageHeader(about, encoded);
    header = encoded.toByteArray();
    absent.clear();
    return header.length + pageLength;
  }

  /** Writes the page that was made last; returns its length. */
  int writePage(OutputStream output) throws IOException {
    output.write(header);
    output.write(page, 0, pageLength);
    return header.length + pageLength;
  }

  /** Which rows have a value: runs of ones and zeros, behind their length in bytes. */
  private void putLevels(int rows) {
    ByteWriter runs = new ByteWriter(16);
    int row = 0;
    while (row < rows) {
      boolean isAbsent = absent.get(row);
      int end = isAbsent ? absent.nextClearBit(row) : absent.nextSetBit(row);
      int behind = end < 0 ? rows : Math.min(rows, end);
      runs.writeVarInt((behind - row) << 1);
      runs.writeByte(isAbsent ? 0 : 1);
      row = behind;
    }
    littleEndian(Integer.BYTES).putInt(runs.length());
    put(runs);
  }

  private Encoding putNumbers(int rows) {
    int present = rows - absent.cardinality();
    if (present < rows) {
      int kept = 0;
      for (int row = absent.nextClearBit(0); row < rows; row = absent.nextClearBit(row + 1)) {
        values[kept++] = values[row];
      }
    }
    if (type != ColumnType.REAL && isConstant(present)) {
      putConstant(present, values[0]);
      return Encoding.DELTA_BINARY_PACKED;
    }
    littleEndian(present * Long.BYTES).asLongBuffer().put(values, 0, present);
    return Encoding.PLAIN;
  }

  private boolean isConstant(int count) {
    for (int i = 1; i < count; i++) {
      if (values[i] != values[0]) {
        return false;
      }
    }
    return count > 1;
  }

  private Encoding putTexts(int rows) {
    int present = rows - absent.cardinality();
    int textLength = textStart(rows);
    int first = absent.nextClearBit(0);
    long length = present == 0 ? 0 : values[first] - textStart(first);
    if (present > 1 && haveLength(rows, length)) {
      putConstant(present, length);
      littleEndian(textLength).put(texts, 0, textLength);
      return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }
    ByteBuffer plain = littleEndian(textLength + present * Integer.BYTES);
    int start = 0;
    for (int row = 0; row < rows; row++) {
      int end = (int) values[row];
      if (!absent.get(row)) {
        plain.putInt(end - start);
        plain.put(texts, start, end - start);
      }
      start = end;
    }
    return Encoding.PLAIN;
  }

  private boolean haveLength(int rows, long length) {
    for (int row = 0; row < rows; row++) {
      if (values[row] - textStart(row) != length && !absent.get(row)) {
        return false;
      }
    }
    return true;
  }

  /** A number and then no difference from it, over and over. */
  private void putConstant(int count, long value) {
    ByteWriter deltas = new ByteWriter(32 + count / 16);
    deltas.writeVarInt(DELTA_BLOCK);
    deltas.writeVarInt(DELTA_MINIBLOCKS);
    deltas.writeVarInt(count);
    deltas.writeSigned(value);
    for (int done = 1; done < count; done += DELTA_BLOCK) {
      // The smallest difference, and that the rest of each takes no bits.
      deltas.writeSigned(0);
      for (int i = 0; i < DELTA_MINIBLOCKS; i++) {
        deltas.writeByte(0);
      }
    }
    put(deltas);
  }

  private void put(ByteWriter bytes) {
    littleEndian(bytes.length()).put(bytes.toByteArray());
  }

  /** Room for so many bytes at the end of the page. */
  private ByteBuffer littleEndian(int length) {
    int end = Math.addExact(pageLength, length);
    if (end > page.length) {
      page = Arrays.copyOf(page, Math.max(end, 2 * page.length));
    }
    ByteBuffer room = ByteBuffer.wrap(page, pageLength, length).order(ByteOrder.LITTLE_ENDIAN);
    pageLength = end;
    return room;
  }
}
