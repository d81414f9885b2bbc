package io.broadsheet.state;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.bytes.ByteWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Writes the products of some files behind each other: the file of a {@link Pack}. It has a
 * temporary name until it is complete and on the disk. Memory: a buffer, and some 40 bytes a
 * product.
 */
public final class PackWriter implements Product.Taker, AutoCloseable {
  static final int VERSION = 2;
  static final int END = 255;
  static final String TEMPORARY = ".part";

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream out;
  private final List<PackTail.Place> places = new ArrayList<>();
  private long length;
  private boolean isFinished;

  private PackWriter(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /** Starts the file of a pack. */
  public static PackWriter create(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    PackWriter writer = new PackWriter(file, temporary, channel);
    writer.out.write(VERSION);
    writer.length = 1;
    return writer;
  }

  @Override
  public void take(Product product, int key, long timestamp, byte[] bytes) {
    write(product, key, timestamp, bytes);
  }

  /** Writes a product and returns its place. */
  public PackTail.Place write(Product product, int key, long timestamp, byte[] bytes) {
    ByteWriter head = new ByteWriter(32);
    head.writeByte(product.code());
    head.writeSigned(key);
    head.writeSigned(timestamp);
    head.writeVarInt(bytes.length);
    int checksum = checksum(bytes);
    head.writeInt(checksum);
    byte[] start = head.toByteArray();
    long offset = length + 1 + start.length;
    PackTail.Place place =
        new PackTail.Place(product, key, timestamp, offset, bytes.length, checksum);
    places.add(place);
    length = offset + bytes.length;
    try {
      out.write(start.length);
      out.write(start);
      out.write(bytes);
    } catch (IOException e) {
      throw trouble(e);
    }
    return place;
  }

  static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  private UserException trouble(IOException e) {
    return new UserException(
        "Cannot keep what was read for later runs in "
            + target
            + ": "
            + FileTrouble.reason(e)
            + ".",
        e);
  }

  /**
   * Ends the file, gives it its name and returns its size.
   *
   * @param keys of the articles, see {@link PackTail}
   */
  public long finish(SortedMap<Long, long[]> keys) throws IOException {
    out.write(END);
    out.write(PackTail.toBytes(places, keys, length + 1));
    out.flush();
    channel.force(true);
    long bytes = channel.position();
    channel.close();
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    isFinished = true;
    return bytes;
  }

  /** Deletes what was not finished. */
  @Override
  public void close() throws IOException {
    if (!isFinished) {
      channel.close();
      Files.deleteIfExists(temporary);
    }
  }
}
