package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import io.broadsheet.FakeWarehouse;
import io.broadsheet.article.UserException;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What streams append to a fake of BigQuery. */
final class BigQueryVersionsTest {
  private static final String PROJECT = "my-project";
  private static final long MONDAY = Instant.parse("2025-07-07T00:00:00Z").toEpochMilli();
  private static final long TUESDAY = Instant.parse("2025-07-08T00:00:00Z").toEpochMilli();
  private static final Table TABLE = Tables.PANES;

  @TempDir private Path folder;

  private OpenSinks open;
  private int parts;

  @BeforeEach
  void emptyTheWarehouse() throws Exception {
    FakeWarehouse.reset(PROJECT, "news");
    start(0);
  }

  @AfterEach
  void letGo() {
    open.close();
  }

  private void start(int badRows) {
    if (open != null) {
      open.close();
    }
    open =
        OpenSinks.prepare(
            List.of(
                new SinkRequest(
                    "bigquery",
                    PROJECT + ":news",
                    Map.of(
                        "staging", folder.resolve("stage").toString(),
                        "labels", "team=newsroom",
                        "bad_rows", String.valueOf(badRows),
                        "partition_by", "auto",
                        "work", folder.toString()),
                    WindowScheme.of("day", ZoneOffset.UTC))));
  }

  @Test
  void appendsOnlyWindowsThatHaveChanged() throws Exception {
    commit(Map.of(MONDAY, 1L, TUESDAY, 1L));
    commit(Map.of(MONDAY, 1L, TUESDAY, 2L));

    assertThat(appended().size(), is(3));
    assertThat(held(), containsInAnyOrder("2025-07-07 1", "2025-07-08 2"));
    var table = new FakeDatasetService().getTable(reference("panes_versions"));
    assertThat(table.getTimePartitioning().getField(), is("window_start"));
    assertThat(table.getLabels(), is(Map.of("team", "newsroom")));
    var view = new FakeDatasetService().getTable(reference("panes"));
    assertThat(
        view.getView().getQuery(),
        allOf(
            containsString("FROM `my-project.news.panes_versions` v JOIN"),
            containsString("MAX_BY(commit_id, commit_number)")));
  }

  @Test
  void aWindowWithoutRowsNoLongerHoldsThoseOfBefore() throws Exception {
    commit(Map.of(MONDAY, 1L, TUESDAY, 1L));
    commit(Map.of(TUESDAY, 1L));
    assertThat(held(), containsInAnyOrder("2025-07-08 1"));
  }

  @Test
  void whatACommitThatBrokeOffHasLeftNeverHolds() throws Exception {
    commit(Map.of(MONDAY, 1L));
    FakeWarehouse.failCommit("broadsheet_versions");
    UserException broken =
        assertThrows(UserException.class, () -> commit(Map.of(MONDAY, 2L, TUESDAY, 2L)));
    assertThat(broken.getMessage(), containsString("the connection broke"));
    assertThat(held(), containsInAnyOrder("2025-07-07 1"));

    commit(Map.of(MONDAY, 2L, TUESDAY, 2L));
    assertThat(held(), containsInAnyOrder("2025-07-07 2", "2025-07-08 2"));
  }

  @Test
  void aProcessThatStartsAfreshAppendsAgainAndNothingIsDoubled() throws Exception {
    commit(Map.of(MONDAY, 1L, TUESDAY, 1L));
    start(0);
    commit(Map.of(MONDAY, 1L, TUESDAY, 3L));
    assertThat(held(), containsInAnyOrder("2025-07-07 1", "2025-07-08 3"));
  }

  @Test
  void listsRefusedRowsAndStopsWhereTheSpecAllowsNoMore() throws Exception {
    FakeWarehouse.refuseRows("version=9");
    UserException refusal =
        assertThrows(UserException.class, () -> commit(Map.of(MONDAY, 1L, TUESDAY, 9L)));
    assertThat(refusal.getMessage(), containsString("sink_errors"));
    assertThat(rows("broadsheet_versions"), is(empty()));
    assertThat(rows("sink_errors").size(), is(1));

    start(1);
    commit(Map.of(MONDAY, 1L, TUESDAY, 9L));
    assertThat(held(), containsInAnyOrder("2025-07-07 1"));
    assertThat(rows("sink_errors").get(0).toString(), containsString("panes_versions"));
  }

  @Test
  void refusesADataSetWhoseTablesABatchHasMade() throws Exception {
    new FakeDatasetService()
        .createTable(
            new com.google.api.services.bigquery.model.Table()
                .setTableReference(reference("panes")));
    UserException refusal = assertThrows(UserException.class, () -> commit(Map.of(MONDAY, 1L)));
    assertThat(refusal.getMessage(), containsString("panes is a table, and a stream makes it"));
  }

  /** Commits the pane of each window. */
  private void commit(Map<Long, Long> panes) throws IOException {
    FolderOutputs outputs =
        new FolderOutputs(open.sinks(), List.of(TABLE.name()), ZoneOffset.UTC, folder.toString());
    List<byte[]> finished;
    try (TableOutput output = outputs.open("part-" + parts++)) {
      for (Map.Entry<Long, Long> pane : new TreeMap<>(panes).entrySet()) {
        RowWriter rows = output.begin(TABLE, pane.getKey(), 0);
        rows.timestamp(pane.getKey());
        rows.timestamp(pane.getKey() + Duration.ofDays(1).toMillis());
        rows.text("early");
        rows.integer(pane.getValue());
        rows.timestamp(0);
        rows.endRow();
        output.end();
      }
      finished = output.finish();
    }
    outputs.commit(outputs.gather(List.of(TABLE), finished), files -> new byte[] {'{', '}'});
  }

  /** What the view shows: the fake knows no queries. */
  private List<String> held() throws Exception {
    Map<String, TableRow> newest = new TreeMap<>();
    for (TableRow version : rows("broadsheet_versions")) {
      newest.merge(
          String.valueOf(version.get("window_start")),
          version,
          (one, other) -> number(one) > number(other) ? one : other);
    }
    List<String> held = new ArrayList<>();
    for (TableRow row : appended()) {
      TableRow holds = newest.get(String.valueOf(row.get("window_start")));
      if (holds != null && holds.get("commit_id").equals(row.get("commit_id"))) {
        held.add(
            String.valueOf(row.get("window_start")).substring(0, 10) + " " + row.get("version"));
      }
    }
    return held;
  }

  private static long number(TableRow version) {
    return Long.parseLong(String.valueOf(version.get("commit_number")));
  }

  private static List<TableRow> appended() throws Exception {
    return rows("panes_versions");
  }

  private static List<TableRow> rows(String table) throws Exception {
    return new FakeDatasetService().getAllRows(PROJECT, "news", table);
  }

  private static TableReference reference(String table) {
    return new TableReference().setProjectId(PROJECT).setDatasetId("news").setTableId(table);
  }
}
