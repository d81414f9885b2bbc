package io.broadsheet.parse;

import java.io.IOException;

/**
 * A stream made of parts that can be had one by one, such as a gzip file of several members. What a
 * damaged part costs is that part.
 */
public interface ResumableStream {

  /**
   * After a read has failed: reports the damage as a rejection and goes on with the next part.
   *
   * @return false if there is no further part; then nothing was reported, and what the read threw
   *     is to be thrown on
   * @throws IOException if the bytes below cannot be read
   */
  boolean resume() throws IOException;
}
