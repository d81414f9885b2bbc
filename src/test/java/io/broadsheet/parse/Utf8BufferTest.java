package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8BufferTest {
  private static final Format ANY = new TextFormat();

  private static Utf8Buffer open(InputStream stream, String charset) throws IOException {
    return Utf8Buffer.open(RecordInput.whole("f", "", stream), Parsed.withCharset(charset), ANY);
  }

  private static String all(Utf8Buffer buffer) throws IOException {
    while (buffer.fill()) {
      // Until there is no more.
    }
    return buffer.text(buffer.start(), buffer.end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "windows-1251", "Shift_JIS",
        "EUC-JP", "GB18030", "Big5", "ISO-2022-JP", "EUC-KR", "IBM866", "x-MacCyrillic"
      })
  void knowsTheOffsetOfEveryCharacter(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String repertoire = "aZ 9\n\"{,йЖя日本語中文é😀한";
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      List<Integer> characters = new ArrayList<>();
      List<Integer> offsets = new ArrayList<>();
      while (characters.size() < 300) {
        String one =
            Character.toString(
                repertoire.codePointAt(
                    repertoire.offsetByCodePoints(
                        0, random.nextInt(repertoire.codePointCount(0, repertoire.length())))));
        // Encodings with shift states do not encode character by character.
        boolean isEncodable = !name.startsWith("ISO-2022") || one.charAt(0) < 0x80;
        if (isEncodable && charset.newEncoder().canEncode(one)) {
          offsets.add(bytes.size());
          characters.add(one.codePointAt(0));
          bytes.writeBytes(one.getBytes(charset));
        }
      }
      Utf8Buffer buffer = open(new Trickle(bytes.toByteArray(), random), name);
      for (int i = 0; i < characters.size(); i++) {
        String expected = Character.toString(characters.get(i));
        int length = expected.getBytes(StandardCharsets.UTF_8).length;
        while (buffer.length() < length) {
          assertThat("seed " + seed + " character " + i, buffer.fill(), is(true));
        }
        int at = buffer.start();
        assertThat("seed " + seed, buffer.text(at, at + length), is(expected));
        assertThat("seed " + seed, buffer.sourceOffset(at), is((long) offsets.get(i)));
        buffer.release(at + length);
      }
      assertThat("seed " + seed, buffer.undecodableBefore(buffer.start()), is(0L));
    }
  }

  @Test
  void replacesAndCountsWhatIsNoUtf8AsTheJdkReplacesIt() throws IOException {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      // Enough well-formed text that nobody takes it for another encoding.
      bytes.writeBytes("é€日".repeat(100).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 20; i++) {
        bytes.write(random.nextInt(256));
        bytes.writeBytes("ä".getBytes(StandardCharsets.UTF_8));
      }
      String expected = bytes.toString(StandardCharsets.UTF_8);
      Utf8Buffer buffer = open(new Trickle(bytes.toByteArray(), random), "UTF-8");
      assertThat("seed " + seed, all(buffer), is(expected));
      assertThat("seed " + seed, buffer.sourceOffset(buffer.end()), is((long) bytes.size()));
      long good = expected.replace("\ufffd", "").getBytes(StandardCharsets.UTF_8).length;
      assertThat("seed " + seed, buffer.undecodableBefore(buffer.end()), is(bytes.size() - good));
    }
  }

  @Test
  void dropsTheByteOrderMarkAndCountsItsBytes() throws IOException {
    byte[] bytes = "\ufeffa".getBytes(StandardCharsets.UTF_8);
    Utf8Buffer buffer = open(new ByteArrayInputStream(bytes), "");
    buffer.fill();
    assertThat(buffer.sourceOffset(buffer.start()), is(3L));
    assertThat(all(buffer), is("a"));
  }

  @Test
  void decidesTheEncodingWhereTheFirstOtherByteStands() throws IOException {
    String plain = "Plain English, line after line.\n".repeat(5_000);
    String russian = "Правительство объявило о новых мерах поддержки экономики.\n".repeat(40);
    byte[] bytes = (plain + russian).getBytes(Charset.forName("windows-1251"));
    Utf8Buffer buffer = open(new ByteArrayInputStream(bytes), "");
    assertThat(all(buffer), is(plain + russian));
    assertThat(buffer.sourceOffset(buffer.end()), is((long) bytes.length));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, 6100E4", "UTF-8, 61C3", "UTF-32LE, 610000006200"})
  void countsACharacterThatIsCutOffAtTheEnd(String charset, String hex) throws IOException {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    Utf8Buffer buffer = open(new ByteArrayInputStream(bytes), charset);
    assertThat(all(buffer), is("a\ufffd"));
    int expected = charset.equals("UTF-32LE") ? 2 : 1;
    assertThat(buffer.undecodableBefore(buffer.end()), is((long) expected));
  }
}
