package io.broadsheet.read;

import io.broadsheet.article.RejectReason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one file expands to: counts bytes and entries against the limits. */
final class Expansion {
  private static final int CHECKED_EVERY = 1 << 20;

  private final ContainerLimits limits;
  private final LongAdder expandedInRun;
  private final Map<Integer, Long> expanded = new HashMap<>();
  private long uncheckedBytes = CHECKED_EVERY;
  private long fileBytes;
  private int entries;
  private IOException fileFailure;
  private ContainerFault fault;

  /**
   * @param expandedInRun what all files together expanded to so far
   */
  Expansion(ContainerLimits limits, LongAdder expandedInRun) {
    this.limits = limits;
    this.expandedInRun = expandedInRun;
  }

  /** The file's own bytes, counted; what fails to be read is no fault of a container. */
  InputStream file(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          int count = super.read(bytes, offset, length);
          fileBytes += Math.max(count, 0);
          return count;
        } catch (IOException e) {
          fileFailure = e;
          throw e;
        }
      }
    };
  }

  /** Counts an entry of an archive. */
  void countEntry(int depth) throws ContainerFault {
    entries++;
    if (entries > limits.entries()) {
      throw tooMuch("More than " + limits.entries() + " entries", depth);
    }
  }

  /** Counts decompressed bytes. */
  void count(int depth, int bytes) throws ContainerFault {
    long total = expanded.merge(depth, (long) bytes, Long::sum);
    if (total > limits.expandedBytes()) {
      throw tooMuch("Expands to more than " + limits.expandedBytes() + " bytes", depth);
    }
    expandedInRun.add(bytes);
    // Adding up is dear with many threads, so it is not done for every step.
    uncheckedBytes += bytes;
    if (uncheckedBytes > CHECKED_EVERY) {
      uncheckedBytes = 0;
      if (expandedInRun.sum() > limits.expandedBytesOfRun()) {
        throw tooMuch(
            "All files together expand to more than " + limits.expandedBytesOfRun() + " bytes", 0);
      }
    }
    if (total > ContainerLimits.RATIO_FROM
        && total / limits.expansionRatio() > Math.max(fileBytes, 1)) {
      throw tooMuch("Expands to more than " + limits.expansionRatio() + " times its size", depth);
    }
  }

  private ContainerFault tooMuch(String detail, int depth) {
    return raise(new ContainerFault(RejectReason.EXPANDS_TOO_MUCH, detail, depth, null));
  }

  /** Remembers a fault that is about to be thrown, because what reads may swallow it. */
  ContainerFault raise(ContainerFault raised) {
    fault = raised;
    return raised;
  }

  /**
   * Throws again what went wrong further down, if something did.
   *
   * @throws IOException the file's own failure, or the fault of an outer container
   */
  void check() throws IOException {
    if (fileFailure != null) {
      throw fileFailure;
    }
    if (fault != null) {
      throw fault;
    }
  }

  /** Forgets a fault that concerned one entry only. */
  void forgetFault() {
    fault = null;
  }
}
