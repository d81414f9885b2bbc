package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of terms, of which the table in {@code docs/text.md} is made. */
class TermRulesTest {
  private static final String START = "<!-- rules -->\n";
  private static final String END = "<!-- end of rules -->\n";

  /**
   * A rule by example.
   *
   * @param language of the example; empty if the rule holds in every language
   */
  record Rule(String rule, String language, String text, String terms) {}

  static List<Rule> rules() {
    return List.of(
        new Rule("small letters, NFC", "", "NATO and Nato, E\u0301ire", "nato and nato éire"),
        new Rule("apostrophes are straight and stay inside", "", "don’t O‘Neill", "don't o'neill"),
        new Rule("quotes go", "", "“words” and ‘more’", "words and more"),
        new Rule("a hyphen joins a word to a number", "", "COVID-19, F-16", "covid-19 f-16"),
        new Rule(
            "other hyphens separate",
            "",
            "state-of-the-art in 2016-17",
            "state of the art in 2016 17"),
        new Rule("numbers keep their separators", "", "3.5 and 1,200.50", "3.5 and 1,200.50"),
        new Rule("signs beside numbers go", "", "$5, 50 %, −3", "5 50 3"),
        new Rule("acronyms lose their stops", "", "U.N. and U.S.A. envoys", "UN and usa envoys"),
        new Rule(
            "capitals that mean something else than small letters stay",
            "",
            "The US told us: ask the WHO",
            "the US told us ask the WHO"),
        new Rule("… unless the whole line is in capitals", "", "THE US TOLD US", "the us told us"),
        new Rule("hashtags and handles keep their mark", "", "#Brexit by @BBC", "#brexit by @bbc"),
        new Rule("… a number's mark goes", "", "the #1 hit", "the 1 hit"),
        new Rule(
            "a URL is its host, without www",
            "",
            "see https://www.example.com/a?b=c, or www.example.org.",
            "see example.com or example.org"),
        new Rule("an e-mail address is two words", "", "ann@example.com", "ann example.com"),
        new Rule("underscores join", "", "snake_case", "snake_case"),
        new Rule("emoji are no words", "", "😀 ok 👍🏽", "ok"),
        new Rule("invisible characters go", "", "co\u00adop a\u2060b", "coop ab"),
        new Rule("Greek words end in a final sigma", "", "ΟΔΟΣ οδός", "οδος οδός"),
        new Rule("İ is i", "", "İstanbul", "istanbul"),
        new Rule("Turkish, Azerbaijani: I is ı", "tr", "ISPARTA İzmir", "ısparta izmir"),
        new Rule("", "az", "QIZ", "qız"),
        new Rule(
            "French, Italian, Catalan: elided words are words",
            "fr",
            "L’été qu'il",
            "l' été qu' il"),
        new Rule("", "it", "dell'arte un’altra", "dell' arte un' altra"),
        new Rule("", "fr", "aujourd'hui", "aujourd'hui"),
        new Rule("Arabic signs and tatweel go", "", "مُحَمَّد كتـــاب", "محمد كتاب"),
        new Rule("Arabic: every alef is one letter", "ar", "أحمد إلى آخر", "احمد الى اخر"),
        new Rule("… not in Persian", "fa", "آب", "آب"),
        new Rule("Chinese by dictionary", "zh", "中国政府宣布", "中国 政府 宣布"),
        new Rule("Japanese by dictionary", "ja", "東京は日本の首都", "東京 は 日本 の 首都"),
        new Rule("Thai by dictionary", "th", "ภาษาไทย", "ภาษา ไทย"),
        new Rule("Khmer by dictionary", "km", "ប្រទេសកម្ពុជា", "ប្រទេស កម្ពុជា"),
        new Rule("Lao by dictionary", "lo", "ພາສາລາວ", "ພາສາ ລາວ"),
        new Rule("Burmese by dictionary", "my", "ရန်ကုန်မြို့", "ရန် ကုန် မြို့"),
        new Rule("Korean between spaces", "ko", "서울에서 만나다", "서울에서 만나다"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("rules")
  void readsTextAsTheTableSays(Rule rule) {
    assertThat(terms(new Tokenizer(), rule.text(), rule.language()), is(rule.terms()));
    assertThat(terms(Tokenizer.byLibraryOnly(), rule.text(), rule.language()), is(rule.terms()));
  }

  @Test
  void showsEveryRuleInTheDocument() throws IOException {
    Path page = Path.of("docs/text.md");
    String text = Files.readString(page, StandardCharsets.UTF_8);
    int start = text.indexOf(START) + START.length();
    int end = text.indexOf(END);
    String updated = text.substring(0, start) + table() + text.substring(end);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(page, updated, StandardCharsets.UTF_8);
      return;
    }
    assertThat(page + " is out of date: run with -Ddocs.update=true", text, is(updated));
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| rule | language | text | terms |\n|---|---|---|---|\n");
    for (Rule rule : rules()) {
      table.append("| ").append(rule.rule()).append(" | ").append(rule.language());
      table.append(" | `").append(rule.text()).append("` | `");
      table.append(rule.terms()).append("` |\n");
    }
    return table.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stems")
  void cutsWordsToTheirStemsIfAsked(Rule rule) {
    assertThat(terms(Tokenizer.thatStems(), rule.text(), rule.language()), is(rule.terms()));
  }

  static List<Rule> stems() {
    return List.of(
        new Rule(
            "stop words, names in capitals and numbers stay",
            "en",
            "The US has running costs of 1,200",
            "the US has run cost of 1,200"),
        new Rule("other languages have other stems", "fr", "les élections", "les élect"),
        new Rule(
            "a language without a stemmer keeps its words", "sw", "watoto wote", "watoto wote"),
        new Rule("so does a text of unknown language", "und", "running", "running"));
  }

  static String terms(Tokenizer tokenizer, String text, String language) {
    List<String> terms = new ArrayList<>();
    tokenizer.tokenize(
        text,
        language,
        new TermSink() {
          @Override
          public void term(byte[] utf8, int length, int hash) {
            terms.add(new String(utf8, 0, length, StandardCharsets.UTF_8));
          }

          @Override
          public void stop() {}
        });
    return String.join(" ", terms);
  }
}
