package io.broadsheet.write;

import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.Dataset;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.api.services.bigquery.model.TimePartitioning;
import com.google.api.services.bigquery.model.ViewDefinition;
import io.broadsheet.article.UserException;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableDocs;
import io.broadsheet.table.Tables;
import io.broadsheet.write.BigQueryJobs.Complaint;
import io.broadsheet.write.BigQueryJobs.Load;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryHelpers;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.DatasetService;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Replaces the partitions of a run. Memory: a few hundred bytes for each partition of each table.
 */
final class BigQueryCommit implements AutoCloseable {
  private static final Table RUN =
      new Table(
          "broadsheet_run",
          "run that these tables are from",
          1,
          List.of(new Column("report", ColumnType.TEXT, false, "", "Its run.json.")));

  private final BigQuerySink sink;
  private final String run;
  private final DatasetService datasets;
  private final BigQueryJobs jobs;
  private final BigQueryOptions options;
  private final List<ResourceId> staged = new ArrayList<>();

  private BigQueryCommit(
      BigQuerySink sink,
      String run,
      DatasetService datasets,
      BigQueryJobs jobs,
      BigQueryOptions options) {
    this.options = options;
    this.sink = sink;
    this.run = run;
    this.datasets = datasets;
    this.jobs = jobs;
  }

  /**
   * Connects to BigQuery.
   *
   * @throws UserException if there is no such data set
   */
  static BigQueryCommit begin(BigQuerySink sink) throws IOException, InterruptedException {
    BigQueryOptions options = PipelineOptionsFactory.as(BigQueryOptions.class);
    options.setProject(sink.project());
    options.setJobLabelsMap(new HashMap<>(sink.labels()));
    // The staging folder has a name of this run alone, and the same when the commit is tried again.
    String run = Path.of(sink.stage()).getFileName().toString();
    DatasetService datasets = sink.services().getDatasetService(options);
    Dataset dataset = datasets.getDataset(sink.project(), sink.dataset());
    if (dataset == null) {
      throw new UserException("Cannot write to " + sink.target() + ": there is no such data set.");
    }
    return new BigQueryCommit(
        sink,
        run,
        datasets,
        new BigQueryJobs(
            sink.services().getJobService(options), sink.project(), dataset.getLocation(), run),
        options);
  }

  /**
   * Loads all tables; partitions of other windows stay as they are.
   *
   * @return what was loaded
   * @throws UserException if BigQuery refuses a partition, after all others were loaded
   */
  List<TableFile> replace(List<TableRows> tables) throws IOException, InterruptedException {
    Set<String> partitions = new TreeSet<>();
    for (TableRows rows : tables) {
      if (PartitionedFiles.hasWindows(rows.table())) {
        rows.groups(sink.layout()::partition)
            .forEach(group -> partitions.add(sink.layout().partition(group.windowStart())));
      }
    }
    BigQueryTables.requireNotTooMany(partitions);
    List<Load> loads = new ArrayList<>();
    List<TableFile> files = new ArrayList<>();
    for (TableRows rows : tables) {
      Table table = rows.table();
      define(table);
      if (PartitionedFiles.hasWindows(table)) {
        Set<String> without = new TreeSet<>(partitions);
        for (TableRows group : rows.groups(sink.layout()::partition)) {
          String partition = sink.layout().partition(group.windowStart());
          without.remove(partition);
          loads.add(load(table, partition, group::writeTo));
        }
        for (String partition : without) {
          // What an earlier run has put there must go.
          loads.add(load(table, partition, out -> {}));
        }
      } else {
        loads.add(load(table, Load.WHOLE, rows::writeTo));
      }
      files.add(file(rows));
    }
    List<Complaint> complaints = jobs.run(loads);
    tell(complaints);
    requireAll(loads.size(), complaints);
    return files;
  }

  TableFile file(TableRows rows) {
    String name = rows.table().name();
    return new TableFile(name, "bigquery", sink.target() + "." + name, rows.rows(), rows.bytes());
  }

  /** A table to append to. */
  BigQueryAppend append(Table table) {
    return new BigQueryAppend(
        table.name(),
        String.format(
            Locale.ROOT,
            "projects/%s/datasets/%s/tables/%s",
            sink.project(),
            sink.dataset(),
            table.name()),
        schema(table),
        sink.services().getWriteStreamService(options),
        sink.badRows());
  }

  /** When a table was last changed, in milliseconds of BigQuery's clock; 0 if it never was. */
  long lastModified(Table table) throws IOException, InterruptedException {
    BigInteger time = datasets.getTable(reference(table)).getLastModifiedTime();
    return time == null ? 0 : time.longValueExact();
  }

  /**
   * Makes a view in the place of a table, if there is none.
   *
   * @throws UserException if a table stands there
   */
  void defineView(Table table, String query) throws IOException, InterruptedException {
    com.google.api.services.bigquery.model.Table found = datasets.getTable(reference(table));
    if (found == null) {
      datasets.createTable(
          new com.google.api.services.bigquery.model.Table()
              .setTableReference(reference(table))
              .setView(new ViewDefinition().setQuery(query).setUseLegacySql(false))
              .setLabels(sink.labels())
              .setDescription(description(table)));
    } else if (found.getView() == null) {
      throw new UserException(
          "Cannot write to "
              + sink.target()
              + ": "
              + table.name()
              + " is a table, and a stream makes it a view; give each its own data set.");
    }
  }

