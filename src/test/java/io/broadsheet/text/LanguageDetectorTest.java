package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
  private final LanguageDetector detector = new LanguageDetector();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The council will decide on Tuesday whether the old bridge can be saved.",
        "de|Der Stadtrat entscheidet am Dienstag, ob die alte Brücke gerettet werden kann.",
        "fr|Le conseil municipal décidera mardi si le vieux pont peut être sauvé.",
        "es|El ayuntamiento decidirá el martes si se puede salvar el viejo puente.",
        "pt|A câmara municipal decide na terça-feira se a velha ponte pode ser salva.",
        "it|Il consiglio comunale deciderà martedì se il vecchio ponte può essere salvato.",
        "tr|Belediye meclisi salı günü eski köprünün kurtarılıp kurtarılamayacağına karar verecek.",
        "ru|Городской совет решит во вторник, можно ли спасти старый мост.",
        "uk|Міська рада вирішить у вівторок, чи можна врятувати старий міст.",
        "sw|Baraza la mji litaamua siku ya Jumanne kama daraja la zamani linaweza kuokolewa.",
        "ar|سيقرر مجلس المدينة يوم الثلاثاء ما إذا كان من الممكن إنقاذ الجسر القديم",
        "ja|市議会は火曜日に古い橋を救えるかどうかを決定する",
        "zh|市议会将于周二决定旧桥是否可以保留",
        "ko|시의회는 화요일에 오래된 다리를 구할 수 있는지 결정한다",
        "yo|Àwọn ọmọ ìgbìmọ̀ ìlú yóò pinnu lọ́jọ́ Ìṣẹ́gun bóyá afárá àtijọ́ náà ṣeé dá sí",
        "th|สภาเมืองจะตัดสินใจในวันอังคาร",
        "el|Το δημοτικό συμβούλιο θα αποφασίσει την Τρίτη",
      })
  void tellsTheLanguageOfASentence(String language, String sentence) {
    assertThat(detector.detect(sentence, ""), is(language));
    assertThat(detector.detect("", sentence), is(language));
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource({"''", "'42 : 0'", "OK then", "'😀😀😀'", "xq zzkv wqrt pfgh jjkl vvbn mnbv qwrt"})
  void isNotSureOfWhatIsNoText(String text) {
    assertThat(detector.detect(text, text), is(LanguageDetector.UNKNOWN));
  }

  @Test
  void choosesAmongSomeLanguagesOnly() {
    LanguageDetector some = new LanguageDetector(Set.of("en", "fr"));
    assertThat(some.detect("", "Le vieux pont sera sauvé, a dit le maire mardi."), is("fr"));
    assertThat(some.detect("", "市议会将于周二决定旧桥是否可以保留"), is(LanguageDetector.UNKNOWN));
  }

  @Test
  void remembersNothingOfEarlierTexts() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    LanguageDetector used = new LanguageDetector();
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(300);
      int range = random.nextBoolean() ? 0x600 : 0x10000;
      for (int i = 0; i < length; i++) {
        text.append(random.nextInt(6) == 0 ? ' ' : (char) random.nextInt(range));
      }
      String expected = new LanguageDetector().detect("", text.toString());
      assertThat("seed " + seed, used.detect("", text.toString()), is(expected));
    }
  }
}
