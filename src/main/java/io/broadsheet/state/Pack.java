package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files that were read together and what is known of them; their articles are in a file of the
 * state folder, which is never changed. If one of the files changes, all of them are read again.
 *
 * @param name of the pack's file
 * @param bytes its size
 * @param asOf the "now" of the run that read the files, in epoch milliseconds
 * @param ranges the windows whose articles are in it
 * @param files in the order in which they were read
 * @param outside how many articles were left out of each window, by its start
 * @param held articles that wait for the order of day and month at their outlet, in no window yet
 * @param isEmptied whether its articles were taken out, because no window of them is kept
 * @param future articles that were dated behind the run's "now"; a later run must look again
 */
public record Pack(
    String name,
    long bytes,
    long asOf,
    WindowRanges ranges,
    List<PackedFile> files,
    SortedMap<Long, Long> outside,
    long held,
    boolean isEmptied,
    long future) {

  public Pack {
    files = List.copyOf(files);
    outside = Collections.unmodifiableSortedMap(new TreeMap<>(outside));
  }

  /** The same without its articles, in another file. */
  Pack emptied(String otherName, long otherBytes) {
    return new Pack(otherName, otherBytes, asOf, ranges, files, outside, held, true, future);
  }

  /** The windows that have articles from it, by their starts. */
  public SortedSet<Long> windows() {
    SortedSet<Long> windows = new TreeSet<>();
    files.forEach(file -> windows.addAll(file.windows().keySet()));
    return windows;
  }

  /** The pack as bytes. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    writeTo(out);
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static Pack fromBytes(byte[] bytes) {
    return readFrom(new ByteReader(bytes));
  }

  void writeTo(ByteWriter out) {
    out.writeText(name);
    out.writeVarLong(bytes);
    out.writeSigned(asOf);
    ranges.writeTo(out);
    out.writeVarInt(files.size());
    files.forEach(file -> file.writeTo(out));
    writeCounts(outside, out);
    out.writeVarLong(held);
    out.writeByte(isEmptied ? 1 : 0);
    out.writeVarLong(future);
  }

  static Pack readFrom(ByteReader in) {
    String name = in.readText();
    long bytes = in.readVarLong();
    long asOf = in.readSigned();
    WindowRanges ranges = WindowRanges.readFrom(in);
    List<PackedFile> files = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      files.add(PackedFile.readFrom(in));
    }
    return new Pack(
        name,
        bytes,
        asOf,
        ranges,
        files,
        readCounts(in),
        in.readVarLong(),
        in.readByte() == 1,
        in.readVarLong());
  }

  static void writeCounts(SortedMap<Long, Long> counts, ByteWriter out) {
    out.writeVarInt(counts.size());
    counts.forEach(
        (start, articles) -> {
          out.writeSigned(start);
          out.writeVarLong(articles);
        });
  }

  static SortedMap<Long, Long> readCounts(ByteReader in) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    int size = in.readVarInt();
    for (int i = 0; i < size; i++) {
      counts.put(in.readSigned(), in.readVarLong());
    }
    return counts;
  }
}
