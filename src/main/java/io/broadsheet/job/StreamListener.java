package io.broadsheet.job;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Gets hold of the stream that this process runs, since Beam's runner does not hand out Flink's
 * client. Flink makes it by its name in the configuration.
 */
public final class StreamListener implements JobListener {
  /** The stream of this process. */
  private static final AtomicReference<JobClient> RUNNING = new AtomicReference<>();

  /** For Flink. */
  public StreamListener() {}

  @Override
  public void onJobSubmitted(JobClient client, Throwable failure) {
    RUNNING.set(client);
  }

  @Override
  public void onJobExecuted(JobExecutionResult result, Throwable failure) {
    RUNNING.set(null);
  }

  /**
   * Stops the stream with a savepoint, and without a last watermark, which would close every
   * window.
   *
   * @return where the savepoint is; nothing if no stream runs, or it could not make one
   */
  static Optional<String> stop(StreamState state, long seconds) {
    JobClient client = RUNNING.get();
    if (client == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          client
              .stopWithSavepoint(
                  false, state.savepoints().toUri().toString(), SavepointFormatType.CANONICAL)
              .get(seconds, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty(); // The last checkpoint is there all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
