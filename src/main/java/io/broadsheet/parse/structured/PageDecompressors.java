package io.broadsheet.parse.structured;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.brotli.dec.BrotliInputStream;

/**
 * Unpacks the pages of a Parquet file, none larger than the limit: a page says itself how large it
 * is, and Parquet's own codecs allocate what it says.
 */
final class PageDecompressors implements CompressionCodecFactory {
  private final int limit;

  PageDecompressors(int limit) {
    this.limit = limit;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new PageDecompressor(codec, limit);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("pages are only read");
  }

  @Override
  public void release() {}

  private record PageDecompressor(CompressionCodecName codec, int limit)
      implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput packed, int size) throws IOException {
      return BytesInput.from(unpack(packed.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer packed, int packedSize, ByteBuffer unpacked, int size)
        throws IOException {
      byte[] bytes = new byte[Math.min(packedSize, packed.remaining())];
      packed.get(bytes);
      unpacked.put(unpack(bytes, size));
    }

    @Override
    public void release() {}

    private byte[] unpack(byte[] packed, int size) throws IOException {
      if (size < 0 || size > limit) {
        throw new IOException("a page of " + size + " bytes, more than " + limit);
      }
      byte[] unpacked = new byte[size];
      int got =
          switch (codec) {
            case UNCOMPRESSED -> copy(packed, unpacked);
            case SNAPPY ->
                new SnappyDecompressor().decompress(packed, 0, packed.length, unpacked, 0, size);
            case GZIP -> fill(new GZIPInputStream(new ByteArrayInputStream(packed)), unpacked);
            case ZSTD ->
                (int) Zstd.decompressByteArray(unpacked, 0, size, packed, 0, packed.length);
            case LZ4_RAW -> lz4(packed, 0, packed.length, unpacked, 0);
            case LZ4 -> hadoopLz4(packed, unpacked);
            case BROTLI -> fill(new BrotliInputStream(new ByteArrayInputStream(packed)), unpacked);
            case LZO -> throw new IOException("pages packed as LZO are not read");
          };
      if (got != size) {
        throw new IOException("a page of " + size + " bytes unpacks to " + got);
      }
      return unpacked;
    }

    private static int copy(byte[] from, byte[] to) throws IOException {
      if (from.length != to.length) {
        throw new IOException("a page has not the size that it says");
      }
      System.arraycopy(from, 0, to, 0, to.length);
      return to.length;
    }

    private static int fill(InputStream decoder, byte[] into) throws IOException {
      try (decoder) {
        return decoder.readNBytes(into, 0, into.length);
      }
    }

    private static int lz4(byte[] packed, int from, int length, byte[] into, int at) {
      return new Lz4Decompressor().decompress(packed, from, length, into, at, into.length - at);
    }

    /**
     * Blocks as Hadoop writes them: the size of the block, then pieces with their packed sizes, all
     * as four bytes. Other writers leave these out.
     */
    private static int hadoopLz4(byte[] packed, byte[] into) {
      ByteBuffer in = ByteBuffer.wrap(packed);
      int written = 0;
      while (in.remaining() >= 8) {
        int blockSize = in.getInt();
        int end = written + blockSize;
        if (blockSize < 0 || end < 0 || end > into.length) {
          return lz4(packed, 0, packed.length, into, 0);
        }
        while (written < end) {
          int size = in.remaining() < 4 ? -1 : in.getInt();
          if (size <= 0 || size > in.remaining()) {
            return lz4(packed, 0, packed.length, into, 0);
          }
          int got = lz4(packed, in.position(), size, into, written);
          if (got <= 0) {
            return lz4(packed, 0, packed.length, into, 0);
          }
          written += got;
          in.position(in.position() + size);
        }
      }
      return written;
    }
  }
}
