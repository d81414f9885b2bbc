package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a target holds: which packs its tables were made of, and when its windows were made.
 *
 * @param identity of the job, see {@link Identity}
 * @param id of this manifest alone: {@code run.json} in every sink names it
 * @param shards over how many keys the packs' products are spread
 * @param packs by name
 * @param windows by start
 */
public record Manifest(
    Identity identity,
    String id,
    int shards,
    List<Pack> packs,
    SortedMap<Long, MadeWindow> windows) {
  private static final int VERSION = 2;
  private static final int CHECKSUM_BYTES = 4;

  /**
   * What packs depend on besides files.
   *
   * @param job of another job nothing can be used: inputs, windows
   * @param reading if it differs, files must be read again: everything that tells how a file
   *     becomes articles, the version of Broadsheet included
   * @param tables if it differs, all windows must be made again
   */
  public record Identity(String job, String reading, String tables) implements Serializable {
    /** Whether files that were read for one need not be read again for the other. */
    boolean isReadLike(Identity other) {
      return job.equals(other.job) && reading.equals(other.reading);
    }
  }

  /**
   * A window of the target.
   *
   * @param published the "now" of the run that made it first, in epoch milliseconds
   * @param made the "now" of the run that last had other files for it
   * @param articles counted in it
   */
  public record MadeWindow(long published, long made, long articles) {}

  public Manifest {
    packs = List.copyOf(packs);
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
  }

  /** Of a target that holds nothing. */
  public static Manifest empty(Identity identity, int shards) {
    return new Manifest(identity, "", shards, List.of(), new TreeMap<>());
  }

  /** With further packs. */
  Manifest with(List<Pack> more) {
    List<Pack> all = new ArrayList<>(packs);
    all.addAll(more);
    return new Manifest(identity, id, shards, all, windows);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(1 << 12);
    out.writeByte(VERSION);
    out.writeText(identity.job());
    out.writeText(identity.reading());
    out.writeText(identity.tables());
    out.writeText(id);
    out.writeVarInt(shards);
    out.writeVarInt(packs.size());
    packs.forEach(pack -> pack.writeTo(out));
    out.writeVarInt(windows.size());
    windows.forEach(
        (start, window) -> {
          out.writeSigned(start);
          out.writeSigned(window.published());
          out.writeSigned(window.made());
          out.writeVarLong(window.articles());
        });
    out.writeInt(PackWriter.checksum(out.toByteArray()));
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote; nothing if that is damaged or of another version. */
  static Optional<Manifest> fromBytes(byte[] bytes) {
    int length = bytes.length - CHECKSUM_BYTES;
    if (length < 1 || bytes[0] != VERSION) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(bytes);
    in.seek(length);
    if (in.readInt() != PackWriter.checksum(Arrays.copyOf(bytes, length))) {
      return Optional.empty();
    }
    in.seek(1);
    Identity identity = new Identity(in.readText(), in.readText(), in.readText());
    String id = in.readText();
    int shards = in.readVarInt();
    List<Pack> packs = new ArrayList<>();
    int packCount = in.readVarInt();
    for (int i = 0; i < packCount; i++) {
      packs.add(Pack.readFrom(in));
    }
    SortedMap<Long, MadeWindow> windows = new TreeMap<>();
    int windowCount = in.readVarInt();
    for (int i = 0; i < windowCount; i++) {
      windows.put(
          in.readSigned(), new MadeWindow(in.readSigned(), in.readSigned(), in.readVarLong()));
    }
    return Optional.of(new Manifest(identity, id, shards, packs, windows));
  }
}
