package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The records that are not counted because they are further readings of an article. */
final class DuplicateRecords {
  private final Map<String, Set<Long>> offsetsBySource = new HashMap<>();

  /** Reads the blocks that {@link FindDuplicates} makes. */
  static DuplicateRecords of(Iterable<byte[]> blocks) {
    DuplicateRecords records = new DuplicateRecords();
    for (byte[] block : blocks) {
      ByteReader in = new ByteReader(block);
      while (in.hasMore()) {
        records
            .offsetsBySource
            .computeIfAbsent(in.readText(), source -> new HashSet<>())
            .add(in.readVarLong());
      }
    }
    return records;
  }

  boolean contains(String sourceName, long offset) {
    Set<Long> offsets = offsetsBySource.get(sourceName);
    return offsets != null && offsets.contains(offset);
  }

  /** Packs records into a block. */
  static final class Builder {
    private final ByteWriter out = new ByteWriter(256);

    Builder add(String sourceName, long offset) {
      out.writeText(sourceName);
      out.writeVarLong(offset);
      return this;
    }

    boolean isEmpty() {
      return out.length() == 0;
    }

    byte[] build() {
      return out.toByteArray();
    }
  }
}
