package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far one file has expanded. */
final class Expansion {
  /** Below this many bytes no ratio is looked at: a short run of zeros packs very well. */
  private static final long TOO_LITTLE_TO_MATTER = 1 << 20;

  private final ContainerLimits limits;
  private final LongSupplier packedBytes;
  private long unpackedBytes;
  private int entries;

  /**
   * @param packedBytes how many bytes of the file were read so far
   */
  Expansion(ContainerLimits limits, LongSupplier packedBytes) {
    this.limits = limits;
    this.packedBytes = packedBytes;
  }

  void add(int bytes) throws PackedException {
    unpackedBytes += bytes;
    if (unpackedBytes > limits.expandedBytes()) {
      throw new PackedException(
          RejectReason.EXPANDS_TOO_MUCH,
          String.format(Locale.ROOT, "expands to more than %,d bytes", limits.expandedBytes()));
    }
    if (unpackedBytes > TOO_LITTLE_TO_MATTER
        && unpackedBytes / limits.ratio() > packedBytes.getAsLong()) {
      throw new PackedException(
          RejectReason.EXPANDS_TOO_MUCH,
          "expands to more than " + limits.ratio() + " times its size");
    }
  }

  void addEntry() throws PackedException {
    if (++entries > limits.entries()) {
      throw new PackedException(
          RejectReason.EXPANDS_TOO_MUCH,
          String.format(Locale.ROOT, "has more than %,d entries", limits.entries()));
    }
  }

  void requireDepth(int depth) throws PackedException {
    if (depth > limits.depth()) {
      throw new PackedException(
          RejectReason.TOO_DEEP, "is packed more than " + limits.depth() + " times over");
    }
  }
}
