package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;

/**
 * What a window of a stream is told: an {@link ArticleBlock} as it is, or that a record is a
 * further reading of an article. Which of the two it is, the first byte tells.
 */
final class WindowMessage {
  static final KvCoder<Long, byte[]> CODER =
      KvCoder.of(BigEndianLongCoder.of(), ByteArrayCoder.of());

  /** No version of a block. */
  private static final int DUPLICATE = 'D';

  private WindowMessage() {}

  /** A record that is not counted. */
  static byte[] duplicate(String sourceName, long offset) {
    ByteWriter out = new ByteWriter(64);
    out.writeByte(DUPLICATE);
    byte[] record = new DuplicateRecords.Builder().add(sourceName, offset).build();
    out.writeBytes(record, 0, record.length);
    return out.toByteArray();
  }

  static boolean isBlock(byte[] message) {
    return message[0] != DUPLICATE;
  }

  /** The block of {@link DuplicateRecords} that a message of a duplicate holds. */
  static byte[] duplicates(byte[] message) {
    byte[] record = new byte[message.length - 1];
    System.arraycopy(message, 1, record, 0, record.length);
    return record;
  }
}
