package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.broadsheet.stats.BenjaminiHochberg;
import io.broadsheet.stats.LogLikelihood;
import io.broadsheet.stats.LogOdds;
import io.broadsheet.table.Reals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keyness against something else than the rest of the window, from the counts of table terms. */
class KeynessReferenceTest {
  private static final String OUTLET = "Northern Wire";

  @TempDir private Path folder;

  /** Counts of terms by n and term, below the window and the slice. */
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  @Test
  void comparesWithAnOutletThatIsLeftOut() throws IOException {
    SortedMap<String, String> tables = run("month", "--set=keyness.reference.outlet=" + OUTLET);
    read(tables);
    int windows = 0;
    for (String window : windows()) {
      Map<String, Long> reference = of(window, "outlet", OUTLET);
      if (reference.isEmpty()) {
        continue;
      }
      windows++;
      Map<String, Long> others = new TreeMap<>(of(window, "all", "all"));
      reference.forEach((term, count) -> others.merge(term, -count, Long::sum));
      others.values().removeIf(count -> count == 0);
      assertSame(tables, window, "all", "all", others, reference);
    }
    assertThat(windows, is(greaterThan(0)));
    assertThat(
        rows(tables, "keyness").stream().anyMatch(row -> row.getField("slice").equals(OUTLET)),
        is(false));
  }

  @Test
  void comparesWithEarlierWindows() throws IOException {
    SortedMap<String, String> tables =
        run("day", "--set=keyness.reference.windows=2025-07-01..2025-07-05");
    read(tables);
    Map<String, Long> reference = new TreeMap<>();
    Set<String> later = new TreeSet<>();
    for (String window : windows()) {
      if (window.compareTo("2025-07-01") >= 0 && window.compareTo("2025-07-06") < 0) {
        of(window, "all", "all").forEach((term, count) -> reference.merge(term, count, Long::sum));
      } else if (window.compareTo("2025-07-06") >= 0) {
        later.add(window);
      }
    }
    assertThat(reference.size(), greaterThan(100));
    assertThat(later.size(), greaterThan(2));
    Set<String> compared = new TreeSet<>();
    for (NamedCsvRecord row : rows(tables, "keyness")) {
      compared.add(row.getField("window_start"));
    }
    assertThat(compared, is(later));
    for (String window : later) {
      assertSame(tables, window, "all", "all", of(window, "all", "all"), reference);
    }
  }

  @Test
  void comparesWithAFrequencyFile() throws IOException {
    Path file = folder.resolve("frequencies.csv");
    Files.writeString(
        file,
        """
        term,count
        The,6000
        harbour,20
        Harbour,5
        "zebra",40
        city council,7
        ",",900
        ,93935
        """);
    SortedMap<String, String> tables = run("month", "--set=keyness.reference.file=" + file);
    read(tables);
    Map<String, Long> reference = new TreeMap<>();
    reference.put("1 the", 6000L);
    reference.put("1 harbour", 25L);
    reference.put("1 zebra", 40L);
    reference.put("1 ", 93_935L);
    reference.put("2 city council", 7L);
    for (String window : windows()) {
      assertSame(tables, window, "all", "all", of(window, "all", "all"), reference);
    }
    assertThat(
        rows(tables, "keyness").stream()
            .anyMatch(
                row ->
                    row.getField("term").equals("zebra")
                        && row.getField("target_count").equals("0")),
        is(true));
  }

