package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathDateTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "%Y%m%d, news/20230321.md, 2023-03-21",
        "%Y%m%d, 20200101/20230321.md, 2023-03-21",
        "%Y%m%d, news/120230321.md, none",
        "%Y-%m-%d, dump-2023-3-21.txt, 2023-03-21",
        "%Y/%m/%d, news/2023/03/21/a.txt, 2023-03-21",
        "%d.%m.%y, a 21.03.99.txt, 1999-03-21",
        "%d%m%y, 210323.txt, 2023-03-21",
        "%Y-%j, 2023-080.txt, 2023-080",
        "%Y%m%dT%H%M, 20230321T0915.txt, 2023-03-21T09:15:00",
        "%Y%m%d, 20231399.md, 2023-13-99",
        "%Y%m%d, none.md, none",
      })
  void findsTheDate(String pattern, String path, String date) {
    assertThat(PathDate.compile(pattern).find(path, ""), is(date == null ? "" : date));
  }

  @Test
  void prefersTheEntryToItsContainer() {
    PathDate date = PathDate.compile("%Y%m%d");
    assertThat(date.find("20230101.zip", "20230321.md"), is("2023-03-21"));
    assertThat(date.find("20230101.zip", "a.md"), is("2023-01-01"));
  }

  @ParameterizedTest
  @CsvSource({
    "%Y%m, a year",
    "%m%d, a year",
    "%Y%m%q, %q",
    "%Y%m%d%, none of",
    "%Y%Y%m%d, twice",
    "x, a year"
  })
  void saysWhatIsWrong(String pattern, String words) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> PathDate.compile(pattern));
    assertThat(wrong.getMessage(), containsString(words));
  }

  @Test
  void fillsOnlyWhatARecordDoesNotSay() {
    ParseOptions options =
        new ParseOptions(Map.of(), Map.of(), "", "", "%Y%m%d", 16 << 20, 64, 250);
    RecordInput input =
        RecordInput.whole(
            "20230321.jsonl",
            "",
            new ByteArrayInputStream(
                "{\"title\":\"a\",\"date\":\"2020-01-01\"}\n{\"title\":\"b\"}\n"
                    .getBytes(StandardCharsets.UTF_8)));
    Parsed parsed = Parsed.of(new JsonLinesFormat(), input, options);
    assertThat(parsed.articles.get(0).published, is("2020-01-01"));
    assertThat(parsed.articles.get(1).published, is("2023-03-21"));
  }
}
