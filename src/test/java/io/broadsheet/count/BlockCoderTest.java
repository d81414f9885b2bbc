package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.Arrays;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class BlockCoderTest {

  @Test
  void blocksComeBack() throws Exception {
    for (int length : new int[] {0, 1, 127, 128, 100_000}) {
      byte[] block = new byte[length];
      Arrays.fill(block, (byte) length);
      assertThat(CoderUtils.clone(BlockCoder.of(), block), is(block));
    }
  }

  @Test
  void takesAsMuchRoomAsBeamsOwnCoderOfBytesWithinOthers() throws Exception {
    byte[] block = new byte[300];
    byte[] encoded = CoderUtils.encodeToByteArray(BlockCoder.of(), block);
    assertThat(BlockCoder.of().getEncodedElementByteSize(block), is((long) encoded.length));
    assertThat(ByteArrayCoder.of().decode(new ByteArrayInputStream(encoded)), is(block));
  }

  @Test
  void saysThatABlockIsCutOff() throws Exception {
    byte[] encoded = CoderUtils.encodeToByteArray(BlockCoder.of(), new byte[300]);
    ByteArrayInputStream half = new ByteArrayInputStream(encoded, 0, 150);
    assertThrows(EOFException.class, () -> BlockCoder.of().decode(half));
  }
}
