package io.broadsheet.count;

import com.github.luben.zstd.Zstd;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;

/** An article's text inside a block, compressed; it takes about half of its bytes. */
final class StoredText {
  private static final int FASTEST = 1;

  private StoredText() {}

  static void write(String text, ByteWriter out) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] packed = Zstd.compress(plain, FASTEST);
    out.writeVarInt(plain.length);
    out.writeVarInt(packed.length);
    out.writeBytes(packed, 0, packed.length);
  }

  static void skip(ByteReader in) {
    in.readVarInt();
    in.skip(in.readVarInt());
  }

  static String read(ByteReader in) {
    byte[] plain = new byte[in.readVarInt()];
    int packedLength = in.readVarInt();
    long length =
        Zstd.decompressByteArray(plain, 0, plain.length, in.bytes(), in.position(), packedLength);
    if (length != plain.length) {
      throw new IllegalStateException("a text of " + plain.length + " bytes gives " + length);
    }
    return new String(plain, StandardCharsets.UTF_8);
  }
}
