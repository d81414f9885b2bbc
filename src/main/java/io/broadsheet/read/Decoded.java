package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;

/**
 * What a decoder makes of an inner stream. Whatever a decoder throws at broken input becomes a
 * {@link ContainerFault}, and every byte is counted.
 */
final class Decoded extends InputStream {

  /** Opens a decoder, or takes a step of it. */
  interface Step<T> {
    T take() throws IOException;
  }

  private final InputStream decoder;
  private final DecoderInput input;
  private final Expansion expansion;
  private final int depth;

  /**
   * @param decoder whose output this is
   * @param input what the decoder reads
   * @param depth the depth of the decoded bytes
   */
  Decoded(InputStream decoder, DecoderInput input, Expansion expansion, int depth) {
    this.decoder = decoder;
    this.input = input;
    this.expansion = expansion;
    this.depth = depth;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = attempt(() -> decoder.read(bytes, offset, length), input, expansion, depth);
    if (count > 0) {
      expansion.count(depth, count);
    }
    return count;
  }

  /** Reads to the end, so that the checks at the end are made and the next entry can be found. */
  void drain() throws IOException {
    byte[] ignored = new byte[8 << 10];
    int count = 0;
    while (count >= 0) {
      count = read(ignored, 0, ignored.length);
    }
  }

  /**
   * Has a decoder do something.
   *
   * @throws ContainerFault if the decoder cannot
   * @throws IOException if the file itself cannot be read
   */
  static <T> T attempt(Step<T> step, DecoderInput input, Expansion expansion, int depth)
      throws IOException {
    T result;
    try {
      result = step.take();
    } catch (MemoryLimitException e) {
      expansion.check();
      throw expansion.fault(
          RejectReason.EXPANDS_TOO_MUCH, "Needs too much memory to be decompressed", depth, e);
    } catch (EOFException e) {
      expansion.check();
      throw expansion.fault(RejectReason.TRUNCATED, "The compressed data is cut off", depth, e);
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken input with exceptions of both kinds; this wraps no code of ours.
      expansion.check();
      throw input.isExhausted()
          ? expansion.fault(RejectReason.TRUNCATED, "The compressed data is cut off", depth, e)
          : expansion.fault(
              RejectReason.CORRUPT, "The compressed data is damaged: " + e.getMessage(), depth, e);
    }
    expansion.check();
    return result;
  }
}
