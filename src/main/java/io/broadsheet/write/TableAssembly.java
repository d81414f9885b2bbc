package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one table's file of its parts: the header, then all segments by window and order. Bytes are
 * moved by the operating system; in memory are only the segments' numbers, some 50 bytes each.
 */
final class TableAssembly {
  /** Part files open at once; a process may often have no more than about a thousand. */
  private static final int OPEN_PARTS = 64;

  private static final Comparator<Piece> IN_TABLE_ORDER =
      Comparator.<Piece>comparingLong(piece -> piece.segment().windowStart())
          .thenComparingInt(piece -> piece.segment().order());

  private record Piece(Part part, Part.Segment segment) {}

  private final Path staging;
  private final Table table;
  private final RowFormat format;
  private final List<Piece> pieces = new ArrayList<>();

  TableAssembly(Path staging, Table table, RowFormat format) {
    this.staging = staging;
    this.table = table;
    this.format = format;
  }

  void add(Part part) {
    for (Part.Segment segment : part.segments()) {
      pieces.add(new Piece(part, segment));
    }
  }

  /**
   * Writes the file, which must not exist, and waits until it is on the disk.
   *
   * @param name relative to the output folder, for the result
   */
  TableFile writeTo(Path target, String name) throws IOException {
    sort();
    long rows = 0;
    long bytes;
    try (FileChannel file =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OpenParts parts = new OpenParts()) {
      ByteBuffer header = ByteBuffer.wrap(format.header(table));
      while (header.hasRemaining()) {
        file.write(header);
      }
      int next = 0;
      while (next < pieces.size()) {
        Piece first = pieces.get(next);
        long length = 0;
        do {
          Part.Segment segment = pieces.get(next).segment();
          length += segment.length();
          rows += segment.rows();
          next++;
        } while (next < pieces.size()
            && follows(pieces.get(next), first, first.segment().offset() + length));
        copy(parts.open(first.part()), first.segment().offset(), length, file, first.part());
      }
      bytes = file.position();
      file.force(true);
    }
    return new TableFile(table.name(), format.name(), name, rows, bytes);
  }

  private void sort() {
    pieces.sort(IN_TABLE_ORDER);
    for (int i = 1; i < pieces.size(); i++) {
      Piece before = pieces.get(i - 1);
      Piece piece = pieces.get(i);
      if (IN_TABLE_ORDER.compare(before, piece) == 0) {
        throw new IllegalStateException(
            table.name()
                + ": two segments of window "
                + piece.segment().windowStart()
                + " and order "
                + piece.segment().order()
                + ", in "
                + before.part().file()
                + " and "
                + piece.part().file());
      }
    }
  }

  /** Whether a piece can be copied in one go with those before it. */
  private static boolean follows(Piece piece, Piece first, long end) {
    return piece.part().file().equals(first.part().file()) && piece.segment().offset() == end;
  }

  private static void copy(FileChannel from, long offset, long length, FileChannel to, Part part)
      throws IOException {
    long done = 0;
    while (done < length) {
      long moved = from.transferTo(offset + done, length - done, to);
      if (moved <= 0) {
        throw new EOFException(
            "part file "
                + part.file()
                + " is shorter than the "
                + part.length()
                + " bytes written");
      }
      done += moved;
    }
  }

  /** The part files used last. */
  private final class OpenParts implements AutoCloseable {
    private final Map<String, FileChannel> channels = new LinkedHashMap<>(16, 0.75f, true);

    FileChannel open(Part part) throws IOException {
      FileChannel known = channels.get(part.file());
      if (known != null) {
        return known;
      }
      if (channels.size() == OPEN_PARTS) {
        Iterator<FileChannel> longestUnused = channels.values().iterator();
        longestUnused.next().close();
        longestUnused.remove();
      }
      FileChannel opened = FileChannel.open(staging.resolve(part.file()), StandardOpenOption.READ);
      channels.put(part.file(), opened);
      return opened;
    }

    @Override
    public void close() throws IOException {
      for (FileChannel channel : channels.values()) {
        channel.close();
      }
    }
  }
}
