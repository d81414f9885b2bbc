package io.broadsheet.parse;

import java.io.InputStream;

/**
 * The bytes of one file or entry, or of a range of it.
 *
 * @param file the file's name as {@link io.broadsheet.article.Source} writes it
 * @param entry the path inside a container, or empty
 * @param stream the decompressed bytes from {@link #streamStart} on; it goes on to the end of the
 *     file even where the range ends before, so that the last record can be finished
 * @param start the offset at which the range starts: records that start before it are not read;
 *     above 0 only for splittable formats
 * @param end the offset behind the range: records that start at or after it are not read; {@link
 *     Long#MAX_VALUE} for all
 * @param charset where the stream does not start the file, the encoding as {@link Formats#detect}
 *     found it from the start; empty for UTF-8
 */
public record RecordInput(
    String file, String entry, InputStream stream, long start, long end, String charset) {

  /**
   * The offset of the stream's first byte: one before the range, where there is one, so that a
   * record is recognised that starts exactly where the range does.
   */
  public long streamStart() {
    return Math.max(0, start - 1);
  }

  /** An input whose encoding is decided from the stream itself. */
  public RecordInput(String file, String entry, InputStream stream, long start, long end) {
    this(file, entry, stream, start, end, "");
  }

  /** All of a file or entry. */
  public static RecordInput whole(String file, String entry, InputStream stream) {
    return new RecordInput(file, entry, stream, 0, Long.MAX_VALUE);
  }
}
