package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import io.broadsheet.window.ForeignDefaults;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ForeignDefaults.class)
final class LanguageTagsTest {

  @ParameterizedTest
  @CsvSource({
    "en, en",
    "EN, en",
    "en-gb, en-GB",
    "en_GB, en-GB",
    "en_GB.UTF-8, en-GB",
    "pt_BR@latin, pt-BR",
    "' de ', de",
    "eng, en",
    "deu, de",
    "ger, de",
    "fre, fr",
    "iw, he",
    "in, id",
    "zh_Hans_CN, zh-Hans-CN",
    "zh-hant, zh-Hant",
    "sr-Latn, sr-Latn",
    "es-419, es-419",
    "English, en",
    "ENGLISH, en",
    "Italian, it",
    "Deutsch, de",
    "français, fr",
    "Русский, ru",
    "العربية, ar",
    "日本語, ja",
    "Azerbaijani, az",
    "haw, haw",
    "de-CH-1996, de-CH",
  })
  void recognisesLanguages(String declared, String tag) {
    assertThat(LanguageTags.of(declared), is(tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "xx",
        "und",
        "mul",
        "nonsense",
        "en, fr",
        "-",
        "_",
        "e",
        "C",
        "POSIX",
        "null",
        "123",
        "<script>",
        "the language of this article is English, as far as we know"
      })
  void leavesOutWhatIsNoLanguage(String declared) {
    assertThat(LanguageTags.of(declared), is(emptyString()));
  }
}
