package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  @Test
  void acceptsWhatTheJdkAcceptsAndNothingElse() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = randomBytes(random);
      boolean isValid = Utf8.validPrefix(bytes, 0, bytes.length) == bytes.length;
      assertThat("seed " + seed, isValid, is(isValidForJdk(bytes)));
    }
  }

  @Test
  void findsTheLongestValidPrefix() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = randomBytes(random);
      int end = Utf8.validPrefix(bytes, 0, bytes.length);
      assertThat("seed " + seed, isValidForJdk(Arrays.copyOf(bytes, end)), is(true));
      if (end < bytes.length) {
        assertThat("seed " + seed, Utf8.sequenceLength(bytes, end, bytes.length) <= 0, is(true));
      }
    }
  }

  @Test
  void findsTheFirstOfAByte() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = randomBytes(random);
      int from = random.nextInt(bytes.length + 1);
      char wanted = random.nextBoolean() ? '\n' : '"';
      int expected = -1;
      for (int i = bytes.length - 1; i >= from; i--) {
        expected = bytes[i] == wanted ? i : expected;
      }
      assertThat("seed " + seed, Utf8.indexOf(bytes, wanted, from, bytes.length), is(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "41, 1",
    "C3A9, 2",
    "E282AC, 3",
    "F09F9880, 4",
    "C3, 0",
    "E282, 0",
    "F09F98, 0",
    "80, -1",
    "C0AF, -1",
    "C328, -1",
    "E0807F, -1",
    "E28228, -2",
    "EDA080, -1",
    "F09F9828, -3",
    "F4908080, -1",
    "FF, -1"
  })
  void measuresOneSequence(String hex, int expected) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThat(Utf8.sequenceLength(bytes, 0, bytes.length), is(expected));
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(60)];
    int kind = random.nextInt(3);
    if (kind == 0) {
      random.nextBytes(bytes);
    } else {
      StringBuilder text = new StringBuilder();
      while (text.length() < 20) {
        text.appendCodePoint("a\"\n é€日😀".codePointAt(random.nextInt(8)));
      }
      bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (kind == 1) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
    }
    return bytes;
  }

  private static boolean isValidForJdk(byte[] bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
