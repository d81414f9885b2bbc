package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Table changes: what later runs made of windows that were there before. */
class ChangesTest {
  private static final String COMPARED = "changes: {tables: [outlets, reconciliation]}\n";

  @TempDir private Path folder;
  private Path inbox;
  private String sink;

  @BeforeEach
  void fillTheInbox() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    sink = "csv: {path: '" + folder.resolve("out") + "', partition: window}";
    put("1", article("a", 1, "Morning Post"), article("b", 2, "Evening | Star"));
    put("2", article("c", 1, "Morning Post"), article("d", 3, "Morning Post"));
  }

  private void put(String name, String... articles) throws IOException {
    Files.write(inbox.resolve(name + ".jsonl"), List.of(articles));
  }

  private static String article(String id, int day, String outlet) {
    return String.format(
        "{\"id\": \"%s\", \"outlet\": \"%s\", \"date\": \"2025-07-%02d\", \"title\": \"News\","
            + " \"body\": \"The ferry waits for %s.\"}",
        id, outlet, day, id);
  }

  private List<String> run(String changes, String... arguments) throws IOException {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        "input: [{files: '"
            + inbox
            + "/*'}]\nwindows: {allowed_lateness: 30 days}\n"
            + "reports: [outlets, terms, changes]\n"
            + "copies: {find: false}\nstories: {find: false}\n"
            + changes
            + "output: [{"
            + sink
            + "}]\n");
    List<String> all = new ArrayList<>(List.of("run", spec.toString(), "--debug"));
    all.addAll(List.of(arguments));
    Ended ended = Runs.execute(all.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
    Path table = folder.resolve("out/tables/changes.csv");
    return Files.exists(table) ? Files.readAllLines(table).stream().skip(1).toList() : List.of();
  }

  @Test
  void listsTheCellsOfRestatedWindowsAsTheyWereAndAsTheyAre() throws IOException {
    assertThat(run(COMPARED, "--as-of=2025-07-10"), hasSize(0));
    put("3", article("e", 1, "Morning Post"), article("f", 4, "Morning Post"));
    List<String> first = run(COMPARED, "--as-of=2025-07-11");
    String morning = "2025-07-11T00:00:00Z,outlets,2025-07-01T00:00:00Z,Morning Post,";
    assertThat(
        first,
        hasItems(
            morning + "articles,2,3",
            morning + "total_articles,2,3",
            "2025-07-11T00:00:00Z,reconciliation,2025-07-01T00:00:00Z,,counted,2,3"));
    // The fourth is new, and the others are as they were.
    first.forEach(row -> assertThat(row, containsString(",2025-07-01T00:00:00Z,")));
    assertThat(run(COMPARED, "--as-of=2025-07-12"), is(first));
    put("1", article("a", 1, "Morning Post"));
    List<String> second = run(COMPARED, "--as-of=2025-07-13");
    assertThat(second.subList(0, first.size()), is(first));
    String evening = "2025-07-13T00:00:00Z,outlets,2025-07-02T00:00:00Z,Evening \\| Star,";
    assertThat(second, hasItem(evening + "articles,1,"));
    assertThat(run(COMPARED, "--full", "--as-of=2025-07-14"), is(second));
  }

  @Test
  void takesSeveralRunsOfOneMomentForOne() throws IOException {
    run(COMPARED, "--as-of=2025-07-10");
    put("3", article("e", 1, "Morning Post"));
    run(COMPARED, "--as-of=2025-07-10");
    put("4", article("g", 1, "Morning Post"));
    String morning = "2025-07-10T00:00:00Z,outlets,2025-07-01T00:00:00Z,Morning Post,";
    assertThat(run(COMPARED, "--as-of=2025-07-10"), hasItem(morning + "articles,2,4"));
    put("3", "");
    put("4", "");
    assertThat(run(COMPARED, "--as-of=2025-07-10"), hasSize(0));
  }

  @Test
  void keepsTheNewestChangesForAsLongAsItIsTold() throws IOException {
    String bounded = "changes: {tables: [reconciliation], keep: 3 days, most: 3}\n";
    run(bounded, "--as-of=2025-07-10");
    for (int run = 1; run <= 3; run++) {
      put("more" + run, article("m" + run, 1, "Morning Post"));
      run(bounded, "--as-of=2025-07-1" + run);
    }
    List<String> kept = run(bounded, "--as-of=2025-07-14");
    assertThat(kept, hasSize(3));
    assertThat(kept.get(0), startsWith("2025-07-12T00:00:00Z,"));
    assertThat(run(bounded, "--as-of=2025-07-15"), hasSize(2));
    assertThat(run(bounded, "--as-of=2025-07-16"), hasSize(0));
  }

  @Test
  void isATableOfDatabasesToo() throws Exception {
    Path file = folder.resolve("news.duckdb");
    sink = "duckdb: '" + file + "'";
    run(COMPARED, "--as-of=2025-07-10");
    put("3", article("e", 1, "Morning Post"));
    run(COMPARED, "--as-of=2025-07-11");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT before || ' ' || after FROM changes WHERE run >= '2025-07-11'"
                    + " AND table_name = 'outlets' AND column_name = 'articles'")) {
      assertThat(found.next(), is(true));
      assertThat(found.getString(1), is("2 3"));
      assertThat(found.next(), is(false));
    }
  }
}
