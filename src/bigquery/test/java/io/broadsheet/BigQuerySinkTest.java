package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.JobConfigurationLoad;
import com.google.api.services.bigquery.model.JobStatus;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TimePartitioning;
import io.broadsheet.Runs.Ended;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink {@code bigquery} against a fake of BigQuery. */
class BigQuerySinkTest {
  private static final String PROJECT = "my-project";
  private static final String DATASET = "news";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void emptyTheWarehouse() throws Exception {
    FakeWarehouse.reset(PROJECT, DATASET);
  }

  @Test
  void theSpecOfTheWarehouseReplacesPartitions() throws Exception {
    run("pipelines/warehouse.yaml", "output.0.bigquery.staging=" + folder);

    List<JobConfigurationLoad> loads = FakeWarehouse.loads();
    List<String> destinations =
        loads.stream().map(load -> load.getDestinationTable().getTableId()).toList();
    assertThat(
        destinations,
        hasItems("outlets$20250710", "articles$__NULL__", "rejects", "terms$20250710"));
    assertThat(
        loads.stream().map(JobConfigurationLoad::getWriteDisposition).toList(),
        everyItem(is("WRITE_TRUNCATE")));
    JobConfigurationLoad terms = loads.get(destinations.indexOf("terms$20250710"));
    assertThat(
        terms.getTimePartitioning(),
        is(new TimePartitioning().setType("DAY").setField("window_start")));
    assertThat(
        terms.getClustering(),
        is(new Clustering().setFields(List.of("slice_type", "slice", "n", "term"))));
    assertThat(terms.getSourceFormat(), is("NEWLINE_DELIMITED_JSON"));

    var table = table("terms");
    assertThat(table.getDescription(), is("One row for each window × slice × term."));
    assertThat(table.getLabels(), is(Map.of("team", "newsroom")));
    assertThat(table.getTimePartitioning(), is(terms.getTimePartitioning()));
    assertThat(table.getSchema().getFields().get(5).getDescription(), is("The normalised term."));
    assertThat(rows("sink_errors"), is(empty()));
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile).toList(), is(empty()));
    }
  }

  @Test
  void holdsTheSameRowsAsTheOtherSinksAlsoWhenItIsFilledAgain() throws Exception {
    String jsonl = folder.resolve("jsonl").toString();
    List<String> settings =
        List.of(
            "output=[" + bigQuery("") + ", {jsonl: '" + jsonl + "'}]",
            "text.top_terms=20",
            "reports=" + Tables.ofReports().stream().map(Table::name).toList());
    run("pipelines/sample.yaml", settings.toArray(String[]::new));
    requireTheRowsOf(jsonl);

    runWith(
        List.of("--runner=FlinkRunner", "--parallelism=2"),
        "pipelines/sample.yaml",
        settings.toArray(String[]::new));
    requireTheRowsOf(jsonl);
  }

  private void requireTheRowsOf(String jsonl) throws Exception {
    for (Table table : Tables.ofReports()) {
      List<String> expected = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(jsonl, "tables", table.name() + ".jsonl"))) {
        expected.add(withoutNulls(JSON.readTree(line)));
      }
      List<String> found = new ArrayList<>(rows(table.name()));
      found.sort(null);
      expected.sort(null);
      assertThat(table.name(), found, is(expected));
    }
  }

  @Test
  void leavesPartitionsAloneThatARunDoesNotHave() throws Exception {
    String output = "output=[" + bigQuery("") + "]";
    runFew(output);
    List<String> before = rows("outlets");

    run(
        "pipelines/sample.yaml",
        output,
        "reports=[outlets]",
        "input.0.files=sample-input/radio-merrow/**");

    List<String> after = rows("outlets");
    List<String> radio = after.stream().filter(row -> !before.contains(row)).toList();
    assertThat(radio, is(not(empty())));
    assertThat(radio, everyItem(containsString("Radio Merrow")));
    List<String> days = radio.stream().map(BigQuerySinkTest::day).distinct().toList();
    assertThat(
        before.stream()
            .filter(row -> !days.contains(day(row)))
            .filter(row -> !after.contains(row))
            .toList(),
        is(empty()));
    assertThat(
        after.stream().filter(row -> days.contains(day(row))).filter(before::contains).toList(),
        everyItem(containsString("Radio Merrow")));
  }

  private static String day(String outletsRow) {
    return outletsRow.substring(0, outletsRow.indexOf("window_end"));
  }

  @Test
  void tellsWhatBigQueryRefusesAndWritesTheRest() throws Exception {
    FakeWarehouse.refuse(
        "terms$20250710",
        new JobStatus()
            .setErrorResult(error("invalid", "too many errors"))
            .setErrors(List.of(error("invalid", "too many errors"), error("invalid", "row 3"))));
    Path csv = folder.resolve("csv");

    Ended ended = runFewWith("output=[" + bigQuery("") + ", {csv: '" + csv + "'}]");

    assertThat(ended.exitCode(), is(1));
    assertThat(
        ended.err().replaceAll("\\s+", " "),
        allOf(
            containsString("The sink bigquery at my-project:news failed and has in each partition"),
            containsString("terms$20250710: invalid, too many errors"),
            containsString("Written all the same: csv in " + csv)));
    assertThat(rows("terms"), is(not(empty())));
    assertThat(
        rows("terms"), everyItem(not(containsString("2025-07-10T00:00:00Z\",\"window_end"))));
    List<String> errors = rows("sink_errors");
    assertThat(errors.size(), is(2));
    assertThat(errors, hasItem(allOf(containsString("20250710"), containsString("row 3"))));
  }

  @Test
  void listsBadRowsThatTheSpecAllows() throws Exception {
    FakeWarehouse.refuse(
        "articles$20250710", new JobStatus().setErrors(List.of(error("invalid", "row 7"))));

    runFew("output=[" + bigQuery(", bad_rows: 5") + "]");

    assertThat(rows("sink_errors"), hasItem(containsString("row 7")));
    assertThat(
        FakeWarehouse.loads().stream().map(JobConfigurationLoad::getMaxBadRecords).toList(),
        everyItem(is(5)));
  }

  @Test
  void triesAgainWhatPasses() throws Exception {
    FakeWarehouse.refuse(
        "dates", new JobStatus().setErrorResult(error("backendError", "try again")));

    runFew("output=[" + bigQuery("") + "]");

    assertThat(rows("dates").size(), is(greaterThan(0)));
    assertThat(rows("sink_errors"), is(empty()));
  }

  @Test
  void refusesADatasetWithoutAProject() {
    Ended ended =
        runWith(
            List.of(),
            "pipelines/sample.yaml",
            "output=[{bigquery: {dataset: news, staging: '" + folder + "'}}]");
    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("must be PROJECT:DATASET, not `news`"));
  }

  private String bigQuery(String more) {
    return "{bigquery: {dataset: 'my-project:news', staging: '"
        + folder.resolve("stage")
        + "'"
        + more
        + "}}";
  }

  private static ErrorProto error(String reason, String message) {
    return new ErrorProto().setReason(reason).setMessage(message);
  }

  /** Enough for what depends on no number of rows. */
  private static final List<String> FEW =
      List.of(
          "reports=[outlets, terms]",
          "copies.find=false",
          "stories.find=false",
          "input.0.files=sample-input/{radio-merrow,aldwin-examiner}/**");

  private static void runFew(String output) {
    Ended ended = runFewWith(output);
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static Ended runFewWith(String output) {
    List<String> sets = new ArrayList<>(FEW);
    sets.add(output);
    return runWith(List.of(), "pipelines/sample.yaml", sets.toArray(String[]::new));
  }

  private static void run(String spec, String... sets) {
    Ended ended = runWith(List.of(), spec, sets);
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static Ended runWith(List<String> options, String spec, String... sets) {
    List<String> arguments = new ArrayList<>(List.of("run", spec, "--as-of=2025-07-14"));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    arguments.addAll(options);
    return Runs.execute(arguments.toArray(String[]::new));
  }

  private static com.google.api.services.bigquery.model.Table table(String name) throws Exception {
    return new FakeDatasetService()
        .getTable(
            new TableReference().setProjectId(PROJECT).setDatasetId(DATASET).setTableId(name));
  }

  /** The rows of a table as JSON without nulls, which BigQuery does not tell from absence. */
  private static List<String> rows(String table) throws Exception {
    return new FakeDatasetService()
        .getAllRows(PROJECT, DATASET, table).stream()
            .map(row -> withoutNulls(JSON.valueToTree(row)))
            .toList();
  }

  private static String withoutNulls(JsonNode row) {
    List<String> cells = new ArrayList<>();
    for (Map.Entry<String, JsonNode> cell : row.properties()) {
      if (!cell.getValue().isNull()) {
        cells.add("\"" + cell.getKey() + "\":" + cell.getValue());
      }
    }
    return String.join(",", cells);
  }
}
