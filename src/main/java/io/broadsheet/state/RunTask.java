package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.read.ReadTask;
import java.util.ArrayList;
import java.util.List;

/** What one worker does in one go: reads files, or gives again what was read of them before. */
public sealed interface RunTask {

  /**
   * Reads files, some pack after some pack.
   *
   * @param ranges the windows whose articles are wanted
   */
  record Read(WindowRanges ranges, List<NewPack> packs) implements RunTask {
    public Read {
      packs = List.copyOf(packs);
    }
  }

  /**
   * A pack to be made.
   *
   * @param name empty if nothing is to be kept
   * @param firstRead for each range of the task, the "now" of the run that read its file first
   */
  record NewPack(String name, ReadTask files, List<Long> firstRead) {
    public NewPack {
      firstRead = List.copyOf(firstRead);
    }
  }

  /** Gives the products of a pack again. */
  record Replay(String pack) implements RunTask {}

  /** Gives the blocks of a pack again, and nothing else. */
  record ReplayBlocks(String pack) implements RunTask {}

  /** The task as bytes. */
  default byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    if (this instanceof Read read) {
      out.writeByte('R');
      read.ranges().writeTo(out);
      out.writeVarInt(read.packs().size());
      for (NewPack pack : read.packs()) {
        out.writeText(pack.name());
        byte[] files = pack.files().toBytes();
        out.writeVarInt(files.length);
        out.writeBytes(files, 0, files.length);
        pack.firstRead().forEach(out::writeSigned);
      }
    } else if (this instanceof Replay replay) {
      out.writeByte('P');
      out.writeText(replay.pack());
    } else if (this instanceof ReplayBlocks replay) {
      out.writeByte('B');
      out.writeText(replay.pack());
    }
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  static RunTask fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int kind = in.readByte();
    if (kind == 'P') {
      return new Replay(in.readText());
    }
    if (kind == 'B') {
      return new ReplayBlocks(in.readText());
    }
    WindowRanges ranges = WindowRanges.readFrom(in);
    List<NewPack> packs = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      String name = in.readText();
      byte[] files = new byte[in.readVarInt()];
      System.arraycopy(in.bytes(), in.position(), files, 0, files.length);
      in.skip(files.length);
      ReadTask task = ReadTask.fromBytes(files);
      List<Long> firstRead = new ArrayList<>();
      for (int range = 0; range < task.ranges().size(); range++) {
        firstRead.add(in.readSigned());
      }
      packs.add(new NewPack(name, task, firstRead));
    }
    return new Read(ranges, packs);
  }
}
