package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What stands behind the products of a pack: where each of them is, so that some can be read
 * without the others, and which articles there are, so that duplicates are found without reading
 * any. Memory: eight bytes an article.
 *
 * @param places of the products, in order
 * @param keys for each window, by its start, the second half of the duplicate keys of its articles;
 *     those in no window stand under {@link WindowSet#NO_WINDOW}
 */
public record PackTail(List<Place> places, SortedMap<Long, long[]> keys) {
  /** Where the tail starts and its checksum, at the end of the file. */
  private static final int FOOTER_BYTES = 12;

  /** A tail is most often shorter than this and read in one go. */
  private static final int READ_AT_ONCE = 8 << 10;

  /**
   * Where a product is.
   *
   * @param offset of its bytes in the file
   */
  public record Place(
      Product product, int key, long timestamp, long offset, int length, int checksum) {
    /** Writes it, to be read with {@link #readFrom}. */
    public void writeTo(ByteWriter out) {
      out.writeByte(product.code());
      out.writeSigned(key);
      out.writeSigned(timestamp);
      out.writeVarLong(offset);
      out.writeVarInt(length);
      out.writeInt(checksum);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Place readFrom(ByteReader in) {
      return new Place(
          Product.of(in.readByte()).orElseThrow(),
          (int) in.readSigned(),
          in.readSigned(),
          in.readVarLong(),
          in.readVarInt(),
          in.readInt());
    }

    /**
     * The product.
     *
     * @param file of the pack
     * @throws DamagedPackException if it is not as it was written
     */
    public byte[] read(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return read(channel, file);
      }
    }

    private byte[] read(FileChannel channel, Path file) throws IOException {
      byte[] bytes = PackTail.bytes(channel, offset, length, file);
      PackReader.require(PackWriter.checksum(bytes) == checksum, file);
      return bytes;
    }
  }

  public PackTail {
    places = List.copyOf(places);
  }

  /** Writes what {@link #read} reads, with the footer. */
  static byte[] toBytes(List<Place> places, SortedMap<Long, long[]> keys, long start) {
    ByteWriter out = new ByteWriter(1 << 10);
    out.writeVarInt(places.size());
    for (Place place : places) {
      place.writeTo(out);
    }
    out.writeVarInt(keys.size());
    keys.forEach(
        (window, ofWindow) -> {
          out.writeSigned(window);
          out.writeVarInt(ofWindow.length);
          for (long key : ofWindow) {
            out.writeLong(key);
          }
        });
    int checksum = PackWriter.checksum(out.toByteArray());
    out.writeLong(start);
    out.writeInt(checksum);
    return out.toByteArray();
  }

  /**
   * The tail of a pack's file.
   *
   * @throws DamagedPackException if it is not as it was written
   */
  public static PackTail read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      PackReader.require(size > FOOTER_BYTES, file);
      int length = (int) Math.min(READ_AT_ONCE, size);
      byte[] end = bytes(channel, size - length, length, file);
      ByteReader footer = new ByteReader(end);
      footer.seek(length - FOOTER_BYTES);
      long start = footer.readLong();
      int checksum = footer.readInt();
      PackReader.require(start > 0 && start <= size - FOOTER_BYTES, file);
      PackReader.require(size - start < PackReader.LARGEST, file);
      int tailLength = (int) (size - FOOTER_BYTES - start);
      byte[] tail = new byte[tailLength];
      if (size - start <= length) {
        System.arraycopy(end, (int) (length - (size - start)), tail, 0, tailLength);
      } else {
        tail = bytes(channel, start, tailLength, file);
      }
      PackReader.require(PackWriter.checksum(tail) == checksum, file);
      return parse(new ByteReader(tail));
    }
  }

  private static PackTail parse(ByteReader in) {
    List<Place> places = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      places.add(Place.readFrom(in));
    }
    SortedMap<Long, long[]> keys = new TreeMap<>();
    int windows = in.readVarInt();
    for (int i = 0; i < windows; i++) {
      long window = in.readSigned();
      long[] ofWindow = new long[in.readVarInt()];
      for (int k = 0; k < ofWindow.length; k++) {
        ofWindow[k] = in.readLong();
      }
      keys.put(window, ofWindow);
    }
    return new PackTail(places, keys);
  }

  /**
   * Gives the products at some of the places.
   *
   * @throws DamagedPackException if one is not as it was written
   */
  public void give(Path file, Predicate<Place> wanted, Product.Taker taker) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Place place : places) {
        if (wanted.test(place)) {
          taker.take(place.product(), place.key(), place.timestamp(), place.read(channel, file));
        }
      }
    }
  }

  private static byte[] bytes(FileChannel channel, long offset, int length, Path file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      PackReader.require(channel.read(buffer, offset + buffer.position()) > 0, file);
    }
    return buffer.array();
  }
}
