package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;

class TimeWordsTest {
  @Test
  void knowsMonthsWeekdaysUnitsAndNumbers() {
    assertThat(
        TimeWords.of("en-US", false),
        hasItems("october", "oct", "sept", "tuesday", "week", "weeks", "two", "fifteen"));
    assertThat(TimeWords.of("en", false), not(hasItem("sun")));
    assertThat(TimeWords.of("en", false), not(hasItem("ramadan")));
    assertThat(TimeWords.of("", false), is(TimeWords.of("en", false)));
  }

  @Test
  void knowsThemInEachLanguageAndItsRegions() {
    assertThat(TimeWords.of("de", false), hasItems("januar", "jänner", "samstag", "wochen"));
    assertThat(TimeWords.of("ar", false), hasItems("اغسطس", "غشت", "ايام"));
    assertThat(TimeWords.of("zh", false), hasItems("月", "年", "日", "星期三"));
    assertThat(TimeWords.of("ja", false), hasItems("月", "日", "水曜日"));
    assertThat(TimeWords.of("sw", false), hasItems("agosti", "jumanne"));
    assertThat(TimeWords.of("fa", false), hasItems("شهریور", "اوت"));
    assertThat(TimeWords.of("und", false), is(empty()));
  }

  @Test
  void areStemsWhereTermsAre() {
    assertThat(TimeWords.of("en", true), hasItems("octob", "week"));
    assertThat(TimeWords.of("en", true), not(hasItem("october")));
  }
}
