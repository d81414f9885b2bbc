package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
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

  private static final String CUT_OFF = "The content is cut off";
  private static final int STEP = 1 << 10;

  private final InputStream decoder;
  private final DecoderInput input;
  private final Expansion expansion;
  private final int depth;

  /** What went wrong in a step after others that went well. */
  private ContainerFault failed;

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

  /**
   * Reads in small steps: of a step in which a decoder fails nothing can be had, and what it
   * decoded before may hold articles.
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (failed != null) {
      throw expansion.raise(failed);
    }
    int total = 0;
    while (total < length) {
      int from = offset + total;
      int wanted = Math.min(STEP, length - total);
      int count;
      try {
        count = attempt(() -> decoder.read(bytes, from, wanted), input, expansion, depth);
      } catch (ContainerFault fault) {
        failed = fault;
        if (total == 0) {
          throw expansion.raise(fault);
        }
        return total;
      }
      if (count < 0) {
        return total == 0 ? -1 : total;
      }
      expansion.count(depth, count);
      total += count;
    }
    return total;
  }

  /** True if what is decoded has parts of which a damaged one can be left out. */
  boolean hasParts() {
    return decoder instanceof GzipMembers;
  }

  /**
   * After a read has failed because of these bytes alone: goes on with the next part.
   *
   * @return what is lost; empty if nothing follows, or if it was something else that failed
   */
  Optional<ContainerFault> skipDamagedPart() throws IOException {
    if (failed == null || failed.depth() != depth || !(decoder instanceof GzipMembers members)) {
      return Optional.empty();
    }
    long lost = members.memberOffset();
    if (!members.toNextMember()) {
      return Optional.empty();
    }
    ContainerFault fault =
        new ContainerFault(
            RejectReason.CORRUPT,
            "The gzip member at byte "
                + lost
                + " is lost, the next is read: "
                + failed.getMessage(),
            depth,
            failed);
    failed = null;
    expansion.forgetFault();
    return Optional.of(fault);
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
   * @throws ContainerFault if the decoder cannot; not yet raised, unless it comes from further down
   * @throws IOException if the file itself cannot be read
   */
  static <T> T attempt(Step<T> step, DecoderInput input, Expansion expansion, int depth)
      throws IOException {
    T result;
    try {
      result = step.take();
    } catch (MemoryLimitException e) {
      expansion.check();
      throw new ContainerFault(
          RejectReason.EXPANDS_TOO_MUCH, "Needs too much memory to be decompressed", depth, e);
    } catch (EOFException e) {
      expansion.check();
      throw new ContainerFault(RejectReason.TRUNCATED, CUT_OFF, depth, e);
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken input with exceptions of both kinds; this wraps no code of ours.
      expansion.check();
      throw input.isExhausted()
          ? new ContainerFault(RejectReason.TRUNCATED, CUT_OFF, depth, e)
          : new ContainerFault(
              RejectReason.CORRUPT, "The content is damaged: " + e.getMessage(), depth, e);
    }
    expansion.check();
    return result;
  }
}
