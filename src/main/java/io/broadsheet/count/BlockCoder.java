package io.broadsheet.count;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Large blocks, each with its length before it in every context. Beam's own coder of bytes does
 * without the length of the last, and so must gather an unknown number of bytes; the DirectRunner
 * does that for all that a key has whenever it gets more.
 */
final class BlockCoder extends AtomicCoder<byte[]> {
  private static final long serialVersionUID = 1;
  private static final BlockCoder INSTANCE = new BlockCoder();

  private BlockCoder() {}

  static BlockCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(byte[] block, OutputStream out) throws IOException {
    VarInt.encode(block.length, out);
    out.write(block);
  }

  @Override
  public byte[] decode(InputStream in) throws IOException {
    byte[] block = new byte[VarInt.decodeInt(in)];
    if (in.readNBytes(block, 0, block.length) < block.length) {
      throw new EOFException("a block ends after less than its " + block.length + " bytes");
    }
    return block;
  }

  @Override
  public boolean isRegisterByteSizeObserverCheap(byte[] block) {
    return true;
  }

  @Override
  protected long getEncodedElementByteSize(byte[] block) {
    return (long) VarInt.getLength(block.length) + block.length;
  }
}
