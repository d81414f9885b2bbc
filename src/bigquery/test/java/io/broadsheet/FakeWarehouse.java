package io.broadsheet;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfigurationLoad;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.JobStatus;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowJsonCoder;
import org.apache.beam.sdk.io.gcp.testing.FakeDatasetService;
import org.apache.beam.sdk.io.gcp.testing.FakeJobService;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * BigQuery in this process: tables are those of Beam's fake. Beam's fake of load jobs knows no
 * partitions, so this one carries them out: it checks rows against the schema and the partition,
 * replaces whole partitions, and takes the name of a job once.
 */
public final class FakeWarehouse implements BigQueryServices {
  private static final long serialVersionUID = 1;

  private static final Object LOCK = new Object();

  private static final Map<String, DateTimeFormatter> PARTITIONS =
      Map.of(
          "HOUR", DateTimeFormatter.ofPattern("uuuuMMddHH", Locale.ROOT),
          "DAY", DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT),
          "MONTH", DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT),
          "YEAR", DateTimeFormatter.ofPattern("uuuu", Locale.ROOT));

  private static volatile String refusedText = "";
  private static volatile String failedCommit = "";

  /** What was asked for, by the job's name. */
  private static final Map<String, JobConfigurationLoad> LOADS = new LinkedHashMap<>();

  private static final Map<String, JobStatus> ENDED = new LinkedHashMap<>();
  private static final Map<String, List<JobStatus>> REFUSALS = new LinkedHashMap<>();

  /** Forgets everything, and makes an empty data set. */
  public static void reset(String project, String dataset)
      throws IOException, InterruptedException {
    synchronized (LOCK) {
      LOADS.clear();
      ENDED.clear();
      REFUSALS.clear();
      refusedText = "";
      failedCommit = "";
      FakeDatasetService.setUp();
      new FakeDatasetService().createDataset(project, dataset, "EU", "", null);
    }
  }

  /** Lets the next load of a table or partition end like this. */
  static void refuse(String table, JobStatus status) {
    synchronized (LOCK) {
      REFUSALS.computeIfAbsent(table, key -> new ArrayList<>()).add(status);
    }
  }

  /** All loads so far. */
  static List<JobConfigurationLoad> loads() {
    synchronized (LOCK) {
      return List.copyOf(LOADS.values());
    }
  }

  @Override
  public JobService getJobService(BigQueryOptions options) {
    return new LoadJobs(options.getJobLabelsMap());
  }

  @Override
  public DatasetService getDatasetService(BigQueryOptions options) {
    return new Datasets();
  }

  @Override
  public WriteStreamService getWriteStreamService(BigQueryOptions options) {
    return new Datasets();
  }

  /** Refuses the rows of the Storage Write API that contain a text; none if it is empty. */
  public static void refuseRows(String text) {
    refusedText = text;
  }

  /** Lets the next commit of appended rows to a table fail. */
  public static void failCommit(String table) {
    failedCommit = table;
  }

  /** Beam's fake with a clock: how many rows a table has stands for when it was changed. */
  private static final class Datasets extends FakeDatasetService {
    private static final long serialVersionUID = 1;

    Datasets() {
      setShouldFailRow(row -> !refusedText.isEmpty() && row.toString().contains(refusedText));
    }

    @Override
    public void close() {
      // There is nothing to let go of.
    }

    @Override
    public Table getTable(TableReference reference) throws IOException, InterruptedException {
      Table table = super.getTable(reference);
      if (table == null) {
        return null;
      }
      int rows =
          getAllRows(reference.getProjectId(), reference.getDatasetId(), reference.getTableId())
              .size();
      return table.setLastModifiedTime(BigInteger.valueOf(rows));
    }

    @Override
    public ApiFuture<BatchCommitWriteStreamsResponse> commitWriteStreams(
        String table, Iterable<String> streams) {
      if (!failedCommit.isEmpty() && table.endsWith("/" + failedCommit)) {
        failedCommit = "";
        return ApiFutures.immediateFailedFuture(new IOException("the connection broke"));
      }
      return super.commitWriteStreams(table, streams);
    }
  }

  @Override
  public StorageClient getStorageClient(BigQueryOptions options) {
    throw new UnsupportedOperationException("nothing is read");
  }

  private static final class LoadJobs extends FakeJobService {
    private static final long serialVersionUID = 1;

    private final Map<String, String> labels;
    private final FakeDatasetService tables = new FakeDatasetService();

    LoadJobs(Map<String, String> labels) {
      this.labels = labels;
    }

    @Override
    public void startLoadJob(JobReference job, JobConfigurationLoad load) throws IOException {
      synchronized (LOCK) {
        if (LOADS.putIfAbsent(job.getJobId(), load) == null) {
          ENDED.put(job.getJobId(), end(load));
        }
      }
    }

    private JobStatus end(JobConfigurationLoad load) throws IOException {
      String destination = load.getDestinationTable().getTableId();
      List<JobStatus> refusals = REFUSALS.getOrDefault(destination, List.of());
      JobStatus status = new JobStatus();
      if (!refusals.isEmpty()) {
        status = refusals.remove(0);
      }
      if (status.getErrorResult() == null) {
        try {
          replace(load, destination);
        } catch (IllegalArgumentException e) {
          status.setErrorResult(new ErrorProto().setReason("invalid").setMessage(e.getMessage()));
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return status.setState("DONE");
    }

    private void replace(JobConfigurationLoad load, String destination)
        throws IOException, InterruptedException {
      String[] names = destination.split("\\$", 2);
      TableReference reference = load.getDestinationTable().clone().setTableId(names[0]);
      Table table = tables.getTable(reference);
      require(load.getWriteDisposition().equals("WRITE_TRUNCATE"), "this fake only replaces");
      require(table != null, "no table " + names[0]);
      List<TableRow> rows = new ArrayList<>();
      if (names.length == 2) {
        tables.getAllRows(reference.getProjectId(), reference.getDatasetId(), names[0]).stream()
            .filter(row -> !partition(load, row).equals(names[1]))
            .forEach(rows::add);
      }
      for (String uri : load.getSourceUris()) {
        for (String line : Files.readAllLines(Path.of(uri))) {
          TableRow row =
              CoderUtils.decodeFromByteArray(
                  TableRowJsonCoder.of(), line.getBytes(StandardCharsets.UTF_8));
          check(row, load);
          require(
              names.length == 1 || partition(load, row).equals(names[1]),
              "a row of another partition than " + destination);
          rows.add(row);
        }
      }
      tables.deleteTable(reference);
      tables.createTable(table);
      tables.insertAll(reference, rows, null);
    }

    private static String partition(JobConfigurationLoad load, TableRow row) {
      Object time = row.get(load.getTimePartitioning().getField());
      return time == null
          ? "__NULL__"
          : OffsetDateTime.parse((String) time)
              .withOffsetSameInstant(ZoneOffset.UTC)
              .format(PARTITIONS.get(load.getTimePartitioning().getType()));
    }

    /** As BigQuery reads JSON: no field that the schema lacks, and values of its types. */
    private static void check(TableRow row, JobConfigurationLoad load) {
      Set<String> known =
          load.getSchema().getFields().stream()
              .map(TableFieldSchema::getName)
              .collect(Collectors.toSet());
      require(known.containsAll(row.keySet()), "fields that the schema lacks: " + row.keySet());
      for (TableFieldSchema field : load.getSchema().getFields()) {
        Object value = row.get(field.getName());
        boolean isGood =
            switch (field.getMode()) {
              case "REPEATED" ->
                  value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
              case "REQUIRED" -> isOf(field.getType(), value);
              default -> value == null || isOf(field.getType(), value);
            };
        require(isGood, field.getName() + " is " + value + " and should be " + field.getType());
      }
    }

    private static boolean isOf(String type, Object value) {
      return switch (type) {
        case "STRING" -> value instanceof String;
        case "INTEGER" -> value instanceof Integer || value instanceof Long;
        case "FLOAT" -> value instanceof Number;
        case "TIMESTAMP" -> value instanceof String text && OffsetDateTime.parse(text) != null;
        default -> false;
      };
    }

    private static void require(boolean holds, String trouble) {
      if (!holds) {
        throw new IllegalArgumentException(trouble);
      }
    }

    @Override
    public Job pollJob(JobReference job, int attempts) {
      synchronized (LOCK) {
        return new Job().setJobReference(job).setStatus(ENDED.get(job.getJobId()));
      }
    }

    @Override
    public void close() {
      require(labels != null, "jobs without a map of labels");
    }
  }
}