  /** The name of a table in a query. */
  String quoted(Table table) {
    return "`" + sink.project() + "." + sink.dataset() + "." + table.name() + "`";
  }

  private static String description(Table table) {
    return "One row for each " + table.grain() + ".";
  }

  private interface Rows {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Puts rows where BigQuery reads them. */
  private Load load(Table table, String partition, Rows rows) throws IOException {
    String place = String.join("/", sink.staging(), run, table.name(), partition + ".jsonl");
    ResourceId file = FileSystems.matchNewResource(place, false);
    staged.add(file);
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(file, "application/json"))) {
      rows.writeTo(out);
    }
    return new Load(
        table.name(),
        partition,
        place,
        reference(table),
        schema(table),
        partitioning(table),
        clustering(table),
        sink.badRows());
  }

  /** Makes a table if there is none, and sees to its description. */
  void define(Table table) throws IOException, InterruptedException {
    TableReference reference = reference(table);
    String description = description(table);
    com.google.api.services.bigquery.model.Table found = datasets.getTable(reference);
    if (found == null) {
      datasets.createTable(
          new com.google.api.services.bigquery.model.Table()
              .setTableReference(reference)
              .setSchema(schema(table))
              .setTimePartitioning(partitioning(table))
              .setClustering(clustering(table))
              .setLabels(sink.labels())
              .setDescription(description));
    } else if (found.getView() != null) {
      throw new UserException(
          "Cannot write to "
              + sink.target()
              + ": "
              + table.name()
              + " is a view that a stream has made; give each its own data set.");
    } else if (!Objects.equals(found.getDescription(), description)) {
      datasets.patchTableDescription(reference, description);
    }
  }

  private TableReference reference(Table table) {
    return new TableReference()
        .setProjectId(sink.project())
        .setDatasetId(sink.dataset())
        .setTableId(table.name());
  }

  private static TableSchema schema(Table table) {
    String fields = TableDocs.BIGQUERY.of(List.of(table));
    return BigQueryHelpers.fromJsonString("{\"fields\": " + fields + "}", TableSchema.class);
  }

  private TimePartitioning partitioning(Table table) {
    return PartitionedFiles.hasWindows(table)
        ? new TimePartitioning()
            .setType(sink.layout().unit().name())
            .setField(BigQueryTables.PARTITION_COLUMN)
        : null;
  }

  private static Clustering clustering(Table table) {
    List<String> columns = BigQueryTables.clustering(table);
    return columns.isEmpty() ? null : new Clustering().setFields(columns);
  }

  /** Replaces table broadsheet_run, which holds run.json. */
  void keep(byte[] report) throws IOException, InterruptedException {
    replaceWhole(
        RUN,
        rows -> {
          rows.text(new String(report, StandardCharsets.UTF_8));
          rows.endRow();
        });
  }

  /** Replaces table sink_errors, which has only what BigQuery said of this run. */
  void tell(List<Complaint> complaints) throws IOException, InterruptedException {
    replaceWhole(
        Tables.SINK_ERRORS,
        rows -> {
          for (Complaint complaint : complaints) {
            rows.text(complaint.table());
            rows.text(complaint.partition());
            rows.integer(complaint.number());
            rows.text(complaint.reason());
            textIfAny(rows, complaint.location());
            textIfAny(rows, complaint.message());
            rows.endRow();
          }
        });
  }

  private interface RowsOf {
    void write(RowWriter rows) throws IOException;
  }

  private void replaceWhole(Table table, RowsOf content) throws IOException, InterruptedException {
    define(table);
    Load load =
        load(
            table,
            Load.WHOLE,
            out -> {
              EncodingRowWriter rows = new JsonLinesFormat().writer(table, ZoneOffset.UTC, out);
              content.write(rows);
              rows.flush();
            });
    List<Complaint> refused = jobs.run(List.of(load));
    if (!refused.isEmpty()) {
      throw new UserException("Cannot write to " + sink.target() + ": " + refused.get(0));
    }
  }

  private static void textIfAny(RowWriter rows, String text) throws IOException {
    if (text.isEmpty()) {
      rows.empty();
    } else {
      rows.text(text);
    }
  }

  private void requireAll(int loads, List<Complaint> complaints) {
    List<Complaint> fatal = complaints.stream().filter(Complaint::isFatal).toList();
    if (!fatal.isEmpty()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "BigQuery refused %d of %d partitions, and table %s.sink_errors says why: %s%s",
              fatal.size(),
              loads,
              sink.dataset(),
              fatal.get(0),
              fatal.size() > 1 ? "; …" : ""));
    }
  }

  /** Removes what was staged, and lets go of BigQuery. */
  @Override
  public void close() throws IOException {
    FileSystems.delete(staged, StandardMoveOptions.IGNORE_MISSING_FILES);
    try {
      datasets.close();
      jobs.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot let go of BigQuery", e);
    }
  }
}
