package io.broadsheet.write;

import com.google.api.services.bigquery.model.Clustering;
import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfigurationLoad;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.JobStatus;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.api.services.bigquery.model.TimePartitioning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.JobService;

/**
 * Load jobs. A job has a name of its run, table and partition, and BigQuery takes a name once: a
 * commit that is tried again finds the jobs that it started before, so each loads exactly once.
 */
final class BigQueryJobs {
  /** Jobs that wait or run at a time. */
  private static final int AT_ONCE = 50;

  private static final int ATTEMPTS = 3;

  /**
   * Reasons that go away.
   *
   * @see <a href="https://cloud.google.com/bigquery/docs/error-messages">their meanings</a>
   */
  private static final Set<String> PASSING =
      Set.of(
          "backendError",
          "internalError",
          "rateLimitExceeded",
          "jobRateLimitExceeded",
          "tableUnavailable");

  /**
   * One partition, or a whole table, to be replaced.
   *
   * @param partition its name, or {@link #WHOLE}
   * @param file an address of Cloud Storage with rows as JSON Lines
   * @param partitioning null for a table without partitions
   * @param clustering null for none
   */
  record Load(
      String table,
      String partition,
      String file,
      TableReference reference,
      TableSchema schema,
      TimePartitioning partitioning,
      Clustering clustering,
      int badRows) {
    /** Instead of a partition. */
    static final String WHOLE = "all";

    private boolean isPartition() {
      return partitioning != null;
    }

    private JobConfigurationLoad configuration() {
      JobConfigurationLoad configuration =
          new JobConfigurationLoad()
              .setDestinationTable(
                  reference.clone().setTableId(isPartition() ? table + "$" + partition : table))
              .setSourceUris(List.of(file))
              .setSourceFormat("NEWLINE_DELIMITED_JSON")
              .setEncoding("UTF-8")
              .setSchema(schema)
              .setTimePartitioning(partitioning)
              .setClustering(clustering)
              .setCreateDisposition("CREATE_IF_NEEDED")
              .setWriteDisposition("WRITE_TRUNCATE")
              .setMaxBadRecords(badRows);
      // A whole table takes the new schema anyway, and may not name these.
      return isPartition()
          ? configuration.setSchemaUpdateOptions(
              List.of("ALLOW_FIELD_ADDITION", "ALLOW_FIELD_RELAXATION"))
          : configuration;
    }
  }

  /**
   * What BigQuery says of a load.
   *
   * @param number from 0 within the load
   * @param isFatal whether the partition was not replaced because of it
   */
  record Complaint(
      String table,
      String partition,
      int number,
      String reason,
      String location,
      String message,
      boolean isFatal) {
    @Override
    public String toString() {
      return table
          + (partition.equals(Load.WHOLE) ? "" : "$" + partition)
          + ": "
          + reason
          + (message.isEmpty() ? "" : ", " + message);
    }
  }

  private final JobService service;
  private final String project;
  private final String location;
  private final String run;

  /**
   * Jobs of a run.
   *
   * @param location of the data set; null if it is nowhere in particular
   */
  BigQueryJobs(JobService service, String project, String location, String run) {
    this.service = service;
    this.project = project;
    this.location = location;
    this.run = run;
  }

  /** Carries out all loads, and returns what BigQuery had to say. */
  List<Complaint> run(List<Load> loads) throws IOException, InterruptedException {
    List<Complaint> complaints = new ArrayList<>();
    for (int start = 0; start < loads.size(); start += AT_ONCE) {
      List<Load> some = loads.subList(start, Math.min(loads.size(), start + AT_ONCE));
      for (Load load : some) {
        service.startLoadJob(reference(load, 0), load.configuration());
      }
      for (Load load : some) {
        complaints.addAll(await(load));
      }
    }
    return complaints;
  }

  private List<Complaint> await(Load load) throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Job job = service.pollJob(reference(load, attempt), Integer.MAX_VALUE);
      if (job == null) {
        throw new IOException("BigQuery does not say what became of " + reference(load, attempt));
      }
      JobStatus status = job.getStatus();
      ErrorProto fatal = status.getErrorResult();
      if (fatal == null || !PASSING.contains(fatal.getReason()) || attempt + 1 == ATTEMPTS) {
        return complaints(load, status);
      }
      service.startLoadJob(reference(load, attempt + 1), load.configuration());
    }
  }

  private static List<Complaint> complaints(Load load, JobStatus status) {
    List<Complaint> complaints = new ArrayList<>();
    ErrorProto fatal = status.getErrorResult();
    if (fatal != null) {
      complaints.add(complaint(load, 0, fatal, true));
    }
    if (status.getErrors() != null) {
      for (ErrorProto error : status.getErrors()) {
        if (!error.equals(fatal)) {
          complaints.add(complaint(load, complaints.size(), error, false));
        }
      }
    }
    return complaints;
  }

  private static Complaint complaint(Load load, int number, ErrorProto error, boolean isFatal) {
    return new Complaint(
        load.table(),
        load.partition(),
        number,
        error.getReason() == null ? "unknown" : error.getReason(),
        error.getLocation() == null ? "" : error.getLocation(),
        error.getMessage() == null ? "" : error.getMessage(),
        isFatal);
  }

  private JobReference reference(Load load, int attempt) {
    return new JobReference()
        .setProjectId(project)
        .setLocation(location)
        .setJobId(String.join("_", run, load.table(), load.partition(), Integer.toString(attempt)));
  }

  /** Lets go of BigQuery. */
  void close() throws Exception {
    service.close();
  }
}
