package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command from files to files. */
class EndToEndTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/sample");
  private static final String SAMPLE = "pipelines/sample.yaml";
  private static final String AS_OF = "--as-of=2025-07-14";
  private static final String TOP = "text.top_terms=10";

  @TempDir private Path folder;

  @Test
  void writesTheSampleByteForByte() throws IOException {
    Path out = folder.resolve("out");
    Ended ended =
        Runs.execute(
            "run",
            SAMPLE,
            AS_OF,
            "--set",
            TOP,
            "--set",
            "output=[{csv: '" + out + "'}, {jsonl: '" + out + "'}]");
    assertThat(ended.err(), ended.exitCode(), is(0));
    SortedMap<String, String> tables = Runs.files(out.resolve("tables"));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      for (Map.Entry<String, String> table : tables.entrySet()) {
        Files.writeString(GOLDEN.resolve(table.getKey()), table.getValue());
      }
    }
    assertSame(tables, Runs.files(GOLDEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--targetParallelism=1",
        "--targetParallelism=4",
        "--runner=FlinkRunner --parallelism=1",
        "--runner=FlinkRunner --parallelism=2",
        "--runner=FlinkRunner --parallelism=4",
      })
  void writesTheSameBytesOnEveryRunnerAtAnyParallelism(String options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(AS_OF, "--set", TOP));
    arguments.addAll(List.of(options.split(" ", -1)));
    assertSame(
        Runs.tables(folder.resolve("out"), SAMPLE, arguments.toArray(String[]::new)),
        csv(Runs.files(GOLDEN)));
  }

  @Test
  void writesTheSameBytesHoweverArticlesAreSharedOutAmongFiles() throws IOException {
    Path input = folder.resolve("in");
    copy(Path.of("sample-input"), input.resolve("z"));
    // Lines of JSON change files: those of one file end up in three, in reverse.
    List<Path> jsonLines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(input)) {
      files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .forEach(jsonLines::add);
    }
    assertThat(jsonLines.isEmpty(), is(false));
    for (Path file : jsonLines) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      Files.delete(file);
      for (int i = 0; i < lines.size(); i++) {
        Path other = file.resolveSibling((9 - i % 3) + file.getFileName().toString());
        String before = Files.exists(other) ? Files.readString(other) : "";
        Files.writeString(other, lines.get(i) + "\n" + before);
      }
    }
    SortedMap<String, String> shuffled =
        Runs.tables(
            folder.resolve("out"),
            SAMPLE,
            AS_OF,
            "--set",
            TOP,
            "--set",
            "input.0.files=" + input + "/*/*/**");
    SortedMap<String, String> golden = csv(Runs.files(GOLDEN));
    // Where a record stands is what was changed.
    for (String about : List.of("articles.csv", "notes.csv", "rejects.csv")) {
      assertThat(lines(shuffled.remove(about)).size(), is(lines(golden.remove(about)).size()));
    }
    assertSame(shuffled, golden);
  }

  @Test
  void findsWhatTheNewsroomPutIn() throws IOException {
    JsonNode facts =
        new ObjectMapper()
            .readTree(Path.of("src/test/resources/sample-facts.json").toFile())
            .get("totals");
    assertThat(facts.toString(), facts.isMissingNode(), is(false));
    String run = lines(csv(Runs.files(GOLDEN)).get("reconciliation.csv")).get(1);
    assertThat(run, is(",,122,107,4,5,6,0"));
  }

  @Test
  void runsAgainOverItsOwnOutput() throws IOException {
    Path out = folder.resolve("out");
    SortedMap<String, String> first = Runs.tables(out, SAMPLE, AS_OF, "--set", TOP);
    assertThat(Runs.tables(out, SAMPLE, AS_OF, "--set", TOP), is(first));
  }

  @Test
  void leavesAFolderAloneThatIsNotOurs() throws IOException {
    Path out = Files.createDirectories(folder.resolve("thesis"));
    Files.writeString(out.resolve("chapter.txt"), "years of work");
    Ended ended = Runs.execute("run", SAMPLE, "--set", "output=[{csv: '" + out + "'}]");
    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("thesis"));
    assertThat(Files.readString(out.resolve("chapter.txt")), is("years of work"));
  }

  @Test
  void saysInOneSentenceThatThereIsNoInput() {
    Ended ended =
        Runs.execute(
            "report", folder.resolve("nothing").toString(), "--out=" + folder.resolve("out"));
    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("nothing does not exist"));
    assertThat(ended.err().lines().count(), is(1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  void reportsAnInputWithoutAnyArticle(String runner) throws IOException {
    Path input = Files.writeString(folder.resolve("empty.jsonl"), "{\"title\": \"\"}\n{}\n");
    Ended ended =
        Runs.execute("report", input.toString(), "--out=" + folder.resolve("out"), runner);
    assertThat(ended.err(), ended.exitCode(), is(0));
    assertThat(
        Files.readString(folder.resolve("out/tables/reconciliation.csv")),
        containsString("\n,,2,0,0,2,0,0\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  void countsTheSameTermsWithoutLookingForCopiesAndStories(String runner) throws IOException {
    SortedMap<String, String> tables =
        Runs.tables(
            folder.resolve("out"),
            SAMPLE,
            AS_OF,
            "--set",
            TOP,
            "--set",
            "reports=[outlets, trends]",
            "--set",
            "copies.find=false",
            "--set",
            "stories.find=false",
            runner);
    SortedMap<String, String> golden = csv(Runs.files(GOLDEN));
    assertThat(tables.get("trends.csv"), is(golden.get("trends.csv")));
    assertThat(tables.get("reconciliation.csv"), is(golden.get("reconciliation.csv")));
  }

  @Test
  void exitsWithThreeWhenTooMuchWasRejected() throws IOException {
    Path input = Files.writeString(folder.resolve("a.jsonl"), "{\"title\": \"a\"}\n{broken\n");
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            "input: [{files: '" + input + "'}]\noutput: [{csv: '" + folder + "/out'}]\n");
    assertThat(
        Runs.execute("run", spec.toString(), "--set", "max_rejected=50 %").exitCode(), is(0));
    assertThat(
        Runs.execute("run", spec.toString(), "--set", "max_rejected=49 %").exitCode(), is(3));
  }

  @Test
  void tellsFormats() {
    Ended ended = Runs.execute("formats", "sample-input/**");
    assertThat(ended.err(), ended.exitCode(), is(0));
    assertThat(ended.out(), containsString("tag-page"));
  }

  @Test
  void readsTheSeedPage() throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    Path seed = Path.of(corpora).resolveSibling("seed");
    Ended ended = Runs.execute("report", seed.toString(), "--out=" + folder.resolve("out"));
    assertThat(ended.err(), ended.exitCode(), is(0));
    List<String> cells =
        lines(Files.readString(folder.resolve("out/tables/articles.csv"))).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(row -> String.join(",", row[0].substring(0, 10), row[3], row[4], row[5]))
            .toList();
    assertThat(
        cells,
        is(
            List.of(
                "2025-07-01,Winnipeg Free Press,Politics,SputnikAzerbaijan",
                "2025-07-02,(unknown),Politics,SputnikAzerbaijan",
                "2025-07-02,Russia Today,Politics,SputnikAzerbaijan",
                "2025-07-03,DW,Politics,SputnikAzerbaijan",
                "2025-07-10,Al Jazeera,Politics,SputnikAzerbaijan")));
  }

  @Test
  void accountsForEveryArticleOfARealCollection() throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    SortedMap<String, String> tables =
        Runs.tables(
            folder.resolve("out"),
            "pipelines/allsides.yaml",
            "--set",
            "input.0.files=" + corpora + "/01-news-en-allsides/jsons/*.json");
    assertThat(lines(tables.get("reconciliation.csv")).get(1), is(",,1813,1641,0,0,172,0"));
  }

  /** The events of which the papers of those weeks were full. */
  @Test
  void putsTheEventsOfAWeekOnTopOfItsTrends() throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    SortedMap<String, String> tables =
        Runs.tables(
            folder.resolve("out"),
            "pipelines/allsides.yaml",
            "--set",
            "input.0.files=" + corpora + "/01-news-en-allsides/jsons/*.json");
    List<String> rows = lines(tables.get("trends.csv"));
    List<String> header = List.of(rows.get(0).split(",", -1));
    Map<String, List<String>> topByWeek = new TreeMap<>();
    for (String row : rows.subList(1, rows.size())) {
      // Commas between quotes belong to a term such as "5,000".
      String[] cells = row.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      if (Integer.parseInt(cells[header.indexOf("rank")]) <= 20) {
        topByWeek
            .computeIfAbsent(cells[0].substring(0, 10), week -> new ArrayList<>())
            .add(cells[header.indexOf("term")]);
      }
    }
    Map<String, List<String>> events =
        Map.of(
            // The police shootings of Terence Crutcher and Keith Lamont Scott.
            "2016-09-19", List.of("charlotte", "tulsa", "crutcher"),
            // The first debate, and Miss Universe in it.
            "2016-09-26", List.of("debate", "holt", "machado"),
            // The vice-presidential debate.
            "2016-10-03", List.of("pence"),
            "2016-10-10", List.of("tape", "wikileaks", "groping"),
            // The last debate: would he accept the result?
            "2016-10-17", List.of("rigged", "accept", "wallace"),
            // Comey's letter of 28 October.
            "2016-10-24", List.of("weiner", "comey"),
            "2016-10-31", List.of("comey", "fbi", "investigation"),
            "2016-11-07", List.of("elect", "victory"),
            // Castro died on 25 November; the recount was asked for.
            "2016-11-21", List.of("castro", "fidel", "recount"),
            // What would you do about Aleppo?
            "2016-09-05", List.of("aleppo"));
    events.forEach(
        (week, terms) ->
            assertThat(week, topByWeek.get(week), hasItems(terms.toArray(String[]::new))));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static SortedMap<String, String> csv(SortedMap<String, String> files) {
    SortedMap<String, String> csv = new TreeMap<>(files);
    csv.keySet().removeIf(name -> !name.endsWith(".csv"));
    return csv;
  }

  /** Names the first line that differs, rather than all of both. */
  private static void assertSame(
      SortedMap<String, String> actual, SortedMap<String, String> expected) {
    assertThat(actual.keySet(), is(expected.keySet()));
    for (Map.Entry<String, String> file : expected.entrySet()) {
      List<String> expectedLines = lines(file.getValue());
      List<String> actualLines = lines(actual.get(file.getKey()));
      for (int i = 0; i < Math.min(expectedLines.size(), actualLines.size()); i++) {
        assertThat(
            file.getKey() + " line " + (i + 1), actualLines.get(i), is(expectedLines.get(i)));
      }
      assertThat(file.getKey() + " lines", actualLines.size(), is(expectedLines.size()));
      assertThat(file.getKey(), actual.get(file.getKey()).equals(file.getValue()), is(true));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(from)) {
      walk.sorted(Comparator.naturalOrder()).forEach(paths::add);
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path));
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    }
  }
}
