package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  private static final List<String> KEYS =
      List.of(
          "name",
          "input",
          "windows",
          "text",
          "outlets",
          "reports",
          "output",
          "limits",
          "max_rejected",
          "csv",
          "jsonl",
          "top_terms",
          "stop_words");

  @ParameterizedTest
  @CsvSource({
    "window, windows",
    "Windows, windows",
    "outputs, output",
    "outlet, outlets",
    "max-rejected, max_rejected",
    "maxRejected, max_rejected",
    "cvs, csv",
    "json, jsonl",
    "stopwords, stop_words",
    "stop words, stop_words",
    "top_term, top_terms",
    "nmae, name",
    "raports, reports"
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(Nearest.to(written, KEYS), is(Optional.of(meant)));
  }

  @ParameterizedTest
  @CsvSource({"kafka", "languages", "trends", "parquet", "zone", "x", "''"})
  void saysNothingRatherThanSomethingWrong(String written) {
    assertThat(Nearest.to(written, KEYS), is(Optional.empty()));
  }

  @Test
  void takesTheFirstOfEqualsWhateverTheOrder() {
    assertThat(Nearest.to("texx", List.of("texy", "texz")), is(Optional.of("texy")));
    assertThat(Nearest.to("texx", List.of("texz", "texy")), is(Optional.of("texy")));
  }
}
