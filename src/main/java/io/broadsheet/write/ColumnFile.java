package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * A table in {@link ColumnFormat} as one file of Parquet, without compression and statistics: for
 * DuckDB to read, and then to be deleted. Where its row groups end follows from the table's
 * segments alone, so whatever is made of it does not depend on who wrote the parts.
 *
 * <p>Memory: a row group, at most {@link #GROUP_BYTES} and a block, and some 100 bytes for each of
 * its columns.
 */
final class ColumnFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** DuckDB's own row groups, of which it then has to divide none. */
  private static final int GROUP_ROWS = 4 * ColumnRowWriter.BLOCK_ROWS;

  private static final int GROUP_BYTES = 32 << 20;

  private static final int BUFFER_SIZE = 1 << 16;

  private static final List<Encoding> ENCODINGS =
      List.of(
          Encoding.PLAIN,
          Encoding.RLE,
          Encoding.DELTA_BINARY_PACKED,
          Encoding.DELTA_LENGTH_BYTE_ARRAY);

  /** A block in memory: where the page of each column starts, and the end of the last. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(byte[] pages, int[] starts) {}

  private final Table table;
  private final OutputStream output;
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private long position;
  private int groupRows;
  private long groupBytes;

  private ColumnFile(Table table, OutputStream output) {
    this.table = table;
    this.output = output;
  }

  /** Writes all rows into a file, which may exist. */
  static void write(TableRows rows, Path file) throws IOException {
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(rows.stream(), BUFFER_SIZE));
        OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_SIZE)) {
      ColumnFile written = new ColumnFile(rows.table(), output);
      written.put(MAGIC, 0, MAGIC.length);
      written.addBlocks(in, rows.bytes());
      written.putFooter(rows.rows());
    }
  }

  private void addBlocks(DataInputStream in, long length) throws IOException {
    int columns = table.columns().size();
    long left = length;
    while (left > 0) {
      int rows = in.readInt();
      int[] starts = new int[columns + 1];
      for (int column = 0; column < columns; column++) {
        starts[column + 1] = starts[column] + in.readInt();
      }
      byte[] pages = in.readNBytes(starts[columns]);
      left -= (columns + 1) * Integer.BYTES + pages.length;
      if (groupRows + rows > GROUP_ROWS || groupBytes + pages.length > GROUP_BYTES) {
        endGroup();
      }
      blocks.add(new Block(pages, starts));
      groupRows += rows;
      groupBytes += pages.length;
    }
    endGroup();
  }

  /** Writes the pages of the blocks, column by column. */
  private void endGroup() throws IOException {
    if (blocks.isEmpty()) {
      return;
    }
    List<ColumnChunk> chunks = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      long start = position;
      for (Block block : blocks) {
        int from = block.starts()[column];
        put(block.pages(), from, block.starts()[column + 1] - from);
      }
      Column definition = table.columns().get(column);
      long length = position - start;
      ColumnChunk chunk = new ColumnChunk(start);
      chunk.setMeta_data(
          new ColumnMetaData(
              physicalType(definition),
              ENCODINGS,
              List.of(definition.name()),
              CompressionCodec.UNCOMPRESSED,
              groupRows,
              length,
              length,
              start));
      chunks.add(chunk);
    }
    groups.add(new RowGroup(chunks, groupBytes, groupRows));
    blocks.clear();
    groupRows = 0;
    groupBytes = 0;
  }

  private void putFooter(long rows) throws IOException {
    List<SchemaElement> schema = new ArrayList<>();
    SchemaElement root = new SchemaElement(table.name());
    root.setNum_children(table.columns().size());
    schema.add(root);
    table.columns().forEach(column -> schema.add(element(column)));
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(new FileMetaData(1, schema, rows, groups), footer);
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putInt(footer.size());
    footer.writeBytes(length.array());
    footer.writeBytes(MAGIC);
    footer.writeTo(output);
  }

  private static SchemaElement element(Column column) {
    SchemaElement element = new SchemaElement(column.name());
    element.setType(physicalType(column));
    element.setRepetition_type(
        SqlSchema.isNullable(column) ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
    switch (column.type()) {
      case TEXT, TEXT_LIST -> element.setConverted_type(ConvertedType.UTF8);
      case TIMESTAMP ->
          element.setLogicalType(
              LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
      case INTEGER, REAL -> {}
    }
    return element;
  }

  private static Type physicalType(Column column) {
    return switch (column.type()) {
      case TEXT, TEXT_LIST -> Type.BYTE_ARRAY;
      case INTEGER, TIMESTAMP -> Type.INT64;
      case REAL -> Type.DOUBLE;
    };
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    output.write(bytes, offset, length);
    position += length;
  }
}
