package io.broadsheet.read;

import java.io.IOException;
import java.io.Serializable;

/** Reads files into articles and rejections. */
public final class RecordReader implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * What reading a range found out about its file.
   *
   * @param format the name of its format; empty if no format recognises it
   * @param sha256 of the whole file in hexadecimal; empty if only a part was read
   */
  public record Reading(String format, String sha256) {}

  /** Reads a range of a file; whatever is wrong with it becomes a rejection. */
  public Reading read(ReadTask.Range range, ArticleOutput output) throws IOException {
    return new Reading("", "");
  }
}
