package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a state folder keeps so that runs can tell what changed: the rows of each window, in a file
 * named by their hash that is never changed, and the changes of earlier runs.
 */
public final class ChangeHistory {
  private static final int VERSION = 1;
  private static final int NAME_DIGITS = 32;

  private ChangeHistory() {}

  /** Keeps the rows of a window and returns the name by which {@link #rows} finds them. */
  public static String keepRows(StateFolder folder, byte[] rows) throws IOException {
    String name;
    try {
      name =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(rows))
              .substring(0, NAME_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    Path file = folder.rows(name);
    if (!Files.exists(file)) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
        out.write(rows);
      }
      Files.createDirectories(file.getParent());
      StateFolder.replace(file, compressed.toByteArray());
    }
    return name;
  }

  /**
   * The rows of a window.
   *
   * @throws DamagedPackException if they are not as they were kept
   */
  public static byte[] rows(StateFolder folder, String name) throws IOException {
    Path file = folder.rows(name);
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return in.readAllBytes();
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  static byte[] toBytes(List<Change> changes) {
    ByteWriter out = new ByteWriter(1 << 12);
    out.writeByte(VERSION);
    out.writeVarInt(changes.size());
    changes.forEach(change -> change.writeTo(out));
    out.writeInt(PackWriter.checksum(out.toByteArray()));
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote; nothing if that is damaged. */
  static List<Change> fromBytes(byte[] bytes) {
    int length = bytes.length - Integer.BYTES;
    List<Change> changes = new ArrayList<>();
    if (length < 1 || bytes[0] != VERSION) {
      return changes;
    }
    ByteReader in = new ByteReader(bytes);
    in.seek(length);
    if (in.readInt() == PackWriter.checksum(Arrays.copyOf(bytes, length))) {
      in.seek(1);
      int count = in.readVarInt();
      for (int i = 0; i < count; i++) {
        changes.add(Change.readFrom(in));
      }
    }
    return changes;
  }
}
