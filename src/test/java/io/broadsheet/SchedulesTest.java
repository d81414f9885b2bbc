package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.Runs.Ended;
import io.broadsheet.job.StreamState;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after runs over an inbox that fills. */
class SchedulesTest {
  private static final List<String> WORDS =
      List.of("harbour", "council", "strike", "budget", "storm", "ferry", "school", "river");

  @TempDir private Path folder;
  private Path inbox;
  private Path out;

  /** Most of these tests are not about what is counted, and soon done without most of it. */
  private String counted =
      "reports: [outlets, terms]\ncopies: {find: false}\nstories: {find: false}\n";

  @BeforeEach
  void fillTheInbox() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    out = folder.resolve("out");
    for (int day = 1; day <= 4; day++) {
      put(day, 0);
    }
  }

  /** A day's file; each edition has other articles, and some of the day before and after. */
  private Path put(int day, int edition) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int published = i == 5 ? day - 1 : day;
      lines.add(article(published, day + "-" + edition + "-" + i, i + edition + day));
    }
    Path file = inbox.resolve(String.format("2025/07/%02d/articles.jsonl", day));
    Files.createDirectories(file.getParent());
    return Files.write(file, lines);
  }

  private static String article(int day, String id, int number) {
    StringBuilder body = new StringBuilder();
    for (int word = 0; word < 40; word++) {
      body.append(WORDS.get((number * 7 + word * (number % 5 + 1)) % WORDS.size())).append(' ');
    }
    return String.format(
        "{\"id\": \"%s\", \"outlet\": \"Paper %d\", \"topics\": [\"t%d\"], \"date\":"
            + " \"2025-07-%02d\", \"title\": \"News %s\", \"body\": \"%s\"}",
        id, number % 3, number % 2, day, id, body.toString().strip() + ".");
  }

  private static String named(String article) {
    return article.replaceFirst("Paper \\d", "Numeric Post");
  }

  private Ended run(Path target, String... arguments) throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        "input: [{files: '"
            + inbox
            + "/{yyyy}/{MM}/{dd}/*'}]\n"
            + "windows: {allowed_lateness: 2 days}\n"
            + counted
            + "output: [{csv: '"
            + target
            + "'}]\n");
    List<String> all = new ArrayList<>(List.of("run", spec.toString(), "--debug"));
    all.addAll(List.of(arguments));
    if (all.stream().noneMatch(argument -> argument.startsWith("--as-of"))) {
      all.add("--as-of=2025-07-10");
    }
    Ended ended = Runs.execute(all.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
    return ended;
  }

  private static SortedMap<String, String> tables(Path target) throws IOException {
    return Runs.files(target.resolve("tables"));
  }

  private SortedMap<String, String> fresh(String... arguments) throws IOException {
    Path other = Files.createTempDirectory(folder, "fresh");
    run(other, arguments);
    return tables(other);
  }

  private JsonNode report(Path target) throws IOException {
    return new ObjectMapper().readTree(target.resolve("run.json").toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  void changesNoByteWhenNothingIsNew(String runner) throws IOException {
    run(out, runner);
    SortedMap<String, String> first = tables(out);
    run(out, runner);
    assertThat(tables(out), is(first));
    JsonNode alone = report(out).get("this_run");
    assertThat(alone.get("files_read").asInt(), is(0));
    assertThat(alone.get("files_already_counted").asInt(), is(4));
    assertThat(alone.get("articles_already_counted").asInt(), is(24));
    assertThat(report(out).get("counts").get("read").asInt(), is(24));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner"})
  void makesTheSameOfNewAndChangedFilesAsOfAll(String runner) throws IOException {
    counted = "";
    // The fourth of July or the seventh of April, until the outlet shows which.
    String numeric = article(4, "numeric", 1).replace("2025-07-04", "04-07-2025");
    Files.write(inbox.resolve("2025/07/03/numeric.jsonl"), List.of(named(numeric)));
    run(out, runner);
    assertThat(tables(out).get("reconciliation.csv"), containsString("\n,,25,23,0,0,2,0\n"));
    put(5, 0);
    put(2, 1);
    String proof = article(4, "proof", 2).replace("2025-07-04", "27-06-2025");
    Files.write(inbox.resolve("2025/07/05/proof.jsonl"), List.of(named(proof)));
    run(out, runner);
    assertThat(tables(out), is(fresh(runner)));
    assertThat(tables(out).get("reconciliation.csv"), containsString("\n,,32,31,0,0,1,0\n"));
  }

  @Test
  void doesNotReadAgainWhatIsAsItWas() throws IOException {
    run(out);
    Files.write(inbox.resolve("2025/07/03/more.jsonl"), List.of(article(3, "new", 8), "{broken"));
    run(out);
    JsonNode alone = report(out).get("this_run");
    assertThat(alone.get("files_read").asInt(), is(1));
    assertThat(alone.get("articles_read").asInt(), is(1));
    assertThat(alone.get("rejected").asInt(), is(1));
    assertThat(tables(out), is(fresh()));
  }

  @Test
  void keepsCountingFilesThatAreGoneUnlessAllIsReadAgain() throws IOException {
    run(out);
    SortedMap<String, String> first = tables(out);
    Files.delete(inbox.resolve("2025/07/01/articles.jsonl"));
    run(out);
    assertThat(tables(out), is(first));
    run(out, "--full");
    assertThat(tables(out), is(fresh()));
    assertThat(tables(out), is(not(first)));
  }

  @Test
  void makesOnlyTheWindowsOfTheDaysThatItIsAskedFor() throws IOException {
    run(out, "--for=2025-07-02");
    assertThat(windows(out), is(List.of("2025-07-02")));
    JsonNode alone = report(out).get("this_run");
    assertThat(alone.get("articles_outside").asInt(), is(1));
    run(out, "--for=2025-07-03..2025-07-04");
    assertThat(windows(out), is(List.of("2025-07-02", "2025-07-03", "2025-07-04")));
    SortedMap<String, String> both = tables(out);
    run(out, "--for=2025-07-03");
    assertThat(tables(out), is(both));
  }

  @Test
  void tellsOfAllStretchesOfABackfill() throws IOException {
    for (int month = 3; month <= 8; month++) {
      String date = String.format("2024-%02d-02", month);
      String article = article(2, "month" + month, month).replace("2025-07-02", date);
      // Of the days of an earlier stretch.
      String earlier = article(3, "late" + month, month).replace("2025-07-03", "2024-03-03");
      Path file = inbox.resolve(date.replace('-', '/') + "/articles.jsonl");
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(article, earlier));
    }
    Path spec = folder.resolve("backfill.yaml");
    Files.writeString(
        spec,
        "input: [{files: '%s/{yyyy}/{MM}/{dd}/*'}]\n%soutput: [{csv: {path: '%s', partition: window}}]\n"
            .formatted(inbox, counted, out));
    Ended ended =
        Runs.execute("run", spec.toString(), "--for=2024-03..2024-08", "--as-of=2025-07-10");
    assertThat(ended.err(), ended.exitCode(), is(0));
    JsonNode report = report(out);
    assertThat(report.get("for").asText(), is("2024-03-01..2024-08-31"));
    assertThat(report.at("/counts/counted").asInt(), is(12));
    assertThat(report.at("/found/windows/total").asInt(), is(7));
    JsonNode alone = report.get("this_run");
    assertThat(alone.get("windows_made").asInt(), is(7));
    assertThat(alone.get("windows_left_as_they_were").asInt(), is(0));
    assertThat(alone.get("files_already_counted").asInt(), is(0));
    assertThat(alone.get("articles_outside").asInt(), is(0));
    for (JsonNode input : report.get("inputs")) {
      assertThat(input.get("file").asText(), input.get("read").asBoolean(), is(true));
    }
  }

  @Test
  void makesTheSameDayByDayAsAtOnce() throws IOException {
    for (int day = 1; day <= 4; day++) {
      run(out, "--for=2025-07-0" + day);
    }
    run(out);
    assertThat(tables(out), is(fresh()));
  }

  @Test
  void countsArticlesThatComeWithinTheAllowedLatenessAndListsLaterOnes() throws IOException {
    run(out, "--as-of=2025-07-10");
    Files.write(inbox.resolve("2025/07/04/b.jsonl"), List.of(article(4, "in-time", 8)));
    run(out, "--as-of=2025-07-12");
    assertThat(tables(out).get("reconciliation.csv"), containsString("\n,,25,24,0,0,1,0\n"));
    Files.write(inbox.resolve("2025/07/04/c.jsonl"), List.of(article(4, "too-late", 8)));
    run(out, "--as-of=2025-07-13");
    assertThat(tables(out).get("reconciliation.csv"), containsString("\n,,26,24,0,0,1,1\n"));
    assertThat(
        tables(out).get("reconciliation.csv"),
        containsString("\n2025-07-04T00:00:00Z,2025-07-05T00:00:00Z,7,6,0,0,0,1\n"));
    String late =
        tables(out)
            .get("articles.csv")
            .lines()
            .filter(row -> row.contains("News too-late"))
            .findFirst()
            .orElseThrow();
    assertThat(late, startsWith(",,"));
    assertThat(late, containsString(",2025-07-04T00:00:00Z,day,explicit,"));
    SortedMap<String, String> before = tables(out);
    run(out, "--as-of=2025-07-20");
    assertThat(tables(out), is(before));
    run(out, "--full", "--as-of=2025-07-20");
    assertThat(tables(out).get("reconciliation.csv"), containsString("\n,,26,25,0,0,1,0\n"));
  }

  @Test
  void dropsWindowsThatAreNoLongerKept() throws IOException {
    run(out);
    run(out, "--set", "windows.keep=8 days", "--as-of=2025-07-12");
    // The third of July ended eight days before, the fourth seven.
    assertThat(windows(out), is(List.of("2025-07-04")));
    assertThat(report(out).at("/this_run/articles_no_longer_kept").asInt(), is(18));
    assertThat(report(out).at("/this_run/files_read").asInt(), is(0));
    run(out);
    assertThat(windows(out).size(), is(4));
  }

  @Test
  void takesArticlesOutOfTheStateOnceTheirWindowsAreNoLongerKept() throws IOException {
    run(out, "--targetParallelism=1");
    // Read apart from the others, so that it has a pack of its own.
    put(5, 0);
    Files.write(inbox.resolve("2025/07/05/articles.jsonl"), List.of(article(5, "alone", 3)));
    run(out);
    SortedMap<String, String> all = tables(out);
    long before = bytesOfState();
    String keep = "windows.keep=8 days";
    run(out, "--set", keep, "--as-of=2025-07-14");
    assertThat(windows(out).size(), is(0));
    run(out, "--set", keep, "--as-of=2025-07-14");
    run(out, "--set", keep, "--as-of=2025-07-14");
    assertThat(report(out).at("/this_run/articles_no_longer_kept").asInt(), is(24));
    assertThat(report(out).at("/this_run/files_read").asInt(), is(0));
    assertThat(bytesOfState() < before, is(true));
    run(out);
    assertThat(report(out).at("/this_run/files_read").asInt() > 0, is(true));
    assertThat(tables(out), is(all));
  }

  private long bytesOfState() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(out.resolve(".state/runs/packs"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Test
  void leavesTheStateOfAStreamAlone() throws IOException {
    run(out);
    Path checkpoint = out.resolve(".state/checkpoints/job/chk-1/_metadata");
    Path rows = out.resolve(".state/parts/outlets/w1.part");
    for (Path file : List.of(checkpoint, rows)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "of a stream");
    }
    run(out, "--full");
    assertThat(Files.readString(checkpoint), is("of a stream"));
    assertThat(Files.readString(rows), is("of a stream"));
    new StreamState(out.resolve(".state"))
        .prepare(WindowScheme.of("day", ZoneOffset.UTC), PipelineOptionsFactory.create());
    run(out);
    assertThat(report(out).at("/this_run/files_read").asInt(), is(0));
  }

  @Test
  void tellsWhatTheOutputHoldsAndWhatIsStale() throws IOException {
    run(out);
    String spec = folder.resolve("spec.yaml").toString();
    String status = Runs.execute("status", spec).out();
    assertThat(
        status,
        containsString(
            "2025-07-02T00:00:00Z                6  2025-07-10T00:00:00Z      2025-07-10T00:00:00Z"
                + "           2  up to date"));
    assertThat(status, containsString("The next run reads: nothing"));
    put(5, 0);
    put(4, 1);
    Files.delete(inbox.resolve("2025/07/01/articles.jsonl"));
    status = Runs.execute("status", spec, "--files").out();
    assertThat(status, containsString("  stale"));
    assertThat(status, containsString("07/05/articles.jsonl"));
    assertThat(status, containsString(", sha256 "));
    assertThat(status, containsString("gone since: 1 files"));
  }

  @Test
  void readsAgainWhatADamagedStateHeld() throws IOException {
    run(out);
    SortedMap<String, String> first = tables(out);
    for (String damaged : List.of("packs/*.pack", "manifest-*", "current")) {
      try (Stream<Path> files = Files.walk(out.resolve(".state/runs"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (file.getFileSystem().getPathMatcher("glob:**/" + damaged).matches(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
              channel.truncate(channel.size() / 2);
            }
          }
        }
      }
      run(out);
      assertThat(damaged, tables(out), is(first));
    }
  }

  @Test
  void mendsAPackWhoseBytesAreNotThoseThatWereWritten() throws IOException {
    run(out);
    SortedMap<String, String> first = tables(out);
    try (Stream<Path> files = Files.list(out.resolve(".state/runs/packs"))) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);
      }
    }
    assertThat(run(out).err(), containsString("damaged"));
    assertThat(tables(out), is(first));
  }

  private static List<String> windows(Path target) throws IOException {
    return new TreeMap<>(tables(target))
        .get("outlets.csv")
        .lines()
        .skip(1)
        .map(row -> row.substring(0, 10))
        .distinct()
        .toList();
  }
}
