package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The rows of one table, or of one of its windows, in one encoding and in the table's order: by
 * window and then by order. They lie in part files; in memory are only the segments' numbers, some
 * 50 bytes each.
 */
public final class TableRows {
  /** Part files open at once; a process may often have no more than about a thousand. */
  private static final int OPEN_PARTS = 64;

  private static final int BUFFER_SIZE = 1 << 20;

  private static final Comparator<Piece> IN_TABLE_ORDER =
      Comparator.<Piece>comparingLong(piece -> piece.segment().windowStart())
          .thenComparingInt(piece -> piece.segment().order());

  private record Piece(Path file, Part.Segment segment) {}

  private final Table table;
  private final RowFormat format;
  private final List<Piece> pieces;

  private TableRows(Table table, RowFormat format, List<Piece> pieces) {
    this.table = table;
    this.format = format;
    this.pieces = pieces;
  }

  /** Collects the parts of a table. */
  static final class Builder {
    private final Table table;
    private final RowFormat format;
    private final List<Piece> pieces = new ArrayList<>();

    Builder(Table table, RowFormat format) {
      this.table = table;
      this.format = format;
    }

    /** Adds a part that lies in a staging folder. */
    void add(Path staging, Part part) {
      Path file = staging.resolve(part.file());
      for (Part.Segment segment : part.segments()) {
        pieces.add(new Piece(file, segment));
      }
    }

    /**
     * All rows in order.
     *
     * @throws IllegalStateException if two segments have the same place
     */
    TableRows build() {
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
                  + before.file()
                  + " and "
                  + piece.file());
        }
      }
      return new TableRows(table, format, List.copyOf(pieces));
    }
  }

  public Table table() {
    return table;
  }

  public RowFormat format() {
    return format;
  }

  /** How many rows. */
  public long rows() {
    return pieces.stream().mapToLong(piece -> piece.segment().rows()).sum();
  }

  /** How many rows each window has, by its start. */
  SortedMap<Long, Long> rowsByWindow() {
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (Piece piece : pieces) {
      counts.merge(piece.segment().windowStart(), piece.segment().rows(), Long::sum);
    }
    return counts;
  }

  /** The size of the encoded rows in bytes, headers left out. */
  public long bytes() {
    return pieces.stream().mapToLong(piece -> piece.segment().length()).sum();
  }

  /** The start of the first row's window; {@link Part#NO_WINDOW} also for no rows. */
  public long windowStart() {
    return pieces.isEmpty() ? Part.NO_WINDOW : pieces.get(0).segment().windowStart();
  }

  /** The same rows, apart for each window. */
  public List<TableRows> byWindow() {
    return groups(windowStart -> windowStart);
  }

  /**
   * The same rows in groups of neighbouring windows.
   *
   * @param groupOf the same for the starts of all windows of a group
   */
  List<TableRows> groups(LongFunction<?> groupOf) {
    List<TableRows> groups = new ArrayList<>();
    int start = 0;
    Object group = null;
    for (int next = 0; next < pieces.size(); next++) {
      Object nextGroup = groupOf.apply(pieces.get(next).segment().windowStart());
      if (next > start && !nextGroup.equals(group)) {
        groups.add(new TableRows(table, format, pieces.subList(start, next)));
        start = next;
      }
      group = nextGroup;
    }
    if (start < pieces.size()) {
      groups.add(new TableRows(table, format, pieces.subList(start, pieces.size())));
    }
    return groups;
  }

  /** Appends the encoded rows to a file; the operating system moves the bytes. */
  void copyTo(FileChannel target) throws IOException {
    try (OpenParts parts = new OpenParts()) {
      forEachRun(
          (file, offset, length) -> {
            FileChannel from = parts.open(file);
            long done = 0;
            while (done < length) {
              done += requireSome(from.transferTo(offset + done, length - done, target), file);
            }
          });
    }
  }

  /** Writes the encoded rows, a MiB at a time. */
  void writeTo(OutputStream target) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
    try (OpenParts parts = new OpenParts()) {
      forEachRun(
          (file, offset, length) -> {
            FileChannel from = parts.open(file);
            long done = 0;
            while (done < length) {
              buffer.clear().limit((int) Math.min(BUFFER_SIZE, length - done));
              long read = requireSome(from.read(buffer, offset + done), file);
              target.write(buffer.array(), 0, (int) read);
              done += read;
            }
          });
    }
  }

  /** The encoded rows. */
  InputStream stream() {
    return new Rows();
  }

  /** One piece after the other. */
  private final class Rows extends InputStream {
    private final OpenParts parts = new OpenParts();
    private int next;
    private long offset;
    private long left;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      while (left == 0) {
        if (next == pieces.size()) {
          return -1;
        }
        offset = pieces.get(next).segment().offset();
        left = pieces.get(next).segment().length();
        next++;
      }
      Path file = pieces.get(next - 1).file();
      ByteBuffer target = ByteBuffer.wrap(bytes, start, (int) Math.min(length, left));
      if (!target.hasRemaining()) {
        return 0;
      }
      int read = (int) requireSome(parts.open(file).read(target, offset), file);
      offset += read;
      left -= read;
      return read;
    }

    @Override
    public void close() throws IOException {
      parts.close();
    }
  }

  private interface RunReader {
    void read(Path file, long offset, long length) throws IOException;
  }

  /** Visits neighbouring segments of a file as one. */
  private void forEachRun(RunReader reader) throws IOException {
    int next = 0;
    while (next < pieces.size()) {
      Piece first = pieces.get(next);
      long length = 0;
      do {
        length += pieces.get(next).segment().length();
        next++;
      } while (next < pieces.size()
          && pieces.get(next).file().equals(first.file())
          && pieces.get(next).segment().offset() == first.segment().offset() + length);
      reader.read(first.file(), first.segment().offset(), length);
    }
  }

  private static long requireSome(long moved, Path file) throws EOFException {
    if (moved <= 0) {
      throw new EOFException("part file " + file + " is shorter than what was written");
    }
    return moved;
  }

  /** The part files used last. */
  private static final class OpenParts implements AutoCloseable {
    private final Map<Path, FileChannel> channels = new LinkedHashMap<>(16, 0.75f, true);

    FileChannel open(Path file) throws IOException {
      FileChannel known = channels.get(file);
      if (known != null) {
        return known;
      }
      if (channels.size() == OPEN_PARTS) {
        Iterator<FileChannel> longestUnused = channels.values().iterator();
        longestUnused.next().close();
        longestUnused.remove();
      }
      FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
      channels.put(file, opened);
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
