package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a stream has told up to a moment, ready to be committed.
 *
 * @param number counts up
 * @param read articles that files are known to have held
 * @param outcomes the newest of each window, and all rejects
 * @param superseded parts that no version needs any more
 */
record StreamSnapshot(long number, long read, List<byte[]> outcomes, List<byte[]> superseded) {
  /** This one or the other, whichever is newer, with what neither needs. */
  StreamSnapshot after(StreamSnapshot other) {
    StreamSnapshot newer = other.number > number ? other : this;
    List<byte[]> unneeded = new ArrayList<>(other.superseded);
    unneeded.addAll(superseded);
    return new StreamSnapshot(newer.number, newer.read, newer.outcomes, unneeded);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(1 << 12);
    out.writeVarLong(number);
    out.writeVarLong(read);
    write(outcomes, out);
    write(superseded, out);
    return out.toByteArray();
  }

  static StreamSnapshot fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new StreamSnapshot(in.readVarLong(), in.readVarLong(), read(in), read(in));
  }

  private static void write(List<byte[]> arrays, ByteWriter out) {
    out.writeVarInt(arrays.size());
    for (byte[] array : arrays) {
      out.writeVarInt(array.length);
      out.writeBytes(array, 0, array.length);
    }
  }

  private static List<byte[]> read(ByteReader in) {
    List<byte[]> arrays = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      byte[] array = new byte[in.readVarInt()];
      System.arraycopy(in.bytes(), in.position(), array, 0, array.length);
      in.skip(array.length);
      arrays.add(array);
    }
    return arrays;
  }
}
