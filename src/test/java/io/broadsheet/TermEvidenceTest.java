package io.broadsheet;

import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every count of a term leads to its articles and to lines of their text. */
class TermEvidenceTest {
  private static final int LINES = 2;

  @TempDir private Path folder;

  @Test
  void followsEveryListedCountToItsArticlesAndToLinesOfText() throws IOException {
    SortedMap<String, String> tables =
        Runs.tables(
            folder.resolve("out"),
            "pipelines/sample.yaml",
            "--as-of=2025-07-14",
            "--set=windows.every=week",
            "--set=text.ngrams=2",
            "--set=text.top_terms=30",
            "--set=reports=[terms, keyness, contexts, term_articles]",
            "--set=contexts.slices=[all, outlet]",
            "--set=contexts.lines=" + LINES);
    Map<String, Map<String, String>> articles =
        rows(tables, "articles").stream()
            .collect(
                Collectors.toMap(
                    row -> row.getField("article_id"),
                    row ->
                        Map.of("outlet", row.getField("outlet"), "copy", row.getField("copy_of"))));
    Map<String, List<NamedCsvRecord>> evidence =
        rows(tables, "term_articles").stream().collect(groupingBy(TermEvidenceTest::key));
    Map<String, List<NamedCsvRecord>> lines =
        rows(tables, "contexts").stream().collect(groupingBy(TermEvidenceTest::key));

    Set<String> listed = new HashSet<>();
    for (NamedCsvRecord row : rows(tables, "terms")) {
      List<NamedCsvRecord> its = evidence.get(key(row));
      assertThat(its.size(), is(Integer.parseInt(row.getField("doc_count"))));
      assertThat(sum(its), is(Long.parseLong(row.getField("term_count"))));
      listed.add(key(row));
      if (row.getField("slice_type").equals("topic")) {
        continue;
      }
      List<NamedCsvRecord> shown = lines.get(key(row));
      int texts = Integer.parseInt(row.getField("unique_docs"));
      assertThat(key(row), shown.size(), is(Math.min(LINES, texts)));
      if (row.getField("slice_type").equals("all")) {
        Map<String, Long> ownTexts = new HashMap<>();
        its.forEach(
            article -> {
              Map<String, String> about = articles.get(article.getField("article_id"));
              if (about.get("copy").isEmpty()) {
                ownTexts.merge(about.get("outlet"), 1L, Long::sum);
              }
            });
        Set<String> outlets =
            shown.stream().map(line -> line.getField("outlet")).collect(Collectors.toSet());
        if (ownTexts.size() >= LINES) {
          assertThat(key(row), outlets.size(), is(LINES));
        }
      }
    }
    for (NamedCsvRecord row : rows(tables, "keyness")) {
      if (!row.getField("target_count").equals("0")) {
        assertThat(sum(evidence.get(key(row))), is(Long.parseLong(row.getField("target_count"))));
        listed.add(key(row));
      }
    }
    assertThat(evidence.keySet(), is(listed));
    assertThat(lines.keySet(), not(empty()));
    for (NamedCsvRecord line : rows(tables, "contexts")) {
      Map<String, String> article = articles.get(line.getField("article_id"));
      assertThat(article.get("outlet"), is(line.getField("outlet")));
      if (line.getField("slice_type").equals("outlet")) {
        assertThat(line.getField("slice"), is(line.getField("outlet")));
      }
    }
    assertThat(
        rows(tables, "contexts").stream()
            .map(row -> row.getField("slice_type"))
            .distinct()
            .toList(),
        containsInAnyOrder("all", "outlet"));
  }

  @Test
  void followsWhatIsRisingToItsArticles() throws IOException {
    String[] settings = {
      "--as-of=2025-07-14",
      "--set=windows.every=day",
      "--set=text.ngrams=3",
      "--set=text.top_terms=4",
      "--set=trends.baseline=5",
      "--set=trends.at_least=2",
      "--set=trends.min_docs=2",
      "--set=contexts.slices=[all, outlet]"
    };
    List<String> tables = List.of("contexts.csv", "term_articles.csv");
    SortedMap<String, String> without =
        run("without", "[terms, keyness, contexts, term_articles]", settings);
    SortedMap<String, String> with =
        run("with", "[terms, keyness, trends, bursts, contexts, term_articles]", settings);

    Map<String, List<NamedCsvRecord>> evidence =
        rows(with, "term_articles").stream().collect(groupingBy(TermEvidenceTest::key));
    Map<String, List<NamedCsvRecord>> lines =
        rows(with, "contexts").stream().collect(groupingBy(TermEvidenceTest::key));
    Set<String> listed = new HashSet<>();
    rows(with, "terms").forEach(row -> listed.add(key(row)));
    int onlyRising = 0;
    for (NamedCsvRecord row : rows(with, "trends")) {
      List<NamedCsvRecord> its = evidence.get(keyOfAll(row.getField("window_start"), row));
      assertThat(its.size(), is(Integer.parseInt(row.getField("doc_count"))));
      assertThat(sum(its), is(Long.parseLong(row.getField("term_count"))));
      assertThat(lines.get(keyOfAll(row.getField("window_start"), row)), not(empty()));
      onlyRising += listed.contains(keyOfAll(row.getField("window_start"), row)) ? 0 : 1;
    }
    assertThat(onlyRising, greaterThan(0));
    for (NamedCsvRecord row : rows(with, "bursts")) {
      long articles =
          evidence.keySet().stream()
              .filter(key -> key.endsWith(keyOfAll("", row)))
              .filter(key -> key.compareTo(row.getField("window_start")) >= 0)
              .filter(key -> key.compareTo(row.getField("last_window_end")) < 0)
              .mapToLong(key -> evidence.get(key).size())
              .sum();
      assertThat(articles, is(Long.parseLong(row.getField("doc_count"))));
    }
    for (String table : tables) {
      List<String> fewer = without.get(table).lines().toList();
      List<String> more = with.get(table).lines().toList();
      assertThat(fewer, is(more.stream().filter(new HashSet<>(fewer)::contains).toList()));
    }
    List<String> order =
        rows(with, "term_articles").stream()
            .map(row -> key(row).replace('|', '\0') + '\0' + row.getField("article_id"))
            .toList();
    assertThat(order, is(order.stream().sorted().toList()));
  }

  private SortedMap<String, String> run(String name, String reports, String... settings)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("--set=reports=" + reports);
    return Runs.tables(
        folder.resolve(name), "pipelines/sample.yaml", arguments.toArray(String[]::new));
  }

  private static String keyOfAll(String windowStart, NamedCsvRecord row) {
    return String.join("|", windowStart, "all", "all", row.getField("n"), row.getField("term"));
  }

  private static long sum(List<NamedCsvRecord> articles) {
    return articles.stream().mapToLong(row -> Long.parseLong(row.getField("term_count"))).sum();
  }

  private static String key(NamedCsvRecord row) {
    return String.join(
        "|",
        row.getField("window_start"),
        row.getField("slice_type"),
        row.getField("slice"),
        row.getField("n"),
        row.getField("term"));
  }

  private static List<NamedCsvRecord> rows(SortedMap<String, String> tables, String table)
      throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(tables.get(table + ".csv"))) {
      return reader.stream().toList();
    }
  }
}