  @Test
  void isTheSameOnFlink() throws IOException {
    Path file = folder.resolve("frequencies.csv");
    Files.writeString(file, "the,6000\nzebra,40\n");
    for (String reference :
        List.of("outlet=" + OUTLET, "windows=2025-07-01..2025-07-05", "file=" + file)) {
      String set = "--set=keyness.reference." + reference;
      String direct = run("day", set).get("keyness.csv");
      assertThat(direct.lines().count(), greaterThan(100L));
      assertThat(
          run("day", set, "--runner=FlinkRunner", "--parallelism=2").get("keyness.csv"),
          is(direct));
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path file = folder.resolve("frequencies.csv");
    Files.writeString(file, "term,count\nthe,6000\nzebra;40\n");
    assertThat(fails("file=" + file), containsString("line 3: `zebra;40` is not a term, a comma"));
    Files.writeString(file, "term,count\n\",\",6\n");
    assertThat(fails("file=" + file), containsString("has no word with a count"));
    Files.write(file, new byte[] {'a', (byte) 0xe9, ',', '1', '\n'});
    assertThat(fails("file=" + file), containsString("is not UTF-8 text"));
    Files.delete(file);
    assertThat(fails("file=" + file), containsString("is not there"));
  }

  private String fails(String reference) {
    Runs.Ended ended =
        Runs.execute(
            "run",
            "pipelines/sample.yaml",
            "--set=output=[{csv: '" + folder.resolve("failed") + "'}]",
            "--set=keyness.reference." + reference);
    assertThat(ended.exitCode(), is(1));
    return ended.err();
  }

  private SortedMap<String, String> run(String every, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--as-of=2025-07-14",
                "--set=windows.every=" + every,
                "--set=text.ngrams=2",
                "--set=text.stop_words=none",
                "--set=text.top_terms=all",
                "--set=text.slices=[all, outlet]",
                "--set=reports=[terms, keyness]"));
    arguments.addAll(List.of(more));
    return Runs.tables(
        folder.resolve("out"), "pipelines/sample.yaml", arguments.toArray(String[]::new));
  }

  private void read(SortedMap<String, String> tables) throws IOException {
    for (NamedCsvRecord row : rows(tables, "terms")) {
      counts
          .computeIfAbsent(slice(row), key -> new TreeMap<>())
          .put(
              row.getField("n") + " " + row.getField("term"),
              Long.parseLong(row.getField("term_count")));
    }
  }

  private Set<String> windows() {
    Set<String> windows = new TreeSet<>();
    counts.keySet().forEach(slice -> windows.add(slice.substring(0, slice.indexOf('|'))));
    return windows;
  }

  private Map<String, Long> of(String window, String type, String slice) {
    return counts.getOrDefault(window + "|" + type + "|" + slice, Map.of());
  }

  private static String slice(NamedCsvRecord row) {
    return row.getField("window_start")
        + "|"
        + row.getField("slice_type")
        + "|"
        + row.getField("slice");
  }

  private static void assertSame(
      SortedMap<String, String> tables,
      String window,
      String type,
      String slice,
      Map<String, Long> target,
      Map<String, Long> reference)
      throws IOException {
    for (String n : List.of("1 ", "2 ")) {
      long targetTotal = total(target, n);
      long referenceTotal = total(reference, n);
      Map<String, NamedCsvRecord> actual = new TreeMap<>();
      for (NamedCsvRecord row : rows(tables, "keyness")) {
        if (slice(row).equals(window + "|" + type + "|" + slice)
            && n.startsWith(row.getField("n"))) {
          actual.put(row.getField("term"), row);
        }
      }
      Set<String> family = new TreeSet<>();
      for (Map<String, Long> side : List.of(target, reference)) {
        side.keySet().stream()
            .filter(term -> term.startsWith(n) && !term.equals(n))
            .forEach(term -> family.add(term.substring(n.length())));
      }
      List<String> terms = new ArrayList<>(family);
      double[] g2 = new double[terms.size()];
      double[] pValues = new double[terms.size()];
      for (int i = 0; i < g2.length; i++) {
        g2[i] =
            LogLikelihood.keyness(
                target.getOrDefault(n + terms.get(i), 0L),
                targetTotal,
                reference.getOrDefault(n + terms.get(i), 0L),
                referenceTotal);
        pValues[i] = LogLikelihood.pValue(g2[i]);
      }
      double[] qValues = BenjaminiHochberg.qValues(pValues);
      int listed = 0;
      for (int i = 0; i < g2.length; i++) {
        if (g2[i] == 0) {
          continue;
        }
        listed++;
        NamedCsvRecord row = actual.get(terms.get(i));
        long targetCount = target.getOrDefault(n + terms.get(i), 0L);
        long referenceCount = reference.getOrDefault(n + terms.get(i), 0L);
        assertThat(row.getField("target_count"), is(Long.toString(targetCount)));
        assertThat(row.getField("target_total"), is(Long.toString(targetTotal)));
        assertThat(row.getField("reference_count"), is(Long.toString(referenceCount)));
        assertThat(row.getField("reference_total"), is(Long.toString(referenceTotal)));
        assertThat(row.getField("g2"), is(Reals.toString(g2[i])));
        assertThat(
            Double.parseDouble(row.getField("q_value")), closeTo(qValues[i], 1e-9 * qValues[i]));
        assertThat(
            row.getField("log_odds_z"),
            is(
                Reals.toString(
                    LogOdds.z(
                        targetCount,
                        targetTotal,
                        referenceCount,
                        referenceTotal,
                        targetCount + referenceCount,
                        targetTotal + referenceTotal,
                        500))));
      }
      assertThat(actual.size(), is(listed));
    }
  }

  private static long total(Map<String, Long> counts, String n) {
    return counts.entrySet().stream()
        .filter(term -> term.getKey().startsWith(n))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static List<NamedCsvRecord> rows(SortedMap<String, String> tables, String table)
      throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(tables.get(table + ".csv"))) {
      return reader.stream().toList();
    }
  }
}
