package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;

/** How far a stream is with one of its windows, or of its stretches of time. */
final class WindowStatus {
  private static final int FORMAT = 2;

  /** Versions told so far. */
  long version;

  /** When the on-time version was told, in epoch milliseconds; 0 before. */
  long publishedMillis;

  /** Whether the watermark has passed the window's end. */
  boolean isComplete;

  /** Whether the timer that makes the next version is set. */
  boolean isArmed;

  /** Whether something has come since the last version. */
  boolean isDirty;

  /** Whether something has come late since what is late was last told. */
  boolean isLateDirty;

  /** Whether no further article may change it. */
  boolean isClosed;

  /** Whether nothing that is found out about its articles may change it any more either. */
  boolean isForgotten;

  /** How long the next version has to wait because the last one took long, in milliseconds. */
  long restMillis;

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(32);
    out.writeByte(FORMAT);
    out.writeVarLong(version);
    out.writeSigned(publishedMillis);
    out.writeByte(
        flag(isComplete, 1)
            | flag(isArmed, 2)
            | flag(isDirty, 4)
            | flag(isClosed, 8)
            | flag(isForgotten, 16)
            | flag(isLateDirty, 32));
    out.writeVarLong(restMillis);
    return out.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param bytes null for a window that nothing is known of
   */
  static WindowStatus of(byte[] bytes) {
    WindowStatus status = new WindowStatus();
    if (bytes == null) {
      return status;
    }
    ByteReader in = new ByteReader(bytes);
    int format = in.readByte();
    if (format > FORMAT) {
      throw new IllegalStateException("a window's status of version " + format);
    }
    status.version = in.readVarLong();
    status.publishedMillis = in.readSigned();
    int flags = in.readByte();
    status.isComplete = (flags & 1) != 0;
    status.isArmed = (flags & 2) != 0;
    status.isDirty = (flags & 4) != 0;
    status.isClosed = (flags & 8) != 0;
    // Before version 2 a window was forgotten when it was closed.
    status.isForgotten = (flags & 16) != 0 || (format == 1 && status.isClosed);
    status.isLateDirty = (flags & 32) != 0;
    status.restMillis = in.readVarLong();
    return status;
  }

  private static int flag(boolean isSet, int bit) {
    return isSet ? bit : 0;
  }
}
