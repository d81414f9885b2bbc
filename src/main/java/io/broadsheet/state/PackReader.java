package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gives the products of a pack's file again, as they were made. Memory: one product. */
public final class PackReader {
  static final int LARGEST = 1 << 30;

  private PackReader() {}

  /**
   * Reads a pack's file.
   *
   * @throws DamagedPackException if it is not as it was written
   */
  public static void read(Path file, Product.Taker taker) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      require(in.read() == PackWriter.VERSION, file);
      for (int length = in.read(); length != PackWriter.END; length = in.read()) {
        require(length > 0, file);
        byte[] start = in.readNBytes(length);
        require(start.length == length, file);
        ByteReader head = new ByteReader(start);
        Optional<Product> product = Product.of(head.readByte());
        int key = (int) head.readSigned();
        long timestamp = head.readSigned();
        int size = head.readVarInt();
        int checksum = head.readInt();
        require(product.isPresent() && size >= 0 && size <= LARGEST, file);
        byte[] bytes = in.readNBytes(size);
        require(bytes.length == size && PackWriter.checksum(bytes) == checksum, file);
        taker.take(product.get(), key, timestamp, bytes);
      }
    }
  }

  static void require(boolean holds, Path file) {
    if (!holds) {
      throw new DamagedPackException(file);
    }
  }
}
