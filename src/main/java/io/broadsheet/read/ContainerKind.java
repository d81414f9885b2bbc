package io.broadsheet.read;

import java.util.Locale;
import java.util.Optional;

/** The kinds of containers that are opened, found from the first bytes. */
enum ContainerKind {
  GZIP,
  BZIP2,
  ZSTD,
  XZ,
  ZIP,
  TAR;

  /** So many bytes tell the kind. */
  static final int HEAD = 512;

  private static final int TAR_CHECKSUM = 148;
  private static final int TAR_CHECKSUM_END = 156;

  /** The name for a person. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isArchive() {
    return this == ZIP || this == TAR;
  }

  /** The kind of container that starts with these bytes; empty for plain content. */
  static Optional<ContainerKind> of(byte[] head) {
    if (starts(head, 0x1f, 0x8b, 0x08)) {
      return Optional.of(GZIP);
    }
    // After the block size comes a block, or at once the end mark.
    if (starts(head, 'B', 'Z', 'h')
        && head.length > 9
        && head[3] >= '1'
        && head[3] <= '9'
        && (startsAt(head, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)
            || startsAt(head, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90))) {
      return Optional.of(BZIP2);
    }
    if (starts(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head)) {
      return Optional.of(ZSTD);
    }
    if (starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return Optional.of(XZ);
    }
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return Optional.of(ZIP);
    }
    return isTar(head) ? Optional.of(TAR) : Optional.empty();
  }

  /** Zstandard lets other data precede its frames (RFC 8878, 3.1.2). */
  private static boolean isSkippableFrame(byte[] head) {
    return head.length > 8 && (head[0] & 0xf0) == 0x50 && startsAt(head, 1, 0x2a, 0x4d, 0x18);
  }

  /**
   * The header's checksum proves a tar, whatever its dialect: the sum of its bytes, those of the
   * checksum itself taken for spaces.
   */
  private static boolean isTar(byte[] head) {
    if (head.length < HEAD || head[0] == 0) {
      return false;
    }
    int promised = 0;
    int digits = 0;
    int at = TAR_CHECKSUM;
    while (at < TAR_CHECKSUM_END && (head[at] == ' ' || (head[at] >= '0' && head[at] <= '7'))) {
      if (head[at] != ' ') {
        promised = promised * 8 + head[at] - '0';
        digits++;
      } else if (digits > 0) {
        break;
      }
      at++;
    }
    int sum = 0;
    int signedSum = 0;
    for (int i = 0; i < HEAD; i++) {
      byte value = i >= TAR_CHECKSUM && i < TAR_CHECKSUM_END ? (byte) ' ' : head[i];
      sum += value & 0xff;
      signedSum += value;
    }
    // Old writers summed up signed bytes.
    return digits > 0 && (promised == sum || promised == signedSum);
  }

  private static boolean starts(byte[] head, int... bytes) {
    return startsAt(head, 0, bytes);
  }

  private static boolean startsAt(byte[] head, int at, int... bytes) {
    if (head.length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[at + i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
