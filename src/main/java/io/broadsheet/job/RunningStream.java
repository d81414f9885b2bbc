package io.broadsheet.job;

import io.broadsheet.read.InputFiles;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
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

  private RunningStream(StreamState state, Consumer<String> say) {
    this.state = state;
    this.stopper = new Thread(() -> stop(state, say), "stop");
  }

  private static void stop(StreamState state, Consumer<String> say) {
    say.accept(
        StreamListener.stop(state, STOP_SECONDS).isPresent()
            ? "stopped; the next start goes on from here"
            : "stopped; the next start goes on from the last checkpoint");
  }

  /**
   * Sets up the runner and takes care of the end of the process.
   *
   * @param say takes a sentence for the person who started the run
   */
  public static RunningStream prepare(Job job, PipelineOptions options, Consumer<String> say) {
    StreamState state = StreamState.of(job);
    state.prepare(job.windows(), options);
    state
        .newest()
        .ifPresent(
            checkpoint ->
                say.accept(
                    "going on from the checkpoint of "
                        + StreamState.completed(checkpoint).truncatedTo(ChronoUnit.SECONDS)));
    for (Job.Input input : job.inputs()) {
      if (input.watched() != null) {
        InputFiles.missingFolder(input.files())
            .ifPresent(
                folder ->
                    say.accept(
                        "there is no "
                            + Printable.of(folder.toString())
                            + " yet; files count as soon as there is"));
      }
    }
    say.accept("a stream runs until Ctrl-C; its tables are in " + state.folder().getParent());
    RunningStream stream = new RunningStream(state, say);
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
