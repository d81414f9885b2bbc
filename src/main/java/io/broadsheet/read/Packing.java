package io.broadsheet.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The ways in which files are packed, told by their first bytes. */
enum Packing {
  GZIP("gzip"),
  BZIP2("bzip2"),
  ZSTD("zstd"),
  XZ("xz"),
  ZIP("zip"),
  TAR("tar"),
  NONE("");

  private static final int TAR_BLOCK = 512;
  private static final int XZ_MEMORY_KIB = 128 << 10;

  private final String label;

  Packing(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isArchive() {
    return this == ZIP || this == TAR;
  }

  static Packing of(byte[] head, int length) {
    if (starts(head, length, 0x1f, 0x8b, 8)) {
      return GZIP;
    }
    if (starts(head, length, 'B', 'Z', 'h')
        && length > 9
        && head[3] >= '1'
        && head[3] <= '9'
        && (head[4] == 0x31 || head[4] == 0x17)) {
      return BZIP2;
    }
    if (starts(head, length, 0x28, 0xb5, 0x2f, 0xfd)) {
      return ZSTD;
    }
    if (starts(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (starts(head, length, 'P', 'K', 3, 4) || starts(head, length, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    return isTar(head, length) ? TAR : NONE;
  }

  private static boolean starts(byte[] head, int length, int... bytes) {
    if (length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** A tar header carries the sum of its own bytes. */
  private static boolean isTar(byte[] head, int length) {
    if (length < TAR_BLOCK || head[0] == 0) {
      return false;
    }
    long stored = 0;
    boolean hasDigits = false;
    for (int i = 148; i < 156; i++) {
      int c = head[i];
      if (c >= '0' && c <= '7') {
        stored = stored * 8 + c - '0';
        hasDigits = true;
      } else if (c != ' ' && c != 0) {
        return false;
      }
    }
    long sum = 0;
    for (int i = 0; i < TAR_BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
    }
    return hasDigits && sum == stored;
  }

  /** The one stream that is packed in {@code in}. */
  InputStream unpack(InputStream in) throws IOException {
    return switch (this) {
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case ZSTD -> new ZstdInputStream(in);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
      default -> throw new IllegalStateException(this + " is not one stream");
    };
  }

  /** The entries that are packed in {@code in}. */
  ArchiveInputStream<?> entries(InputStream in) {
    return switch (this) {
      case ZIP -> new ZipArchiveInputStream(in, "UTF-8", true, true);
      case TAR -> new TarArchiveInputStream(in, "UTF-8");
      default -> throw new IllegalStateException(this + " has no entries");
    };
  }
}
