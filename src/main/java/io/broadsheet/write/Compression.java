package io.broadsheet.write;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How text files are compressed. The bytes depend on the content alone. */
public enum Compression {
  NONE(""),
  GZ(".gz"),
  ZSTD(".zst");

  private static final int BUFFER_SIZE = 64 << 10;

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** What a job spec calls it. */
  public static Compression of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The end of file names, with its dot. */
  String suffix() {
    return suffix;
  }

  OutputStream over(OutputStream file) throws IOException {
    return switch (this) {
      case NONE -> file;
      case GZ -> new GZIPOutputStream(file, BUFFER_SIZE);
      case ZSTD -> new ZstdOutputStream(file).setChecksum(true);
    };
  }
}
