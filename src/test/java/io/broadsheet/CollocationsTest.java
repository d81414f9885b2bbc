package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.broadsheet.stats.Collocation;
import io.broadsheet.table.Reals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollocationsTest {
  @TempDir private Path folder;

  @Test
  void agreesWithTheCountsOfTermsOfTwoWords() throws IOException {
    SortedMap<String, String> tables =
        Runs.tables(
            folder.resolve("out"),
            "pipelines/sample.yaml",
            "--as-of=2025-07-14",
            "--set=windows.every=month",
            "--set=text.ngrams=2",
            "--set=text.stop_words=none",
            "--set=text.top_terms=all",
            "--set=text.slices=[all, outlet]",
            "--set=collocations.min_count=2",
            "--set=collocations.slices=[all, outlet]",
            "--set=reports=[terms, collocations]");
    Map<String, NamedCsvRecord> terms = new HashMap<>();
    Map<String, Long> firsts = new HashMap<>();
    Map<String, Long> seconds = new HashMap<>();
    long expected = 0;
    for (NamedCsvRecord row : rows(tables, "terms")) {
      if (row.getField("n").equals("2")) {
        String[] words = row.getField("term").split(" ", -1);
        terms.put(slice(row) + row.getField("term"), row);
        firsts.merge(slice(row) + words[0], number(row, "term_count"), Long::sum);
        seconds.merge(slice(row) + words[1], number(row, "term_count"), Long::sum);
      }
    }
    for (NamedCsvRecord row : terms.values()) {
      String[] words = row.getField("term").split(" ", -1);
      long pair = number(row, "term_count");
      double g2 =
          Collocation.logLikelihood(
              pair,
              firsts.get(slice(row) + words[0]),
              seconds.get(slice(row) + words[1]),
              number(row, "total_terms"));
      expected += pair >= 2 && g2 > 0 ? 1 : 0;
    }
    List<NamedCsvRecord> pairs = rows(tables, "collocations");
    assertThat(expected, greaterThan(100L));
    assertThat((long) pairs.size(), is(expected));
    for (NamedCsvRecord row : pairs) {
      String first = row.getField("first_word");
      String second = row.getField("second_word");
      NamedCsvRecord term = terms.get(slice(row) + first + " " + second);
      long pair = number(term, "term_count");
      long total = number(term, "total_terms");
      long firstCount = firsts.get(slice(row) + first);
      long secondCount = seconds.get(slice(row) + second);
      assertThat(number(row, "pair_count"), is(pair));
      assertThat(number(row, "total_pairs"), is(total));
      assertThat(number(row, "first_count"), is(firstCount));
      assertThat(number(row, "second_count"), is(secondCount));
      assertThat(row.getField("doc_count"), is(term.getField("doc_count")));
      assertThat(
          row.getField("g2"),
          is(Reals.toString(Collocation.logLikelihood(pair, firstCount, secondCount, total))));
      assertThat(
          row.getField("pmi3"),
          is(Reals.toString(Collocation.pmi3(pair, firstCount, secondCount, total))));
    }
  }

  private static String slice(NamedCsvRecord row) {
    return row.getField("window_start") + row.getField("slice_type") + row.getField("slice") + "|";
  }

  private static long number(NamedCsvRecord row, String column) {
    return Long.parseLong(row.getField(column));
  }

  private static List<NamedCsvRecord> rows(SortedMap<String, String> tables, String table)
      throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(tables.get(table + ".csv"))) {
      return reader.stream().toList();
    }
  }
}
