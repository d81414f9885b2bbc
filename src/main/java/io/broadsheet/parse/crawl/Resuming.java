package io.broadsheet.parse.crawl;

import io.broadsheet.parse.ResumableStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads on behind parts of a file that are damaged, where the file is made of parts. */
final class Resuming {
  private Resuming() {}

  /** Reads records to the end of a stream. */
  interface Records {
    void read(CrawlStream stream) throws IOException;
  }

  static void read(InputStream stream, Records records) throws IOException {
    CrawlStream bytes = new CrawlStream(stream);
    boolean isDone = false;
    while (!isDone) {
      try {
        records.read(bytes);
        isDone = true;
      } catch (IOException e) {
        // What follows is the start of a part, and crawlers start a part with each record.
        if (!(stream instanceof ResumableStream parts) || !parts.resume()) {
          throw e;
        }
      }
    }
  }
}
