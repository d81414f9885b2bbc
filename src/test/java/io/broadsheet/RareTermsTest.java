package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terms that are too rare to be tested are left out early, and nobody can tell. */
class RareTermsTest {
  private static final int TOP = 30;

  @TempDir private Path folder;

  @Test
  void listsTheSameTrendsAsWhereEveryTermIsFollowed() throws IOException {
    List<String> some = trends("some", Integer.toString(TOP));

    assertThat(some, is(trends("all", "all")));
    assertThat(some.stream().filter(row -> row.contains(",n=3,")).count(), greaterThan(10L));
  }

  private List<String> trends(String name, String top) throws IOException {
    String csv =
        Runs.tables(
                folder.resolve(name),
                "pipelines/sample.yaml",
                "--as-of=2025-07-14",
                "--set=text.ngrams=3",
                "--set=trends.min_docs=3",
                "--set=reports=[trends]",
                "--set=text.top_terms=" + top)
            .get("trends.csv");
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return reader.stream()
          .filter(row -> Integer.parseInt(row.getField("rank")) <= TOP)
          .filter(row -> !row.getField("z").isEmpty() && Double.parseDouble(row.getField("z")) > 0)
          .map(
              row ->
                  row.getField("window_start") + ",n=" + row.getField("n") + "," + row.getFields())
          .toList();
    }
  }
}
