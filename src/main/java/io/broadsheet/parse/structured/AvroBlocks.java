package io.broadsheet.parse.structured;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.broadsheet.article.RejectReason;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;
import org.xerial.snappy.Snappy;

/**
 * The blocks of an Avro file, unpacked one by one. After a block that is damaged it can go on
 * behind the next sync marker.
 */
final class AvroBlocks {
  private static final int SYNC = 16;
  private static final int LARGEST_METADATA = 4 << 20;
  private static final int MOST_METADATA = 10_000;
  private static final int XZ_MEMORY_KIB = 96 << 10;

  private final Counted stream;
  private final int limit;
  private final Map<String, String> metadata = new HashMap<>();
  private final byte[] sync = new byte[SYNC];
  private byte[] block = new byte[0];
  private long count;

  /** True right behind a sync marker. */
  private boolean isBehindSync;

  /** Counts what is read. */
  private static final class Counted extends BufferedInputStream {
    private long bytes;

    Counted(InputStream stream) {
      super(stream, 64 << 10);
    }

    @Override
    public synchronized int read() throws IOException {
      int next = super.read();
      bytes += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
      int got = super.read(into, offset, length);
      bytes += Math.max(got, 0);
      return got;
    }
  }

  /**
   * @param limit the most bytes of a block, packed or unpacked, times eight; more is not kept in
   *     memory
   */
  AvroBlocks(InputStream stream, int limit) {
    this.stream = new Counted(stream);
    this.limit = (int) Math.min(1L << 30, limit * 8L);
  }

  static boolean isStart(byte[] head) {
    return head.length > 4 && head[0] == 'O' && head[1] == 'b' && head[2] == 'j' && head[3] == 1;
  }

  long bytes() {
    return stream.bytes;
  }

  byte[] block() {
    return block;
  }

  /** How many records the block has. */
  long count() {
    return count;
  }

  String metadata(String name) {
    return metadata.getOrDefault(name, "");
  }

  /** Reads the magic, the metadata and the sync marker. */
  void readHeader() throws IOException, BlockFault {
    if (!isStart(Arrays.copyOf(stream.readNBytes(4), 5))) {
      throw new BlockFault(RejectReason.MALFORMED, "This is no Avro file");
    }
    long entries = readLong();
    int left = LARGEST_METADATA;
    while (entries != 0) {
      if (entries < 0) {
        entries = -entries;
        readLong();
      }
      if (entries < 0 || entries > MOST_METADATA || metadata.size() > MOST_METADATA) {
        throw new BlockFault(RejectReason.MALFORMED, "The metadata are broken");
      }
      for (long i = 0; i < entries; i++) {
        byte[] name = readBytes(left);
        byte[] value = readBytes(left - name.length);
        left -= name.length + value.length;
        metadata.put(
            new String(name, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
      }
      entries = readLong();
    }
    if (stream.readNBytes(sync, 0, SYNC) < SYNC) {
      throw truncated();
    }
  }

  /** Reads a block; false at the end of the file. */
  boolean next() throws IOException, BlockFault {
    stream.mark(1);
    if (stream.read() < 0) {
      return false;
    }
    stream.reset();
    stream.bytes--;
    isBehindSync = false;
    count = readLong();
    long size = readLong();
    if (count < 0 || size < 0) {
      throw new BlockFault(RejectReason.MALFORMED, "A block has no size");
    }
    if (size > limit) {
      throw new BlockFault(RejectReason.TOO_LARGE, "A block is larger than " + limit + " bytes");
    }
    byte[] packed = stream.readNBytes((int) size);
    if (packed.length < size) {
      throw truncated();
    }
    byte[] found = stream.readNBytes(SYNC);
    if (found.length < SYNC) {
      throw truncated();
    }
    if (!Arrays.equals(found, sync)) {
      throw new BlockFault(RejectReason.CORRUPT, "A block does not end with the sync marker");
    }
    isBehindSync = true;
    block = unpack(packed);
    // A record with a text takes a byte at least.
    if (count > block.length) {
      throw new BlockFault(RejectReason.MALFORMED, "A block has more records than bytes");
    }
    return true;
  }

  /** After a fault: goes behind the next sync marker; false if there is none. */
  boolean toNextBlock() throws IOException {
    if (isBehindSync) {
      return true;
    }
    byte[] last = new byte[SYNC];
    int seen = 0;
    int next = stream.read();
    while (next >= 0) {
      System.arraycopy(last, 1, last, 0, SYNC - 1);
      last[SYNC - 1] = (byte) next;
      seen++;
      if (seen >= SYNC && Arrays.equals(last, sync)) {
        return true;
      }
      next = stream.read();
    }
    return false;
  }

  private static BlockFault truncated() {
    return new BlockFault(RejectReason.TRUNCATED, "The file ends inside a block");
  }

  private byte[] unpack(byte[] packed) throws BlockFault {
    String codec = metadata("avro.codec");
    try {
      return switch (codec) {
        case "", "null" -> packed;
        case "deflate" -> inflate(packed);
        case "snappy" -> snappy(packed);
        case "zstandard" -> all(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed)));
        case "bzip2" -> all(new BZip2CompressorInputStream(new ByteArrayInputStream(packed)));
        case "xz" -> all(new XZInputStream(new ByteArrayInputStream(packed), XZ_MEMORY_KIB));
        default ->
            throw new BlockFault(
                RejectReason.UNREADABLE, "Packed as " + codec + ", not known here");
      };
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken input with exceptions of both kinds; this wraps no code of ours.
      throw new BlockFault(
          RejectReason.CORRUPT, "A block cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private byte[] inflate(byte[] packed) throws IOException, BlockFault {
    Inflater inflater = new Inflater(true);
    try {
      return all(new InflaterInputStream(new ByteArrayInputStream(packed), inflater));
    } finally {
      inflater.end();
    }
  }

  /** Behind the packed bytes stands a checksum of four. */
  private byte[] snappy(byte[] packed) throws IOException, BlockFault {
    int length = Math.max(0, packed.length - 4);
    int size = Snappy.uncompressedLength(packed, 0, length);
    if (size < 0 || size > limit) {
      throw tooLarge();
    }
    byte[] unpacked = new byte[size];
    Snappy.uncompress(packed, 0, length, unpacked, 0);
    return unpacked;
  }

  private byte[] all(InputStream decoder) throws IOException, BlockFault {
    try (decoder) {
      ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
      byte[] some = new byte[16 << 10];
      int got = decoder.read(some);
      while (got >= 0) {
        unpacked.write(some, 0, got);
        if (unpacked.size() > limit) {
          throw tooLarge();
        }
        got = decoder.read(some);
      }
      return unpacked.toByteArray();
    }
  }

  private BlockFault tooLarge() {
    return new BlockFault(
        RejectReason.EXPANDS_TOO_MUCH, "A block unpacks to more than " + limit + " bytes");
  }

  private byte[] readBytes(int most) throws IOException, BlockFault {
    long length = readLong();
    if (length < 0 || length > most) {
      throw new BlockFault(RejectReason.MALFORMED, "The metadata are broken or very large");
    }
    byte[] bytes = stream.readNBytes((int) length);
    if (bytes.length < length) {
      throw truncated();
    }
    return bytes;
  }

  private long readLong() throws IOException, BlockFault {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = stream.read();
      if (next < 0) {
        throw truncated();
      }
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new BlockFault(RejectReason.MALFORMED, "A number has no end");
  }
}
