package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StopWordsTest {
  @ParameterizedTest
  @MethodSource("io.broadsheet.text.StopWords#languages")
  void hasAListForEachLanguageThatItNames(String language) {
    assertThat(StopWords.of(language).size(), greaterThan(20));
  }

  @Test
  void takesTheLanguageOfATag() {
    assertThat(StopWords.of("de-AT"), is(StopWords.of("de")));
    assertThat(StopWords.of("nb"), is(StopWords.of("no")));
    assertThat(StopWords.of(""), is(StopWords.of("en")));
  }

  @Test
  void knowsNoneWhereTheLanguageIsNotKnown() {
    assertThat(StopWords.of("und"), is(empty()));
    assertThat(StopWords.of("xx"), is(empty()));
  }

  @Test
  void knowsElidedWordsAsTermsAreWritten() {
    assertThat(StopWords.of("fr"), hasItems("l'", "qu'", "les"));
    assertThat(StopWords.of("it"), hasItems("dell'", "di"));
  }

  @Test
  void knowsChineseAndJapaneseWordsAsTheirTextsAreCut() {
    assertThat(StopWords.of("zh-Hans"), hasItems("的", "和", "在", "了", "是"));
    assertThat(StopWords.of("zh"), not(hasItem("according")));
    assertThat(StopWords.of("zh"), not(hasItem("、")));
    assertThat(StopWords.of("ja"), hasItems("は", "の", "する", "について"));
    assertThat(contentWords("zh", "中国的政府和人民在北京"), is(List.of("中国", "政府", "人民", "北京")));
    assertThat(contentWords("ja", "東京は日本の首都である"), is(List.of("東京", "日本", "首都")));
  }

  private static List<String> contentWords(String language, String text) {
    List<String> words =
        new ArrayList<>(List.of(TermRulesTest.terms(new Tokenizer(), text, language).split(" ")));
    words.removeAll(StopWords.of(language));
    return words;
  }

  @Test
  void neverHidesAcronyms() {
    assertThat(StopWords.of("en"), hasItem("it"));
    for (String language : StopWords.languages()) {
      assertThat(StopWords.of(language), not(hasItem("US")));
      assertThat(StopWords.of(language), not(hasItem("UN")));
      assertThat(StopWords.of(language), not(hasItem("IT")));
    }
  }

  @Test
  void isChangedByTheSpec() {
    TextRules rules =
        new TextRules(true, List.of(), false, List.of("Said", "US"), List.of("against"));
    assertThat(rules.stopWords("en"), hasItems("said", "US", "the"));
    assertThat(rules.stopWords("en"), not(hasItem("against")));
    assertThat(rules.stopWords("und"), hasItem("said"));
  }
}
