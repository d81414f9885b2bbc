package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.read.InputFile;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file, or a range of one, whose articles are in a pack.
 *
 * @param file as it was when it was read
 * @param start the range's first byte
 * @param end the byte behind its last; {@link Long#MAX_VALUE} for the file's end
 * @param sha256 of the whole file in hexadecimal; empty for a range
 * @param firstRead the "now" of the run that read the file first, in epoch milliseconds; a changed
 *     file keeps it
 * @param articles that are counted, or listed as undated, late or duplicates
 * @param rejected records that became no article
 * @param outside articles left out because their windows were not asked for
 * @param windows how many articles each window has from it, by the start of an article's first
 */
public record PackedFile(
    InputFile file,
    long start,
    long end,
    String sha256,
    long firstRead,
    long articles,
    long rejected,
    long outside,
    SortedMap<Long, Long> windows) {

  public PackedFile {
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
  }

  boolean isWhole() {
    return start == 0 && end == Long.MAX_VALUE;
  }

  /** How many bytes were read. */
  public long length() {
    return Math.max(0, Math.min(end, file.bytes()) - start);
  }

  void writeTo(ByteWriter out) {
    out.writeVarInt(file.input());
    out.writeText(file.name());
    out.writeVarLong(file.bytes());
    out.writeSigned(file.modifiedMillis());
    out.writeVarLong(start);
    out.writeVarLong(end);
    out.writeText(sha256);
    out.writeSigned(firstRead);
    out.writeVarLong(articles);
    out.writeVarLong(rejected);
    out.writeVarLong(outside);
    Pack.writeCounts(windows, out);
  }

  static PackedFile readFrom(ByteReader in) {
    return new PackedFile(
        new InputFile(in.readVarInt(), in.readText(), in.readVarLong(), in.readSigned()),
        in.readVarLong(),
        in.readVarLong(),
        in.readText(),
        in.readSigned(),
        in.readVarLong(),
        in.readVarLong(),
        in.readVarLong(),
        Pack.readCounts(in));
  }
}
