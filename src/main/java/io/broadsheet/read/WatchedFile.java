package io.broadsheet.read;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.List;
import java.util.Optional;

/**
 * What a watched folder tells: a file that is complete, or that one has gone.
 *
 * @param nameHash the file's name, hashed
 * @param file the file; nothing if it has gone
 */
public record WatchedFile(Hash128 nameHash, Optional<InputFile> file) {
  /** A file that is complete. */
  public static WatchedFile found(InputFile file) {
    return new WatchedFile(Hash128.of(file.name()), Optional.of(file));
  }

  public static WatchedFile gone(Hash128 nameHash) {
    return new WatchedFile(nameHash, Optional.empty());
  }

  public boolean isGone() {
    return file.isEmpty();
  }

  /** The file as a task of one range. */
  public ReadTask task() {
    return new ReadTask(List.of(new ReadTask.Range(file.orElseThrow(), 0, Long.MAX_VALUE)));
  }

  /** As {@link NewFiles} hands it over. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    out.writeLong(nameHash.high());
    out.writeLong(nameHash.low());
    if (file.isPresent()) {
      byte[] task = task().toBytes();
      out.writeBytes(task, 0, task.length);
    }
    return out.toByteArray();
  }

  /** Reads what {@link NewFiles} hands over. */
  public static WatchedFile fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Hash128 nameHash = new Hash128(in.readLong(), in.readLong());
    if (!in.hasMore()) {
      return gone(nameHash);
    }
    byte[] task = new byte[bytes.length - in.position()];
    System.arraycopy(bytes, in.position(), task, 0, task.length);
    return new WatchedFile(nameHash, Optional.of(ReadTask.fromBytes(task).ranges().get(0).file()));
  }
}
