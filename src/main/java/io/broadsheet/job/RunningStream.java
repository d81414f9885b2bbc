package io.broadsheet.job;

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A stream that this process runs. When the process is told to end (Ctrl-C, {@code kill}), it stops
 * with a savepoint, from which the next start goes on.
 */
public final class RunningStream implements AutoCloseable {
  /** How long a savepoint may take; the last checkpoint does, too. */
  private static final long STOP_SECONDS = 30;

  private final StreamState state;
  private final Thread stopper;

  private RunningStream(StreamState state) {
    this.state = state;
    this.stopper = new Thread(() -> StreamListener.stop(state, STOP_SECONDS), "stop");
  }

  /** Sets up the runner and takes care of the end of the process. */
  public static RunningStream prepare(Job job, PipelineOptions options) {
    StreamState state = StreamState.of(job);
    state.prepare(options);
    RunningStream stream = new RunningStream(state);
    Runtime.getRuntime().addShutdownHook(stream.stopper);
    return stream;
  }

  public StreamState state() {
    return state;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException e) {
      // The process is ending, and the stream with it.
    }
  }
}
