package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {

  private static Charsets.Decision decide(byte[] bytes, String forced) {
    return Charsets.decide(bytes, bytes.length, true, forced, false);
  }

  @ParameterizedTest
  @CsvSource({
    "EFBBBF61, UTF-8, 3",
    "FFFE6100, UTF-16LE, 2",
    "FEFF0061, UTF-16BE, 2",
    "FFFE000061000000, UTF-32LE, 4",
    "0000FEFF00000061, UTF-32BE, 4",
    "8431953361, GB18030, 4"
  })
  void believesAByteOrderMark(String hex, String charset, int length) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (String forced : new String[] {"", "windows-1252"}) {
      Charsets.Decision decision = decide(bytes, forced);
      assertThat(decision.charset(), is(Charset.forName(charset)));
      assertThat(decision.markBytes(), is(length));
    }
  }

  @Test
  void believesTheSpec() {
    byte[] bytes = "é".getBytes(StandardCharsets.UTF_8);
    assertThat(decide(bytes, "KOI8-R").charset(), is(Charset.forName("KOI8-R")));
    assertThrows(IllegalArgumentException.class, () -> decide(bytes, "no-such-thing"));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void recognisesWideEncodingsByTheirZeros(String name) {
    String text = "Die Fischer kehrten am Abend zurück.\n日本の漁師 came too, all 12 of them.\n";
    Charset charset = Charset.forName(name);
    assertThat(decide(text.getBytes(charset), "").charset(), is(charset));
    String family = name.substring(0, 6);
    assertThat(decide(text.getBytes(charset), family).charset(), is(charset));
  }

  @Test
  void takesValidUtf8ForUtf8EvenIfItIsCutOff() {
    byte[] bytes = "Grüße aus 東京".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThat(
          Charsets.decide(cut, length, false, "", false).charset(), is(StandardCharsets.UTF_8));
    }
  }

  @Test
  void takesDamagedUtf8ForUtf8() {
    byte[] bytes = "Grüße aus dem Münsterland, schöne Grüße".getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xff;
    assertThat(decide(bytes, "").charset(), is(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1251, Рыбаки вернулись в гавань; правительство обещает помощь и новые квоты на улов.",
    "KOI8-R, Рыбаки вернулись в гавань; правительство обещает помощь и новые квоты на улов.",
    "windows-1250, Žluťoučký kůň úpěl ďábelské ódy a příliš žízniví rybáři se vrátili večer domů.",
    "windows-1252, Les pêcheurs français sont rentrés à la tombée de la nuit après la tempête.",
    "windows-1253, Οι ψαράδες επέστρεψαν στο λιμάνι μετά την καταιγίδα και μίλησαν για την αλιεία.",
    "windows-1255, הדייגים חזרו לנמל אחרי הסערה וסיפרו על הדגים הרבים שראו בים הפתוח אתמול בלילה",
    "windows-1256, عاد الصيادون إلى الميناء بعد العاصفة وتحدثوا عن الأسماك الكثيرة في البحر المفتوح.",
    "Shift_JIS, 漁師たちは嵐のあと港に戻り、沖で見たたくさんの魚について話しました。とても静かな夜でした。",
    "EUC-JP, 漁師たちは嵐のあと港に戻り、沖で見たたくさんの魚について話しました。とても静かな夜でした。",
    "ISO-2022-JP, 漁師たちは嵐のあと港に戻り、沖で見たたくさんの魚について話しました。とても静かな夜でした。",
    "GB18030, 渔民们在暴风雨之后回到港口，谈论他们在海上看到的许多鱼。政府宣布了新的捕捞配额。",
    "Big5, 漁民們在暴風雨之後回到港口，談論他們在海上看到的許多魚。政府宣布了新的捕撈配額。",
    "EUC-KR, 어부들은 폭풍이 지나간 뒤 항구로 돌아와 바다에서 본 많은 물고기에 대해 이야기했다."
  })
  void findsTheEncodingByTheLetters(String name, String text) {
    byte[] bytes = text.repeat(5).getBytes(Charset.forName(name));
    assertThat(new String(bytes, decide(bytes, "").charset()), is(text.repeat(5)));
  }

  @Test
  void takesAFewWrongBytesOfJsonForDamage() {
    byte[] bytes = "{\"title\":\"caf?\"}".getBytes(StandardCharsets.US_ASCII);
    bytes[13] = (byte) 0xe9;
    assertThat(
        Charsets.decide(bytes, bytes.length, true, "", true).charset(), is(StandardCharsets.UTF_8));
    assertThat(
        Charsets.decide(bytes, bytes.length, true, "", false).charset(),
        is(Charset.forName("windows-1252")));
  }
}
