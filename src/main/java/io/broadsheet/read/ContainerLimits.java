package io.broadsheet.read;

import java.io.Serializable;

/**
 * What a packed file may expand to.
 *
 * @param depth containers and compressions inside each other
 * @param ratio unpacked bytes ÷ packed bytes
 * @param expandedBytes unpacked bytes of one file, all its entries together
 * @param entries entries of one file
 */
public record ContainerLimits(int depth, int ratio, long expandedBytes, int entries)
    implements Serializable {

  /** For files about which no spec says anything. */
  public static final ContainerLimits DEFAULT = new ContainerLimits(4, 1_000, 64L << 30, 1_000_000);
}
