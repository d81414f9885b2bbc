package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.WindowSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What a version of a folder with partitions holds, in a hidden file of it: so the next version can
 * take over windows without looking at each.
 *
 * @param id of the state that it was made of
 * @param before the same of the version before it
 * @param changed the windows in which it differs from that, if it was made of it
 * @param tables for each table with partitions the windows that have rows
 */
record VersionContents(
    String id, String before, WindowSet changed, SortedMap<String, SortedMap<Long, Size>> tables) {
  static final String FILE = ".contents";
  private static final int VERSION = 1;

  /** The files of a window of a table. */
  record Size(long rows, long bytes) {}

  SortedMap<Long, Size> windows(String table) {
    return tables.computeIfAbsent(table, name -> new TreeMap<>());
  }

  /** Puts the file into a version. */
  void writeTo(Path version) throws IOException {
    ByteWriter out = new ByteWriter(1 << 12);
    out.writeByte(VERSION);
    out.writeText(id);
    out.writeText(before);
    changed.writeTo(out);
    out.writeVarInt(tables.size());
    for (Map.Entry<String, SortedMap<Long, Size>> table : tables.entrySet()) {
      out.writeText(table.getKey());
      out.writeVarInt(table.getValue().size());
      table
          .getValue()
          .forEach(
              (start, size) -> {
                out.writeSigned(start);
                out.writeVarLong(size.rows());
                out.writeVarLong(size.bytes());
              });
    }
    out.writeInt(checksum(out.toByteArray(), out.length()));
    DurableFiles.create(version.resolve(FILE), out.toByteArray());
  }

  /** What {@link #writeTo} wrote; nothing if that is not there, or damaged. */
  static Optional<VersionContents> read(Path version) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(version.resolve(FILE));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    int length = bytes.length - Integer.BYTES;
    if (length < 1 || bytes[0] != VERSION) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(bytes);
    in.seek(length);
    if (in.readInt() != checksum(bytes, length)) {
      return Optional.empty();
    }
    in.seek(1);
    String id = in.readText();
    String before = in.readText();
    WindowSet changed = WindowSet.readFrom(in);
    SortedMap<String, SortedMap<Long, Size>> tables = new TreeMap<>();
    int tableCount = in.readVarInt();
    for (int i = 0; i < tableCount; i++) {
      SortedMap<Long, Size> windows = new TreeMap<>();
      tables.put(in.readText(), windows);
      int count = in.readVarInt();
      for (int w = 0; w < count; w++) {
        windows.put(in.readSigned(), new Size(in.readVarLong(), in.readVarLong()));
      }
    }
    return Optional.of(new VersionContents(id, before, changed, tables));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(Arrays.copyOf(bytes, length));
    return (int) checksum.getValue();
  }
}
