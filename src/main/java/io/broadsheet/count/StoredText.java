package io.broadsheet.count;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * An article's text inside a block, compressed; it takes about half of its bytes.
 *
 * <p>Memory: what the library needs for one text at a time, some megabytes a thread, which is as
 * costly to set up as a text is to compress.
 */
final class StoredText {
  private static final int FASTEST = 1;
  private static final ThreadLocal<ZstdCompressCtx> PACKER =
      ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(FASTEST));
  private static final ThreadLocal<ZstdDecompressCtx> UNPACKER =
      ThreadLocal.withInitial(ZstdDecompressCtx::new);

  private StoredText() {}

  static void write(String text, ByteWriter out) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] packed = PACKER.get().compress(plain);
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
    int length =
        UNPACKER
            .get()
            .decompressByteArray(plain, 0, plain.length, in.bytes(), in.position(), packedLength);
    if (length != plain.length) {
      throw new IllegalStateException("a text of " + plain.length + " bytes gives " + length);
    }
    return new String(plain, StandardCharsets.UTF_8);
  }
}
