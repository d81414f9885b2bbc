package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "The UN and the US told us so.|the UN and the US told us so",
        "THE UN AND US|the un and us",
        "who asked the WHO?|who asked the WHO",
        "U.N. and U.S.A. envoys, e.g. two|UN and usa envoys e.g two",
        "NATO and Nato|nato and nato",
        "don't don’t don‘t|don't don't don't",
        "'quoted' “words” ’tis|quoted words tis",
        "naïve café Éire ÉIRE|naïve café éire éire",
        "COVID-19 F-16 covid‑19|covid-19 f-16 covid-19",
        "state-of-the-art 2016-17 20-year-old|state of the art 2016 17 20 year old",
        "3.5 and 1,200 or 3:2|3.5 and 1,200 or 3 2",
        "東京は日本の首都|東京 は 日本 の 首都",
        "Straße STRASSE ǅ|straße strasse ǆ",
        "ΟΔΟΣ οδός Σ|οδος οδός σ",
        "İstanbul ISPARTA|istanbul isparta",
        "Москва МОСКВА йод|москва москва йод",
        "كتاب العربية|كتاب العربية",
        "snake_case __ _x|snake_case _x",
        "co­op a⁠b|coop ab",
        "rock’n’roll l'été O'Neill|rock'n'roll l'été o'neill",
        "$5 50% #tag @user #1 a@b.c|5 50 #tag @user 1 a b.c",
        "ภาษาไทย|ภาษา ไทย",
        "x|x",
        "😀 ok 👍🏽|ok",
      })
  void givesWhatAReaderExpects(String text, String terms) {
    assertThat(String.join(" ", terms(new Tokenizer(), text)), is(terms));
  }

  @Test
  void composesDecomposedCharacters() {
    assertThat(terms(new Tokenizer(), "E\u0301ire cafe\u0301"), contains("éire", "café"));
  }

  @Test
  void marksStopsBetweenSentencesAndAtTheEndOnly() {
    assertThat(
        termsAndStops(new Tokenizer(), "One two. Three\nfour!? ... 3.5 five"),
        contains("one", "two", "/", "three", "/", "four", "/", "3.5", "five", "/"));
  }

  @Test
  void findsNothingInNothing() {
    assertThat(termsAndStops(new Tokenizer(), " .\n- … "), is(List.of()));
  }

  @Test
  void countsTheTermsItHandsOver() {
    assertThat(new Tokenizer().tokenize("a b, c 東京", new Recorder()), is(4));
  }

  @Test
  void cutsWordsThatAreTooLongAtAWholeCharacter() {
    String term = terms(new Tokenizer(), "é".repeat(300)).get(0);
    assertThat(term, is("é".repeat(127)));
    assertThat(terms(new Tokenizer(), "x".repeat(10_000)).get(0), is("x".repeat(255)));
  }

  @Test
  void keepsCapitalsOfManyAcronymsInOneLongLineWithoutLookingAtTheLineForEach() {
    String line = "US ".repeat(200_000);
    assertThat(terms(new Tokenizer(), line).get(199_999), is("us"));
    assertThat(terms(new Tokenizer(), line + "and").get(0), is("US"));
  }

  @Test
  void cutsRandomTextLikeTheLibrary() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet =
        "aZéßİΣςжйٱب3٣_.:,;'’‘-‐·\u00ad\u200d\u0301\u064b \n\u00a0“”—…/@#$%&\u2060ǅ\u202f\u066cIlـأ"
            + "東カ한ไ😀א\"";
    int[] characters = alphabet.codePoints().toArray();
    String[] languages = {"", "fr", "tr", "ar", "und"};
    String[] pieces = {"http://", "www.", "https://www.a.b/c", "l'", "#", " "};
    for (int round = 0; round < 100_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      int common = random.nextBoolean() ? characters.length : 30;
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(characters[random.nextInt(common)]);
        if (random.nextInt(20) == 0) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
      }
      String language = languages[random.nextInt(languages.length)];
      assertSameAsLibrary(text.toString(), language, "seed " + seed + " " + language);
    }
  }

  @Test
  void cutsRealTextLikeTheLibrary() throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    try (Stream<Path> files = Files.list(Path.of(corpora, "09-text-udhr-464-languages"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        assertSameAsLibrary(
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8), "", file.toString());
      }
    }
  }

  private static void assertSameAsLibrary(String text, String language, String where) {
    List<String> fast = termsAndStops(new Tokenizer(), text, language);
    List<String> library = termsAndStops(Tokenizer.byLibraryOnly(), text, language);
    if (!fast.equals(library)) {
      StringBuilder codes = new StringBuilder();
      text.chars().limit(60).forEach(c -> codes.append(Integer.toHexString(c)).append(' '));
      int first = 0;
      while (first < Math.min(fast.size(), library.size())
          && fast.get(first).equals(library.get(first))) {
        first++;
      }
      assertThat(
          where + ", from term " + first + ", text " + codes,
          fast.subList(first, Math.min(first + 5, fast.size())),
          equalTo(library.subList(first, Math.min(first + 5, library.size()))));
    }
  }

  private static List<String> terms(Tokenizer tokenizer, String text) {
    return termsAndStops(tokenizer, text).stream().filter(term -> !term.equals("/")).toList();
  }

  private static List<String> termsAndStops(Tokenizer tokenizer, String text) {
    return termsAndStops(tokenizer, text, "");
  }

  private static List<String> termsAndStops(Tokenizer tokenizer, String text, String language) {
    Recorder recorder = new Recorder();
    tokenizer.tokenize(text, language, recorder);
    return recorder.seen;
  }

  private static final class Recorder implements TermSink {
    final List<String> seen = new ArrayList<>();

    @Override
    public void term(byte[] utf8, int length, int hash) {
      assertThat(hash, is(TermHash.of(utf8, 0, length)));
      seen.add(new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void stop() {
      seen.add("/");
    }
  }
}
