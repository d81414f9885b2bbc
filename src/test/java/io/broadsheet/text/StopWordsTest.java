package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

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
