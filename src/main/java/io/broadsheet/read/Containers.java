package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.Head;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;

/**
 * Unpacks gzip, bzip2, zstd, xz, zip and tar, inside each other to a depth, told by content and
 * never by name. What is packed is handed on as a stream; nothing is written anywhere, so the names
 * of entries are only names.
 *
 * <p>Whatever can't be unpacked is one rejection of that entry, or of the file from there on.
 * Memory: the first {@link Head#BYTES} bytes and the unpackers' own windows.
 */
final class Containers {

  /** Takes what was packed in a file, or the file itself if nothing was. */
  interface Entries {

    /**
     * Reads an entry.
     *
     * @param name the names of the entry and of those that it is in, joined with {@code !}; empty
     *     for a file that is no archive
     * @param head its first bytes, which {@code stream} gives once more
     */
    void entry(String name, Head head, InputStream stream) throws IOException;
  }

  private final String file;
  private final Expansion expansion;
  private final Entries entries;
  private final Consumer<Rejection> rejections;

  private Containers(
      String file, Expansion expansion, Entries entries, Consumer<Rejection> rejections) {
    this.file = file;
    this.expansion = expansion;
    this.entries = entries;
    this.rejections = rejections;
  }

  /** True if a file that starts like this is packed in some way. */
  static boolean isPacked(Head head) {
    return Packing.of(head.bytes(), head.bytes().length) != Packing.NONE;
  }

  /**
   * Hands on everything in a file.
   *
   * @param packedBytes how many bytes were read from {@code in} so far
   * @throws IOException if {@code in} can't be read
   */
  static void read(
      String file,
      InputStream in,
      LongSupplier packedBytes,
      ContainerLimits limits,
      Entries entries,
      Consumer<Rejection> rejections)
      throws IOException {
    Expansion expansion = new Expansion(limits, packedBytes);
    new Containers(file, expansion, entries, rejections).readAny("", in, 0);
  }

  private void readAny(String name, InputStream raw, int depth) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, Head.BYTES);
    try {
      in.mark(Head.BYTES);
      byte[] bytes = in.readNBytes(Head.BYTES);
      in.reset();
      Packing packing = Packing.of(bytes, bytes.length);
      if (packing == Packing.NONE) {
        String lastName = name.isEmpty() ? file : name;
        entries.entry(name, new Head(bytes, bytes.length < Head.BYTES, lastName), in);
        return;
      }
      expansion.requireDepth(depth + 1);
      if (packing.isArchive()) {
        readArchive(name, packing, in, depth + 1);
      } else {
        readAny(name, new UnpackedStream(unpack(packing, in), expansion), depth + 1);
      }
    } catch (PackedException e) {
      rejections.accept(new Rejection(new Source(file, name, 0), e.reason(), e.getMessage(), ""));
    }
  }

  private static InputStream unpack(Packing packing, InputStream in) throws IOException {
    try {
      return packing.unpack(in);
    } catch (PackedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw UnpackedStream.damaged(e);
    }
  }

  private void readArchive(String name, Packing packing, InputStream in, int depth)
      throws IOException {
    ArchiveInputStream<?> archive = packing.entries(in);
    while (true) {
      ArchiveEntry entry = next(archive);
      if (entry == null) {
        return;
      }
      if (entry.isDirectory()) {
        continue;
      }
      expansion.addEntry();
      String entryName = name.isEmpty() ? entry.getName() : name + "!" + entry.getName();
      if (archive.canReadEntryData(entry)) {
        readAny(entryName, new UnpackedStream(archive, expansion), depth);
      } else {
        rejections.accept(
            new Rejection(
                new Source(file, entryName, 0),
                RejectReason.CORRUPT,
                "packed in a way that can't be read (encrypted, perhaps)",
                ""));
      }
    }
  }

  private static ArchiveEntry next(ArchiveInputStream<?> archive) throws IOException {
    try {
      return archive.getNextEntry();
    } catch (PackedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw UnpackedStream.damaged(e);
    }
  }
}
