package io.broadsheet.job;

import io.broadsheet.article.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.JobSubmissionException;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.messages.webmonitor.ClusterOverview;
import org.apache.flink.runtime.rest.util.RestClientException;

/**
 * A Flink cluster elsewhere, named by {@code --flinkMaster=host:port}, to which jobs are sent, one
 * after the other.
 *
 * <p>A job is submitted and then watched, so that progress can be shown meanwhile, and it is
 * cancelled when this process ends first. Its id is chosen here, which is how it is found again
 * behind Beam, which keeps Flink's client to itself. Whether a job starts again when a worker dies
 * is the cluster's own setting: Flink 1.19 takes no restart strategy from the client of a batch.
 */
final class FlinkCluster implements Workers {
  private static final int DEFAULT_PORT = 8081;
  private static final long ANSWER_SECONDS = 20;

  /** Workers of a cluster that has just started, or started again, come one after the other. */
  private static final long SLOTS_SECONDS = 45;

  private final String master;
  private final Configuration settings;
  private final Path configuration;
  private final RestClusterClient<StandaloneClusterId> client;
  private final Thread cancelling = new Thread(this::cancel, "cancel the job");

  /** The job that was submitted and has not ended, as far as is known. */
  private volatile JobID job;

  private FlinkCluster(String master, Configuration settings) {
    this.master = master;
    this.settings = settings;
    setIfAbsent(settings, RestOptions.RETRY_MAX_ATTEMPTS, 10);
    setIfAbsent(settings, RestOptions.RETRY_DELAY, 1000L);
    try {
      configuration = Files.createTempDirectory("broadsheet-flink");
      client = new RestClusterClient<>(settings, StandaloneClusterId.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Runtime.getRuntime().addShutdownHook(cancelling);
  }

  static boolean isNamedBy(PipelineOptions options) {
    if (!Runners.isFlink(options)) {
      return false;
    }
    String master = options.as(FlinkPipelineOptions.class).getFlinkMaster();
    return master != null && !master.isEmpty() && !master.startsWith("[");
  }

  /** Completes the options for the cluster that they name. */
  static FlinkCluster of(PipelineOptions options, Consumer<String> say) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    String master = flink.getFlinkMaster().replaceFirst("^https?://", "");
    Configuration settings =
        flink.getFlinkConfDir() == null
            ? GlobalConfiguration.loadConfiguration()
            : GlobalConfiguration.loadConfiguration(flink.getFlinkConfDir());
    int colon = master.lastIndexOf(':');
    settings.set(RestOptions.ADDRESS, colon < 0 ? master : master.substring(0, colon));
    settings.set(RestOptions.PORT, colon < 0 ? DEFAULT_PORT : port(master, colon));
    FlinkCluster cluster = new FlinkCluster(master, settings);
    try {
      int slots = cluster.awaitSlots(flink.getParallelism());
      if (flink.getParallelism() <= 0) {
        flink.setParallelism(Math.max(1, slots));
      } else if (flink.getParallelism() > slots) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "The Flink cluster at %s has %d task slots, too few for --parallelism=%d.",
                master,
                slots,
                flink.getParallelism()));
      }
      flink.setFlinkConfDir(cluster.configuration.toString());
      flink.setAttachedMode(false);
      if (flink.getFilesToStage() == null) {
        flink.setFilesToStage(StagedFiles.find(say));
      }
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static int port(String master, int colon) {
    try {
      return Integer.parseInt(master.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new UserException(
          "--flinkMaster=" + Printable.of(master) + " is no address: it takes host:port.", e);
    }
  }

  private static <T> void setIfAbsent(Configuration settings, ConfigOption<T> option, T value) {
    if (!settings.contains(option)) {
      settings.set(option, value);
    }
  }

  /** How many task slots there are, as soon as they are enough. */
  private int awaitSlots(int enough) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SLOTS_SECONDS);
    while (true) {
      int slots = overview().getNumSlotsTotal();
      if (slots >= enough || System.nanoTime() >= end) {
        return slots;
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private ClusterOverview overview() {
    try {
      return client.getClusterOverview().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UserException("No Flink cluster answers at " + master + ".", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    JobID next = new JobID();
    settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, next.toHexString());
    FlinkSettings.write(configuration, settings.toMap());
    job = next;
    try {
      return pipeline.run();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ConnectException || cause instanceof JobSubmissionException) {
          throw lost(e);
        }
      }
      throw e;
    }
  }

  @Override
  public void await(PipelineResult result) {
    JobResult end;
    try {
      end = client.requestJobResult(job).get();
    } catch (ExecutionException e) {
      throw lost(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    job = null;
    try {
      end.toJobExecutionResult(FlinkCluster.class.getClassLoader());
    } catch (Exception e) {
      throw failed(e);
    }
  }

  /** What a step threw as it is, and what befell the cluster in a sentence. */
  private RuntimeException failed(Exception e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException found) {
        return found;
      }
      if (cause instanceof UserCodeException) {
        return new IllegalStateException(cause);
      }
      root = cause;
    }
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return new UserException(
        "The Flink cluster at "
            + master
            + " gave up the job: "
            + reason.strip().replaceFirst("\\.$", "")
            + advice(e, reason)
            + ".",
        e);
  }

  private static String advice(Exception e, String reason) {
    if (reason.contains("number of network buffers")) {
      return "; give its TaskManagers taskmanager.memory.network.max: 128m a slot or more";
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("NoRestartBackoffTimeStrategy")) {
        return "; with restart-strategy.type: fixed-delay in its settings it would have tried"
            + " again";
      }
    }
    return "";
  }

  private UserException lost(Exception e) {
    job = null; // and nobody is left who could cancel it
    boolean isUnknown =
        e.getCause() instanceof RestClientException answer
            && answer.getHttpResponseStatus().code() == 404;
    return new UserException(
        "The Flink cluster at "
            + master
            + (isUnknown ? " no longer knows the job" : " no longer answers")
            + ", so its JobManager has probably died; start the run again.",
        e);
  }

  private static UserException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new UserException("The run was interrupted.", e);
  }

  /** Cancels the job if it still runs. */
  private void cancel() {
    JobID running = job;
    if (running != null) {
      try {
        client.cancel(running).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // A cluster that can't be asked to can't be stopped from here.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    cancel();
    client.close();
    try {
      Runtime.getRuntime().removeShutdownHook(cancelling);
    } catch (IllegalStateException e) {
      // This process is ending, and the hook runs already.
    }
    try {
      Files.deleteIfExists(FlinkSettings.file(configuration));
      Files.deleteIfExists(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
