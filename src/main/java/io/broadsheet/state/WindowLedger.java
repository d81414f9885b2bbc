package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each window of a target adds up to, so that a run need not make those again that are as they
 * were. Memory: some 30 bytes for each outlet and topic of a window.
 *
 * @param windows by start; what is in no window stands under {@link WindowSet#NO_WINDOW}
 */
public record WindowLedger(SortedMap<Long, Entry> windows) {
  private static final int VERSION = 1;

  /** A window. */
  public static final class Entry {
    private final byte[] tally;
    private final SortedMap<String, Long> rows;
    private final String kept;

    /**
     * A window's sums.
     *
     * @param tally what became of its articles, as bytes
     * @param rows how many each table has of it, by the table's name
     * @param kept by which name its rows are kept, see {@link ChangeHistory}; empty if they are not
     */
    public Entry(byte[] tally, SortedMap<String, Long> rows, String kept) {
      this.tally = tally.clone();
      this.rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
      this.kept = kept;
    }

    public byte[] tally() {
      return tally.clone();
    }

    public SortedMap<String, Long> rows() {
      return rows;
    }

    public String kept() {
      return kept;
    }
  }

  public WindowLedger {
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
  }

  byte[] toBytes() {
    SortedSet<String> names = new TreeSet<>();
    windows.values().forEach(entry -> names.addAll(entry.rows().keySet()));
    List<String> tables = List.copyOf(names);
    ByteWriter out = new ByteWriter(1 << 12);
    out.writeByte(VERSION);
    out.writeVarInt(tables.size());
    tables.forEach(out::writeText);
    out.writeVarInt(windows.size());
    windows.forEach(
        (start, entry) -> {
          out.writeSigned(start);
          out.writeVarInt(entry.tally().length);
          out.writeBytes(entry.tally(), 0, entry.tally().length);
          tables.forEach(table -> out.writeVarLong(entry.rows().getOrDefault(table, 0L)));
          out.writeText(entry.kept());
        });
    out.writeInt(PackWriter.checksum(out.toByteArray()));
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote; nothing if that is damaged or of another version. */
  static Optional<WindowLedger> fromBytes(byte[] bytes) {
    int length = bytes.length - Integer.BYTES;
    if (length < 1 || bytes[0] != VERSION) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(bytes);
    in.seek(length);
    if (in.readInt() != PackWriter.checksum(Arrays.copyOf(bytes, length))) {
      return Optional.empty();
    }
    in.seek(1);
    List<String> tables = new ArrayList<>();
    int tableCount = in.readVarInt();
    for (int i = 0; i < tableCount; i++) {
      tables.add(in.readText());
    }
    SortedMap<Long, Entry> windows = new TreeMap<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      long start = in.readSigned();
      byte[] tally = new byte[in.readVarInt()];
      System.arraycopy(in.bytes(), in.position(), tally, 0, tally.length);
      in.skip(tally.length);
      SortedMap<String, Long> rows = new TreeMap<>();
      for (String table : tables) {
        long some = in.readVarLong();
        if (some > 0) {
          rows.put(table, some);
        }
      }
      windows.put(start, new Entry(tally, rows, in.readText()));
    }
    return Optional.of(new WindowLedger(windows));
  }
}
