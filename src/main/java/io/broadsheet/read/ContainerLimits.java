package io.broadsheet.read;

import java.io.Serializable;

/**
 * What no compressed file or archive may exceed.
 *
 * @param depth containers in containers: 1 for an archive of plain files, 2 for a compressed
 *     archive
 * @param expansionRatio decompressed bytes ÷ bytes of the file, at each depth; looked at once
 *     {@link #RATIO_FROM} bytes were decompressed, because little files may well be very regular
 * @param expandedBytes decompressed bytes of one file, at each depth
 * @param expandedBytesOfRun decompressed bytes of all files that this process reads in the run
 * @param entries entries of one file, those of archives inside it included
 */
public record ContainerLimits(
    int depth, int expansionRatio, long expandedBytes, long expandedBytesOfRun, int entries)
    implements Serializable {

  /** Limits for files by themselves. */
  public ContainerLimits(int depth, int expansionRatio, long expandedBytes, int entries) {
    this(depth, expansionRatio, expandedBytes, Long.MAX_VALUE, entries);
  }

  /** Below so many decompressed bytes the ratio means nothing. */
  public static final long RATIO_FROM = 10L << 20;

  /** Limits that articles keep: text is seldom compressed to less than a fiftieth. */
  public static ContainerLimits defaults() {
    return new ContainerLimits(4, 200, 100L << 30, 1_000_000);
  }
}
