package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** One archive being read, entry by entry. */
final class ArchiveReader {
  /** Names and attributes of a tar entry that take more are made to exhaust memory. */
  private static final long LARGEST_TAR_HEADER = 1 << 20;

  private static final Pattern SLASH = Pattern.compile("/");

  private final Containers containers;
  private final Expansion expansion;
  private final DecoderInput input;
  private final ArchiveInputStream<? extends ArchiveEntry> archive;
  private final String outer;
  private final int depth;

  /** The entry before, while its checksum is not yet compared. */
  private Optional<Checksummed> checked = Optional.empty();

  private String checkedName = "";

  /** True if the archive ended inside an entry. */
  private boolean isCutOff;

  private ArchiveReader(
      Containers containers,
      Expansion expansion,
      DecoderInput input,
      ArchiveInputStream<? extends ArchiveEntry> archive,
      String outer,
      int depth) {
    this.containers = containers;
    this.expansion = expansion;
    this.input = input;
    this.archive = archive;
    this.outer = outer;
    this.depth = depth;
  }

  /**
   * Hands every entry on.
   *
   * @param stream the archive's bytes; not closed
   * @param outer the archive's own path inside the file, or empty
   * @param depth how many containers are around the archive
   * @throws ContainerFault if the archive cannot be read to its end
   */
  static void read(
      ContainerKind kind,
      Containers containers,
      Expansion expansion,
      InputStream stream,
      String outer,
      int depth)
      throws IOException {
    String encoding = StandardCharsets.UTF_8.name();
    DecoderInput input = new DecoderInput(stream);
    if (kind == ContainerKind.ZIP) {
      input.keepTail();
    }
    try (ArchiveInputStream<? extends ArchiveEntry> archive =
        kind == ContainerKind.ZIP
            ? new ZipArchiveInputStream(input, encoding)
            : new TarArchiveInputStream(input, encoding)) {
      new ArchiveReader(containers, expansion, input, archive, outer, depth).readAll();
    }
  }

  private void readAll() throws IOException {
    ArchiveEntry entry = next();
    while (entry != null) {
      String name = entry.getName();
      if (isHidden(name) || entry.isDirectory()) {
        new Decoded(archive, input, expansion, depth + 1).drain();
      } else {
        expansion.countEntry(depth);
        hand(entry, containers.entryName(outer, name));
      }
      entry = next();
    }
    if (archive instanceof ZipArchiveInputStream && !input.endsWithZipDirectory()) {
      throw expansion.raise(
          new ContainerFault(
              RejectReason.TRUNCATED,
              "The archive has no end: entries may be missing",
              depth,
              null));
    }
  }

  /** Goes to the next entry, having checked what the one before promised; null at the end. */
  private ArchiveEntry next() throws IOException {
    if (archive instanceof TarArchiveInputStream) {
      input.allow(LARGEST_TAR_HEADER);
    }
    ArchiveEntry entry;
    try {
      entry = Decoded.attempt(archive::getNextEntry, input, expansion, depth);
    } catch (ContainerFault fault) {
      ContainerFault rest =
          new ContainerFault(
              fault.reason(), "No further entries: " + fault.getMessage(), fault.depth(), fault);
      if (isCutOff) {
        // The entry in which the archive ends has its rejection.
        rest.setReported();
      }
      throw expansion.raise(rest);
    }
    input.allowAll();
    if (checked.isPresent() && !checked.get().isAsPromised()) {
      containers.reject(
          RejectReason.CORRUPT, "The content does not match its checksum", checkedName);
    }
    checked = Optional.empty();
    return entry;
  }

  private static boolean isHidden(String path) {
    return SLASH
        .splitAsStream(path)
        .anyMatch(
            step ->
                step.equals("__MACOSX")
                    || (step.startsWith(".") && !step.equals(".") && !step.equals("..")));
  }

  /** Why an entry is not read; empty if it is. */
  private String obstacle(ArchiveEntry entry) {
    if (entry instanceof TarArchiveEntry tar) {
      boolean isPlain = !tar.isLink() && !tar.isSymbolicLink() && tar.isFile();
      boolean isDevice = tar.isFIFO() || tar.isCharacterDevice() || tar.isBlockDevice();
      return isPlain && !isDevice ? "" : "A link or a device, which is not followed";
    }
    if (entry instanceof ZipArchiveEntry zip && zip.getGeneralPurposeBit().usesEncryption()) {
      return "The entry is encrypted";
    }
    return archive.canReadEntryData(entry) ? "" : "The entry is stored in a way that is not read";
  }

  private void hand(ArchiveEntry entry, String name) throws IOException {
    String obstacle = obstacle(entry);
    if (!obstacle.isEmpty()) {
      containers.reject(RejectReason.UNREADABLE, obstacle, name);
      return;
    }
    try {
      InputStream stream = archive;
      if (entry instanceof ZipArchiveEntry zip) {
        Checksummed summed = new Checksummed(archive, zip);
        checked = Optional.of(summed);
        checkedName = name;
        stream = summed;
      }
      Decoded content = new Decoded(stream, input, expansion, depth + 1);
      containers.open(content, name, depth + 1);
      content.drain();
    } catch (ContainerFault fault) {
      containers.report(fault, name);
      checked = Optional.empty();
      // What is wrong with this entry alone leaves the next one readable.
      if (fault.depth() <= depth || fault.reason() == RejectReason.EXPANDS_TOO_MUCH) {
        throw fault;
      }
      isCutOff = fault.depth() == depth + 1 && input.isExhausted();
      expansion.forgetFault();
    }
  }

  /** Sums up an entry of a zip as it is read. */
  private static final class Checksummed extends FilterInputStream {
    private final ZipArchiveEntry entry;
    private final CRC32 sum = new CRC32();

    Checksummed(InputStream stream, ZipArchiveEntry entry) {
      super(stream);
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      sum.update(bytes, offset, Math.max(count, 0));
      return count;
    }

    /** True if the sum is that of the entry, whose own may come behind its content. */
    boolean isAsPromised() {
      return entry.getCrc() < 0 || entry.getCrc() == sum.getValue();
    }
  }
}
