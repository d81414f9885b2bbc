package io.broadsheet.count;

import io.broadsheet.bytes.ByteWriter;
import java.util.Arrays;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;

/**
 * What a window of a stream is told, or a stretch of time: a block of articles as it is, or that a
 * record is a further reading of an article, or which of its articles are copies, or of stories, in
 * place of what it was told of that before. Which of these it is, the first byte tells.
 */
final class WindowMessage {
  static final KvCoder<Long, byte[]> CODER =
      KvCoder.of(BigEndianLongCoder.of(), ByteArrayCoder.of());

  // None is a version of a block.
  private static final int DUPLICATE = 'D';
  private static final int COPIES = 'C';
  private static final int STORIES = 'S';

  private WindowMessage() {}

  /** A record that is not counted. */
  static byte[] duplicate(String sourceName, long offset) {
    return message(DUPLICATE, new DuplicateRecords.Builder().add(sourceName, offset).build());
  }

  /** What {@link CopiedArticles} are made of. */
  static byte[] copies(byte[] block) {
    return message(COPIES, block);
  }

  /** What {@link StoryArticles} are made of. */
  static byte[] stories(byte[] block) {
    return message(STORIES, block);
  }

  private static byte[] message(int kind, byte[] content) {
    ByteWriter out = new ByteWriter(content.length + 1);
    out.writeByte(kind);
    out.writeBytes(content, 0, content.length);
    return out.toByteArray();
  }

  static boolean isBlock(byte[] message) {
    return !isDuplicate(message) && !isCopies(message) && message[0] != STORIES;
  }

  static boolean isDuplicate(byte[] message) {
    return message[0] == DUPLICATE;
  }

  static boolean isCopies(byte[] message) {
    return message[0] == COPIES;
  }

  /** What a message holds that is no block. */
  static byte[] content(byte[] message) {
    return Arrays.copyOfRange(message, 1, message.length);
  }
}
