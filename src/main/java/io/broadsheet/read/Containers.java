package io.broadsheet.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.ResumableStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Opens compressed files and archives, found by their content, and whatever is in them, to a depth:
 * gzip (of several members too), bzip2, Zstandard, xz, zip and tar.
 *
 * <p>Everything is read as a stream, from front to back, and nothing is written anywhere: the names
 * of entries are data. Directories and entries whose name starts with a dot (also {@code __MACOSX})
 * are passed over as such files are on disk; links and devices are rejections.
 *
 * <p>Memory: what the decoders need for their windows, at most {@value #XZ_MEMORY_KIB} KiB for each
 * xz and 128 MiB for each Zstandard stream; the names of the entries.
 */
public final class Containers {

  /** Takes what is found, in the order of the file. */
  public interface Visitor {
    /**
     * A plain file or entry.
     *
     * @param entry the path inside the containers, levels joined with {@code !}; empty if the file
     *     is plain or only compressed
     * @param content the bytes, good until this returns; supports marks. It need not be read to its
     *     end. What it throws must be let through: it becomes a rejection.
     */
    void file(String entry, InputStream content) throws IOException;

    /**
     * A container that is about to be opened, before what is in it.
     *
     * @param entry its own path inside outer containers; empty for the file
     * @param kind such as {@code gzip}
     */
    default void container(String entry, String kind) {}

    /** An entry, or the whole file, that cannot be had, or not to its end. */
    void rejection(Rejection rejection);
  }

  static final int XZ_MEMORY_KIB = 96 << 10;

  private static final int BUFFER = 64 << 10;
  private static final int LONGEST_NAME = 1_000;

  private final String file;
  private final ContainerLimits limits;
  private final Visitor visitor;
  private final Expansion expansion;
  private final Map<String, Integer> names = new HashMap<>();

  private Containers(
      String file, ContainerLimits limits, LongAdder expandedInRun, Visitor visitor) {
    this.file = file;
    this.limits = limits;
    this.visitor = visitor;
    expansion = new Expansion(limits, expandedInRun);
  }

  /**
   * Hands every plain file that is in a file to the visitor; the file itself if it is plain.
   *
   * @param file the name for {@link Source}
   * @param stream the file's bytes; not closed
   * @throws IOException if {@code stream} or the visitor throws it
   */
  public static void open(String file, InputStream stream, ContainerLimits limits, Visitor visitor)
      throws IOException {
    open(file, stream, limits, new LongAdder(), visitor);
  }

  /**
   * As {@link #open(String, InputStream, ContainerLimits, Visitor)}, for one of the files of a run.
   *
   * @param expandedInRun what all files of the run together expanded to so far; is added to
   */
  static void open(
      String file,
      InputStream stream,
      ContainerLimits limits,
      LongAdder expandedInRun,
      Visitor visitor)
      throws IOException {
    Containers containers = new Containers(file, limits, expandedInRun, visitor);
    try {
      containers.open(containers.expansion.file(stream), "", 0);
    } catch (ContainerFault fault) {
      containers.report(fault, "");
    }
  }

  /** What kind of container starts with these bytes, for a person; empty for plain content. */
  public static Optional<String> kind(byte[] head) {
    return ContainerKind.of(head).map(ContainerKind::label);
  }

  /**
   * Opens what may be a container.
   *
   * @param depth how many containers are around it
   */
  void open(InputStream stream, String entry, int depth) throws IOException {
    BufferedInputStream content =
        stream instanceof Decoded decoded && decoded.hasParts()
            ? new PartedContent(decoded, entry)
            : new BufferedInputStream(stream, BUFFER);
    content.mark(ContainerKind.HEAD);
    byte[] head = content.readNBytes(ContainerKind.HEAD);
    content.reset();
    Optional<ContainerKind> kind = ContainerKind.of(head);
    if (kind.isEmpty()) {
      visitor.file(entry, content);
    } else if (depth == limits.depth()) {
      throw expansion.raise(
          new ContainerFault(
              RejectReason.TOO_DEEP,
              "A " + kind.get().label() + " inside " + depth + " other containers",
              depth,
              null));
    } else if (kind.get().isArchive()) {
      visitor.container(entry, kind.get().label());
      ArchiveReader.read(kind.get(), this, expansion, content, entry, depth);
    } else {
      visitor.container(entry, kind.get().label());
      DecoderInput input = new DecoderInput(content);
      InputStream decoder =
          Decoded.attempt(() -> decoder(kind.get(), input), input, expansion, depth + 1);
      try (decoder) {
        open(new Decoded(decoder, input, expansion, depth + 1), entry, depth + 1);
      }
    }
  }

  private static InputStream decoder(ContainerKind kind, InputStream input) throws IOException {
    return switch (kind) {
      case GZIP -> new GzipMembers(input);
      case BZIP2 -> new BZip2CompressorInputStream(input, true);
      case ZSTD -> new ZstdInputStreamNoFinalizer(input);
      case XZ -> new XZInputStream(input, XZ_MEMORY_KIB);
      case ZIP, TAR -> throw new IllegalArgumentException(kind.label());
    };
  }

  /** Content of which a damaged part can be left out. */
  private final class PartedContent extends BufferedInputStream implements ResumableStream {
    private final Decoded decoded;
    private final String entry;

    PartedContent(Decoded decoded, String entry) {
      super(decoded, BUFFER);
      this.decoded = decoded;
      this.entry = entry;
    }

    @Override
    public boolean resume() throws IOException {
      Optional<ContainerFault> lost = decoded.skipDamagedPart();
      lost.ifPresent(fault -> report(fault, entry));
      return lost.isPresent();
    }
  }

  /** Makes a rejection of a fault, unless there is one already. */
  void report(ContainerFault fault, String entry) {
    if (!fault.isReported()) {
      fault.setReported();
      reject(fault.reason(), fault.getMessage(), entry);
    }
  }

  void reject(RejectReason reason, String detail, String entry) {
    visitor.rejection(new Rejection(new Source(file, entry, 0), reason, oneLine(detail), ""));
  }

  /** An entry's name as data: on one line, not endless, and not that of an earlier entry. */
  String entryName(String outer, String name) {
    String plain = oneLine(name);
    String cut = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
    String full = outer.isEmpty() ? cut : outer + "!" + cut;
    int count = names.merge(full, 1, Integer::sum);
    return count == 1 ? full : full + "#" + count;
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
