package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that make some windows and leave the others, beside runs that make all of them. */
class CarriedWindowsTest {
  private static final List<String> WORDS =
      List.of("harbour", "council", "strike", "budget", "storm", "ferry", "school", "river");
  private static final String REPORTS =
      """
      reports: [outlets, topics, outlet_topics, terms, languages, keyness, notes]
      copies: {find: false}
      stories: {find: false}
      """;

  private static final List<String> CSV = List.of("csv");

  @TempDir private Path folder;
  private Path inbox;
  private String settings = "";

  @BeforeEach
  void makeTheInbox() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
  }

  private static String article(String id, String date, int number) {
    StringBuilder body = new StringBuilder();
    for (int word = 0; word < 30; word++) {
      body.append(WORDS.get((number * 7 + word * (number % 5 + 1)) % WORDS.size())).append(' ');
    }
    return String.format(
        "{\"id\": \"%s\", \"outlet\": \"Paper %d\", \"topics\": [\"t%d\"], \"date\": \"%s\","
            + " \"title\": \"News %s\", \"body\": \"%s\"}",
        id, number % 3, number % 2, date, id, body.toString().strip() + ".");
  }

  private static String date(int day) {
    return String.format("2025-07-%02d", day);
  }

  private void put(String name, List<String> lines) throws IOException {
    Path file = inbox.resolve(name + ".jsonl");
    Files.write(file, lines);
  }

  /** Some articles of a day, of the days around it, without a date, broken, or read before. */
  private List<String> articles(Random random, int day) {
    List<String> lines = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(12);
      int id = random.nextInt(60);
      String date = kind == 0 ? "no date" : date(Math.max(1, day - (kind == 1 ? 3 : 0)));
      lines.add(kind == 2 ? "{broken" : article("a" + id, date, id));
    }
    return lines;
  }

  private JsonNode run(String target, List<String> formats, String... arguments)
      throws IOException {
    Path spec = folder.resolve(target + ".yaml");
    Path out = folder.resolve(target);
    List<String> outputs = new ArrayList<>();
    for (String format : formats) {
      outputs.add("{" + format + ": {path: '" + out + "', partition: window}}");
    }
    Files.writeString(
        spec,
        "input: [{files: '"
            + inbox
            + "/**'}]\n"
            + settings
            + REPORTS
            + "output: ["
            + String.join(", ", outputs)
            + "]\n");
    List<String> all = new ArrayList<>(List.of("run", spec.toString(), "--debug"));
    all.addAll(List.of(arguments));
    Ended ended = Runs.execute(all.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
    return new ObjectMapper().readTree(out.resolve("run.json").toFile());
  }

  private SortedMap<String, String> tables(String target) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    Path tables = folder.resolve(target).resolve("tables").toRealPath();
    try (Stream<Path> all = Files.walk(tables)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".csv")) {
          files.put(tables.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return files;
  }

  private static int left(JsonNode report) {
    return report.at("/this_run/windows_left_as_they_were").asInt();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void makesTheSameAsARunThatMakesAllWindows(long seed) throws IOException {
    Random random = new Random(seed);
    settings = "windows: {allowed_lateness: 2 days, keep: 15 days}\n";
    for (int day = 1; day <= 6; day++) {
      put("day" + day, articles(random, day));
    }
    int left = 0;
    for (int night = 7; night < 14; night++) {
      String now = "--as-of=" + date(night + (random.nextInt(4) == 0 ? 6 : 3));
      switch (random.nextInt(5)) {
        case 0 -> put("day" + (1 + random.nextInt(night)), articles(random, night));
        case 1 -> Files.deleteIfExists(inbox.resolve("day" + (1 + random.nextInt(3)) + ".jsonl"));
        case 2 -> put("late" + night, articles(random, 1 + random.nextInt(night)));
        default -> put("day" + night, articles(random, night));
      }
      JsonNode some = run("some", CSV, now);
      JsonNode all = run("all", List.of("csv", "jsonl"), now);
      String moment = "seed " + seed + ", night " + night;
      assertThat(moment, tables("some"), is(tables("all")));
      assertThat(moment, left(all), is(0));
      assertThat(moment, some.get("counts"), is(all.get("counts")));
      assertThat(moment, some.get("found"), is(all.get("found")));
      for (int table = 0; table < some.get("tables").size(); table++) {
        JsonNode one = some.get("tables").get(table);
        assertThat(moment, one.get("rows"), is(all.get("tables").get(2 * table).get("rows")));
        assertThat(moment, one.get("bytes"), is(all.get("tables").get(2 * table).get("bytes")));
      }
      left += left(some);
    }
    assertThat("windows that were left as they were, seed " + seed, left, greaterThan(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  void leavesWindowsOnWhichNothingNewDepends(String runner) throws IOException {
    for (int day = 1; day <= 5; day++) {
      put("day" + day, List.of(article("a" + day, date(day), day)));
    }
    String now = "--as-of=2025-07-10";
    assertThat(left(run("out", CSV, runner, now)), is(0));
    put("day6", List.of(article("a6", date(6), 6)));
    assertThat(left(run("out", CSV, runner, now)), is(5));
    // Read before on the second, and now with an earlier date.
    put("day7", List.of(article("a2", date(1), 2)));
    assertThat(left(run("out", CSV, runner, now)), is(4));
    assertThat(left(run("out", CSV, runner, now)), is(6));
    run("fresh", CSV, runner, now);
    assertThat(tables("out"), is(tables("fresh")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beginsTheNextVersionWithTheTwinOfOneThatWasMadeWhole(boolean hasTwin) throws IOException {
    for (int day = 1; day <= 3; day++) {
      put("day" + day, List.of(article("a" + day, date(day), day)));
    }
    String now = "--as-of=2025-07-10";
    run("out", CSV, now);
    Path twin = folder.resolve("out/.versions/1/.twin");
    assertThat(Files.isDirectory(twin.resolve("tables/terms/window=2025-07-03")), is(true));
    if (!hasTwin) {
      Runs.delete(twin);
    }
    put("day4", List.of(article("a4", date(4), 4), article("b2", date(2), 5)));
    assertThat(left(run("out", CSV, now)), is(2));
    assertThat("it has become the next version", Files.exists(twin), is(false));
    run("fresh", CSV, now);
    assertThat(tables("out"), is(tables("fresh")));
    put("day5", List.of(article("a5", date(5), 5)));
    assertThat(left(run("out", CSV, now)), is(4));
    Runs.delete(folder.resolve("fresh"));
    run("fresh", CSV, now);
    assertThat(tables("out"), is(tables("fresh")));
  }

  @Test
  void makesAllWindowsWhenTheyAreMadeOtherwise() throws IOException {
    put("day1", List.of(article("a1", date(1), 1)));
    put("day2", List.of(article("a2", date(2), 2)));
    run("out", CSV);
    assertThat(left(run("out", CSV)), is(2));
    settings = "text: {top_terms: 3}\n";
    assertThat(left(run("out", CSV)), is(0));
    run("fresh", CSV);
    assertThat(tables("out"), is(tables("fresh")));
  }

  @Test
  void makesAllWindowsWhereADateWaitsForItsOrder() throws IOException {
    put("day1", List.of(article("a1", date(4), 1)));
    run("out", CSV);
    put("day2", List.of(article("a2", "04-07-2025", 1)));
    assertThat(left(run("out", CSV)), is(0));
    put("day3", List.of(article("a3", "27-06-2025", 1)));
    assertThat(left(run("out", CSV)), is(0));
    run("fresh", CSV);
    assertThat(tables("out"), is(tables("fresh")));
  }
}
