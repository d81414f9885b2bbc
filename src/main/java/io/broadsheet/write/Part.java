package io.broadsheet.write;

import io.broadsheet.table.TableOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part file: encoded rows of one table, segment after segment without anything between.
 *
 * @param table the table's name
 * @param format the format's name
 * @param file relative to the staging folder, with {@code /}
 * @param segments in the order of the file; one after the other from offset 0
 */
public record Part(String table, String format, String file, List<Segment> segments) {
  private static final int VERSION = 3;

  /** The window of rows that lie outside any window; such rows come first. */
  public static final long NO_WINDOW = TableOutput.NO_WINDOW;

  /**
   * Rows that stand together in the table.
   *
   * @param windowStart in epoch milliseconds, or {@link #NO_WINDOW}
   * @param order among the segments of the table and window
   * @param offset in bytes from the file's start
   * @param length in bytes
   * @param rows how many
   */
  public record Segment(long windowStart, int order, long offset, long length, long rows) {}

  public Part {
    segments = List.copyOf(segments);
    Names.requireTable(table);
    Names.requireRelativeFile(file);
    long end = 0;
    for (Segment segment : segments) {
      if (segment.offset() != end || segment.length() < 0 || segment.rows() < 0) {
        throw new IllegalArgumentException(file + ": " + segment + " does not start at " + end);
      }
      end += segment.length();
    }
  }

  /** The file's size in bytes. */
  public long length() {
    if (segments.isEmpty()) {
      return 0;
    }
    Segment last = segments.get(segments.size() - 1);
    return last.offset() + last.length();
  }

  /** A compact, deterministic encoding: about ten bytes a segment. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 10 * segments.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(table);
      out.writeUTF(format);
      out.writeUTF(file);
      out.writeInt(segments.size());
      long window = 0;
      for (Segment segment : segments) {
        // Differences wrap around for NO_WINDOW, and back again when they are added up.
        writeSigned(out, segment.windowStart() - window);
        writeSigned(out, segment.order());
        writeUnsigned(out, segment.length());
        writeUnsigned(out, segment.rows());
        window = segment.windowStart();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} made.
   *
   * @throws IllegalArgumentException for other bytes
   */
  public static Part fromBytes(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("a part of version " + version);
      }
      String table = in.readUTF();
      String format = in.readUTF();
      String file = in.readUTF();
      int count = in.readInt();
      List<Segment> segments = new ArrayList<>();
      long window = 0;
      long offset = 0;
      for (int i = 0; i < count; i++) {
        window += readSigned(in);
        int order = Math.toIntExact(readSigned(in));
        long length = readUnsigned(in);
        segments.add(new Segment(window, order, offset, length, readUnsigned(in)));
        offset += length;
      }
      if (in.read() >= 0) {
        throw new IllegalArgumentException("bytes behind a part");
      }
      return new Part(table, format, file, segments);
    } catch (IOException | ArithmeticException e) {
      throw new IllegalArgumentException("not a part", e);
    }
  }

  private static void writeSigned(DataOutputStream out, long value) throws IOException {
    writeUnsigned(out, (value << 1) ^ (value >> 63));
  }

  private static void writeUnsigned(DataOutputStream out, long value) throws IOException {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.writeByte((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  private static long readSigned(DataInputStream in) throws IOException {
    long value = readUnsigned(in);
    return (value >>> 1) ^ -(value & 1);
  }

  private static long readUnsigned(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }
}
