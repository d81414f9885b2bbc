package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables say of copies, boilerplate and stories. */
class CopiesAndStoriesTest {
  @TempDir private Path folder;
  private final Random random = new Random(11);
  private final List<String> lines = new ArrayList<>();

  private void add(String outlet, String published, String title, String body) {
    lines.add(
        new ObjectMapper()
            .createObjectNode()
            .put("id", "a" + lines.size())
            .put("outlet", outlet)
            .put("published", published)
            .put("title", title)
            .put("body", body)
            .toString());
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words
          .append(i == 0 ? "" : " ")
          .append(Integer.toString(1 << 24 | random.nextInt(1 << 24), 36));
    }
    return words.toString();
  }

  private Map<String, String> tables(String... settings) throws IOException {
    Path input = Files.write(folder.resolve("news.jsonl"), lines);
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            "input: [{files: '" + input + "'}]\nwindows: {every: month}\ntext: {top_terms: all}\n");
    List<String> arguments = new ArrayList<>();
    for (String setting : settings) {
      arguments.add("--set");
      arguments.add(setting);
    }
    return Runs.tables(folder.resolve("out"), spec.toString(), arguments.toArray(String[]::new));
  }

  /** Some columns of a table, a row as one text. */
  private static List<String> rows(String table, String... columns) {
    List<String> found = new ArrayList<>();
    List<String> header = List.of(table.lines().findFirst().orElseThrow().split(",", -1));
    table
        .lines()
        .skip(1)
        .forEach(
            line -> {
              String[] cells = line.split(",", -1);
              List<String> row = new ArrayList<>();
              for (String column : columns) {
                row.add(cells[header.indexOf(column)]);
              }
              found.add(String.join(" ", row));
            });
    return found;
  }

  private static Map<String, String> byTerm(String terms, String column) {
    Map<String, String> values = new TreeMap<>();
    for (String row : rows(terms, "slice_type", "term", column)) {
      int first = row.indexOf(' ');
      int last = row.lastIndexOf(' ');
      if (row.startsWith("all ")) {
        values.put(row.substring(first + 1, last), row.substring(last + 1));
      }
    }
    return values;
  }

  @Test
  void saysWhoseTextsOutletsPrint() throws IOException {
    String agencyText = words(120) + " krakatoa";
    String other = words(120);
    add("Agency", "2025-03-01T06:00:00Z", "First", "BAKU, Azerbaijan (AP) — " + agencyText);
    add("Bugle", "2025-03-01T10:00:00Z", "Second", agencyText + "\nCredit: Agency");
    add("Courier", "2025-03-02T06:00:00Z", "Third", agencyText);
    add("Agency", "2025-03-03T06:00:00Z", "Fourth", other);
    add("Bugle", "2025-03-03T14:00:00Z", "Fifth", other);
    add("Bugle", "2025-03-04", "Sixth", words(120));
    Map<String, String> tables = tables();
    assertThat(
        rows(
            tables.get("outlets.csv"),
            "outlet",
            "articles",
            "unique_articles",
            "stories",
            "own_articles",
            "copied_articles",
            "agency_articles"),
        is(List.of("Agency 2 2 2 2 0 0", "Bugle 3 3 3 1 2 1", "Courier 1 1 1 0 1 1")));
    assertThat(
        rows(tables.get("topics.csv"), "articles", "unique_articles", "stories"),
        is(List.of("6 3 3")));
    List<String> flows =
        rows(tables.get("copy_flows.csv"), "from_outlet", "to_outlet", "articles", "median_delay");
    assertThat(flows, is(List.of("Agency Bugle 2 6", "Agency Courier 1 24")));
    assertThat(byTerm(tables.get("terms.csv"), "doc_count").get("krakatoa"), is("3"));
    assertThat(byTerm(tables.get("terms.csv"), "unique_docs").get("krakatoa"), is("1"));
    assertThat(
        byTerm(tables("copies.count_once=true").get("terms.csv"), "doc_count").get("krakatoa"),
        is("1"));
  }

  @Test
  void leavesBoilerplateOutOfTheCountsIfAsked() throws IOException {
    for (int i = 0; i < 6; i++) {
      add("Radio", "2025-03-0" + (i + 1), "Title", words(30) + "\nHear zanzibar again tonight.");
    }
    add("Bugle", "2025-03-01", "Title", words(30) + "\nHear zanzibar again tonight.");
    Map<String, String> counted = byTerm(tables().get("terms.csv"), "doc_count");
    assertThat(counted.get("zanzibar"), is("7"));
    Map<String, String> tables = tables("copies.drop_boilerplate=true", "text.ngrams=2");
    assertThat(
        rows(tables.get("boilerplate.csv"), "outlet", "text", "articles"),
        is(List.of("Radio Hear zanzibar again tonight. 6")));
    Map<String, String> left = byTerm(tables.get("terms.csv"), "doc_count");
    assertThat(left.get("zanzibar"), is("1"));
    assertThat(left.get("hear zanzibar"), is("1"));
    assertThat(left.get("title"), is("7"));
    Map<String, String> totals = byTerm(tables.get("terms.csv"), "total_terms");
    // Seven times a title and thirty words, and one line that is no boilerplate of its outlet.
    assertThat(totals.get("title"), is("221"));
    assertThat(
        rows(tables.get("outlets.csv"), "outlet", "words"), is(List.of("Bugle 35", "Radio 210")));
  }

  @Test
  void followsAStoryFromStretchToStretch() throws IOException {
    String event = words(12);
    LocalDate day = LocalDate.of(2025, 3, 1);
    for (int i = 0; i < 30; i++) {
      add("Outlet " + i % 3, day.plusDays(i).toString(), event, event + " " + words(6));
      add("Bugle", day.plusDays(i).toString(), words(6), words(30));
    }
    Map<String, String> tables = tables("stories.quiet=1 day", "copies.find=false");
    assertThat(
        rows(tables.get("stories.csv"), "first_published", "last_published", "articles", "outlets"),
        is(List.of("2025-03-01T00:00:00Z 2025-03-30T00:00:00Z 30 3")));
    assertThat(rows(tables.get("topics.csv"), "articles", "stories"), is(List.of("60 31")));
    assertThat(rows(tables.get("stories.csv"), "headline").get(0), is(not("")));
  }
}
