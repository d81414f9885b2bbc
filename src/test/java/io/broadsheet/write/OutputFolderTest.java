package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.broadsheet.article.UserException;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
  private static final Table WORDS = Rows.texts("words", 2);
  private static final Table OTHERS = Rows.texts("others", 2);
  private static final RowFormat CSV = new CsvFormat(false);
  private static final RowFormat JSON = new JsonLinesFormat();

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void nameTheFolder() {
    out = folder.resolve("reports/daily");
  }

  private static Map<String, byte[]> report(List<TableFile> files) {
    return Map.of("run.json", files.toString().getBytes(UTF_8));
  }

  private static Part part(Path stage, Table table, RowFormat format, String name, long... segments)
      throws IOException {
    PartWriter writer = PartWriter.open(stage, format, table, ZoneOffset.UTC, name);
    for (int i = 0; i < segments.length; i += 2) {
      RowWriter rows = writer.beginSegment(segments[i], (int) segments[i + 1]);
      rows.text(segments[i] == Part.NO_WINDOW ? "none" : "w" + segments[i]);
      rows.text("o" + segments[i + 1]);
      rows.endRow();
      writer.endSegment();
    }
    return writer.close();
  }

  private void commit(String content) throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      PartWriter writer = PartWriter.open(output.stage(), CSV, WORDS, ZoneOffset.UTC, "a");
      RowWriter rows = writer.beginSegment(0, 0);
      rows.text(content);
      rows.text("");
      rows.endRow();
      writer.endSegment();
      output.commit(
          List.of(WORDS), List.of(CSV), List.of(writer.close()), OutputFolderTest::report);
    }
  }

  private String words() throws IOException {
    return Files.readString(out.resolve("tables/words.csv"));
  }

  private List<String> names(String of) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path entry : DurableFiles.list(out.resolve(of))) {
      names.add(entry.getFileName().toString());
    }
    return names;
  }

  private void assertRefused(String sentence) {
    UserException refusal = assertThrows(UserException.class, () -> OutputFolder.prepare(out));
    assertThat(
        refusal.getMessage(), allOf(containsString(out.toString()), containsString(sentence)));
  }

  @Test
  void putsSegmentsInOrderOfWindowAndShard() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      List<Part> parts =
          List.of(
              part(output.stage(), WORDS, CSV, "b", 20, 1, 10, 1, -5, 1),
              part(output.stage(), WORDS, CSV, "a", 10, 0, 20, 0, Part.NO_WINDOW, 9),
              part(output.stage(), WORDS, CSV, "c", 10, -1, 20, 100, 30, 0));
      List<TableFile> files =
          output.commit(List.of(WORDS, OTHERS), List.of(CSV), parts, OutputFolderTest::report);
      assertThat(
          files,
          is(
              List.of(
                  new TableFile("others", "csv", "tables/others.csv", 0, 6),
                  new TableFile(
                      "words",
                      "csv",
                      "tables/words.csv",
                      9,
                      Files.size(out.resolve("tables/words.csv"))))));
      assertThat(Files.readString(out.resolve("run.json")), is(files.toString()));
    }
    assertThat(
        words(),
        is(
            Rows.lines(
                "c0,c1",
                "none,o9",
                "w-5,o1",
                "w10,o-1",
                "w10,o0",
                "w10,o1",
                "w20,o0",
                "w20,o1",
                "w20,o100",
                "w30,o0")));
    assertThat(Files.readString(out.resolve("tables/others.csv")), is("c0,c1\n"));
    assertThat(Files.size(out.resolve("_SUCCESS")), is(0L));
  }

  /** More parts than files may be open at once, their segments interleaved. */
  @Test
  void assemblesHundredsOfParts() throws IOException {
    int count = 300;
    int windows = 5;
    try (OutputFolder output = OutputFolder.prepare(out)) {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long[] segments = new long[2 * windows];
        for (int window = 0; window < windows; window++) {
          segments[2 * window] = window;
          segments[2 * window + 1] = i;
        }
        parts.add(part(output.stage(), WORDS, CSV, "p" + i, segments));
      }
      Collections.shuffle(parts, new Random(1));
      output.commit(List.of(WORDS), List.of(CSV), parts, OutputFolderTest::report);
    }
    StringBuilder expected = new StringBuilder("c0,c1\n");
    for (int window = 0; window < windows; window++) {
      for (int i = 0; i < count; i++) {
        expected.append("w").append(window).append(",o").append(i).append('\n');
      }
    }
    assertThat(words(), is(expected.toString()));
  }

  @Test
  void writesSeveralFormatsSideBySide() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      List<Part> parts =
          List.of(
              part(output.stage(), WORDS, CSV, "a", 1, 0),
              part(output.stage(), WORDS, JSON, "a", 1, 0));
      output.commit(List.of(WORDS), List.of(CSV, JSON), parts, OutputFolderTest::report);
    }
    assertThat(words(), is("c0,c1\nw1,o0\n"));
    assertThat(
        Files.readString(out.resolve("tables/words.jsonl")), is("{\"c0\":\"w1\",\"c1\":\"o0\"}\n"));
  }

  @Test
  void givesTheSameBytesWhateverTheOrderOfParts() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      List<Part> parts = new ArrayList<>();
      parts.add(part(output.stage(), WORDS, CSV, "a", 1, 0, 2, 0));
      parts.add(part(output.stage(), WORDS, CSV, "b", 1, 1, 2, 1));
      output.commit(List.of(WORDS), List.of(CSV), parts, OutputFolderTest::report);
      String first = words();
      // A bundle that is tried again writes and reports its part once more.
      parts.add(0, part(output.stage(), WORDS, CSV, "b", 1, 1, 2, 1));
      output.commit(List.of(WORDS), List.of(CSV), parts, OutputFolderTest::report);
      assertThat(words(), is(first));
    }
  }

  @Test
  void keepsThePreviousVersionUntilTheNextCommit() throws IOException {
    commit("one");
    Path one = out.resolve(".current").toRealPath();
    commit("two");
    Path two = out.resolve(".current").toRealPath();
    assertThat(words(), is("c0,c1\ntwo,\n"));
    assertThat(Files.readString(one.resolve("tables/words.csv")), is("c0,c1\none,\n"));
    assertThat(Files.exists(one.resolve("_SUCCESS")), is(true));
    commit("three");
    assertThat(Files.exists(one), is(false));
    assertThat(Files.exists(two), is(true));
    assertThat(words(), is("c0,c1\nthree,\n"));
  }

  @Test
  void showsNothingBeforeTheFirstCommit() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      part(output.stage(), WORDS, CSV, "a", 1, 0);
      assertThat(names(""), containsInAnyOrder(".commit-lock", ".lock", ".staging"));
    }
    assertThat(names(".staging"), is(empty()));
  }

  @Test
  void addsAndRemovesOtherFilesWithTheVersion() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      output.commit(
          List.of(WORDS),
          List.of(CSV),
          List.of(),
          files ->
              Map.of(
                  "run.json", new byte[0],
                  "index.html", "page".getBytes(UTF_8),
                  "assets/deep/style.css", "style".getBytes(UTF_8)));
      assertThat(Files.readString(out.resolve("index.html")), is("page"));
      assertThat(Files.readString(out.resolve("assets/deep/style.css")), is("style"));
      output.commit(List.of(WORDS), List.of(CSV), List.of(), OutputFolderTest::report);
      assertThat(
          names(""),
          containsInAnyOrder(
              ".commit-lock",
              ".current",
              ".lock",
              ".staging",
              ".versions",
              "_SUCCESS",
              "run.json",
              "tables"));
    }
  }

  @Test
  void canBeMovedAsAWhole() throws IOException {
    commit("one");
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(out, elsewhere);
    assertThat(Files.readString(elsewhere.resolve("tables/words.csv")), is("c0,c1\none,\n"));
  }

  @Test
  void leavesTheOldVersionWhenACommitFails() throws IOException {
    commit("one");
    try (OutputFolder output = OutputFolder.prepare(out)) {
      Part part = part(output.stage(), WORDS, CSV, "a", 1, 0);
      Files.delete(output.stage().resolve(part.file()));
      UserException gone =
          assertThrows(
              UserException.class,
              () ->
                  output.commit(
                      List.of(WORDS), List.of(CSV), List.of(part), OutputFolderTest::report));
      assertThat(gone.getMessage(), containsString(part.file()));
      Part cut = part(output.stage(), WORDS, CSV, "b", 1, 0);
      Files.writeString(output.stage().resolve(cut.file()), "w1");
      UserException truncated =
          assertThrows(
              UserException.class,
              () ->
                  output.commit(
                      List.of(WORDS), List.of(CSV), List.of(cut), OutputFolderTest::report));
      assertThat(truncated.getMessage(), containsString("shorter"));
      assertThrows(
          IllegalArgumentException.class,
          () -> output.commit(List.of(WORDS), List.of(CSV), List.of(), files -> Map.of()));
      assertThat(words(), is("c0,c1\none,\n"));
      assertThat(names(".versions"), is(List.of("1")));
    }
    commit("two");
    assertThat(words(), is("c0,c1\ntwo,\n"));
  }

  @Test
  void refusesPartsThatContradictEachOther() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      Part one = part(output.stage(), WORDS, CSV, "a", 1, 0);
      Part other = part(output.stage(), WORDS, CSV, "a", 2, 0);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              output.commit(
                  List.of(WORDS), List.of(CSV), List.of(one, other), OutputFolderTest::report));
      Part same = part(output.stage(), WORDS, CSV, "b", 2, 0);
      assertThrows(
          IllegalStateException.class,
          () ->
              output.commit(
                  List.of(WORDS), List.of(CSV), List.of(other, same), OutputFolderTest::report));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              output.commit(
                  List.of(OTHERS), List.of(CSV), List.of(other), OutputFolderTest::report));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              output.commit(
                  List.of(WORDS), List.of(JSON), List.of(other), OutputFolderTest::report));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              output.commit(
                  List.of(WORDS),
                  List.of(CSV, new CsvFormat(true)),
                  List.of(),
                  OutputFolderTest::report));
      assertThat(Files.exists(out.resolve("tables")), is(false));
    }
  }

  @Test
  void refusesOtherFilesThatLeadElsewhere() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      for (String name : List.of("../x", "/x", "tables/x", "_SUCCESS", ".current", "a//b")) {
        assertThrows(
            IllegalArgumentException.class,
            () ->
                output.commit(
                    List.of(WORDS),
                    List.of(CSV),
                    List.of(),
                    files -> Map.of("run.json", new byte[0], name, new byte[0])),
            name);
      }
    }
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "years of work");
    assertRefused("holds thesis.txt and no run.json");
    assertThat(names(""), is(List.of("thesis.txt")));
  }

  @Test
  void refusesAFileInItsPlaceAndALinkToNowhere() throws IOException {
    Files.createDirectories(out.getParent());
    Files.writeString(out, "a file");
    assertRefused("it is a file, not a folder");
    Files.delete(out);
    Files.createSymbolicLink(out, Path.of("nowhere"));
    assertRefused("a link that leads nowhere");
    assertThat(Files.exists(folder.resolve("reports/nowhere")), is(false));
    Files.delete(out);
    Files.createDirectories(folder.resolve("reports/somewhere"));
    Files.createSymbolicLink(out, Path.of("somewhere"));
    commit("through a link");
    assertThat(words(), is("c0,c1\nthrough a link,\n"));
  }

  @Test
  void refusesAFileInPlaceOfAParent() throws IOException {
    Files.writeString(folder.resolve("reports"), "a file");
    assertRefused("Cannot write to");
  }

  @Test
  void leavesAloneWhatAUserAddsToItsOutput() throws IOException {
    commit("one");
    Files.writeString(out.resolve("notes.txt"), "mine");
    commit("two");
    assertThat(Files.readString(out.resolve("notes.txt")), is("mine"));
  }

  @Test
  void refusesACopyThatIsNoLongerMadeOfLinks() throws IOException {
    Files.createDirectories(out.resolve("tables"));
    Files.writeString(out.resolve("run.json"), "{}");
    assertRefused("tables is not a link that Broadsheet made");
    assertThat(names(""), not(is(empty())));
  }

  @Test
  void deletesNothingBehindLinksThatItDidNotMake() throws IOException {
    commit("one");
    Path precious = Files.createDirectories(folder.resolve("precious"));
    Files.writeString(precious.resolve("file"), "mine");
    Files.delete(out.resolve(".staging"));
    Files.createSymbolicLink(out.resolve(".staging"), precious);
    assertRefused(".staging is not Broadsheet's folder");
    Files.delete(out.resolve(".staging"));
    Path stage = Files.createDirectories(out.resolve(".staging/crashed"));
    Files.createSymbolicLink(stage.resolve("link"), precious);
    commit("two");
    assertThat(Files.exists(stage, LinkOption.NOFOLLOW_LINKS), is(false));
    assertThat(Files.readString(precious.resolve("file")), is("mine"));
  }

  @Test
  void refusesASecondRunInTheSameProcess() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      assertRefused("this process is writing there already");
      Path link = folder.resolve("link");
      Files.createSymbolicLink(link, out);
      assertThrows(UserException.class, () -> OutputFolder.prepare(link));
      assertThat(Files.isDirectory(output.stage()), is(true));
      assertThat(output.crashedRun(), is(Optional.empty()));
    }
    OutputFolder.prepare(out).close();
  }

  @Test
  void cleansUpAfterACrashedRunAndSaysWhoseItWas() throws IOException {
    commit("one");
    Files.writeString(out.resolve(".lock"), "process 1 on elsewhere since 2025-07-10T00:00:00Z");
    Files.createDirectories(out.resolve(".staging/crashed/words"));
    Files.writeString(out.resolve(".staging/crashed/words/.a"), "half");
    Files.createDirectories(out.resolve(".versions/2/tables"));
    Files.writeString(out.resolve(".versions/2/tables/words.csv"), "half");
    Files.createSymbolicLink(out.resolve("index.html"), Path.of(".current/index.html"));
    Files.createSymbolicLink(out.resolve(".current.new"), Path.of(".versions/2"));
    try (OutputFolder output = OutputFolder.prepare(out)) {
      assertThat(
          output.crashedRun(),
          is(Optional.of("process 1 on elsewhere since 2025-07-10T00:00:00Z")));
      assertThat(names(".staging").size(), is(1));
      assertThat(names(".versions"), is(List.of("1")));
      assertThat(Files.exists(out.resolve("index.html"), LinkOption.NOFOLLOW_LINKS), is(false));
      assertThat(words(), is("c0,c1\none,\n"));
    }
    commit("two");
    assertThat(words(), is("c0,c1\ntwo,\n"));
  }

  @Test
  void startsAnewWhenSomebodyRemovedTheVersions() throws IOException {
    commit("one");
    DurableFiles.deleteTree(out.resolve(".versions"));
    commit("two");
    assertThat(words(), is("c0,c1\ntwo,\n"));
  }

  @Test
  void refusesAFolderWithoutPermission() throws IOException {
    Path closed = Files.createDirectories(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(closed), "this user may write everywhere");
    out = closed.resolve("daily");
    assertRefused("no permission");
    out = closed;
    assertRefused("no permission");
  }

  @Test
  void takesTheCommitOfAnotherProcessThanTheOneThatPrepared() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      Part part = part(output.stage(), WORDS, CSV, "a", 1, 0);
      OutputFolder.commit(
          out,
          Path.of(output.stage().toString()),
          List.of(WORDS),
          List.of(CSV),
          List.of(Part.fromBytes(part.toBytes())),
          OutputFolderTest::report);
    }
    assertThat(words(), is("c0,c1\nw1,o0\n"));
  }

  @Test
  void letsNothingHoldOfARunWhoseFolderTheNextHasTaken() throws IOException {
    commit("one");
    OutputFolder dead = OutputFolder.prepare(out);
    Part part = part(dead.stage(), WORDS, CSV, "a", 1, 0);
    dead.close();
    commit("two");
    assertThrows(
        UserException.class,
        () ->
            OutputFolder.commit(
                out,
                dead.stage(),
                List.of(WORDS),
                List.of(CSV),
                List.of(part),
                OutputFolderTest::report));
    assertThat(words(), is("c0,c1\ntwo,\n"));
    assertThat(names(".staging"), is(List.of()));
  }

  @Test
  void takesTheFolderOfARunWhoseWorkersGoOnWriting() throws Exception {
    ExecutorService workers = Executors.newSingleThreadExecutor();
    for (int run = 0; run < 20; run++) {
      Path left = Files.createDirectories(out.resolve(".staging/crashed-" + run + "/words"));
      Future<?> worker =
          workers.submit(
              () -> {
                for (int part = 0; Files.isDirectory(left); part++) {
                  try {
                    Files.writeString(left.resolve("part-" + part), "w");
                  } catch (NoSuchFileException e) {
                    break;
                  }
                }
                return null;
              });
      while (!Files.exists(left.resolve("part-20"))) {
        Thread.onSpinWait();
      }
      OutputFolder.prepare(out).close();
      worker.get();
      assertThat(names(".staging"), is(List.of()));
    }
    workers.shutdown();
  }

  /** As when a worker was given up, but goes on, while another does its work again. */
  @Test
  void showsWholeVersionsWhileTwoAttemptsCommitAtOnce() throws Exception {
    try (OutputFolder output = OutputFolder.prepare(out)) {
      Part part = part(output.stage(), WORDS, CSV, "a", 1, 0);
      Callable<Integer> attempt =
          () -> {
            for (int i = 0; i < 10; i++) {
              output.commit(List.of(WORDS), List.of(CSV), List.of(part), OutputFolderTest::report);
            }
            return 10;
          };
      ExecutorService workers = Executors.newFixedThreadPool(2);
      try {
        for (Future<Integer> ended : workers.invokeAll(List.of(attempt, attempt))) {
          assertThat(ended.get(), is(10));
        }
      } finally {
        workers.shutdown();
      }
      assertThat(names(".versions"), is(List.of("19", "20")));
      assertThat(words().startsWith("c0,c1\n"), is(true));
    }
  }
}
