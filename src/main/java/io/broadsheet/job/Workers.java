package io.broadsheet.job;

import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The processes in which a pipeline's steps run, for one run: this one, or those of a cluster.
 *
 * <pre>{@code
 * try (Workers workers = Workers.of(options, sentence -> …)) {
 *   workers.await(workers.run(pipeline));
 * }
 * }</pre>
 */
public interface Workers extends AutoCloseable {
  /**
   * The workers that the options name. Fills in what the options leave open, and comes before
   * anything that looks at them.
   *
   * @param say takes a sentence for the person who started the run
   * @throws io.broadsheet.article.UserException if a cluster does not answer
   */
  static Workers of(PipelineOptions options, Consumer<String> say) {
    Runners.tune(options);
    return FlinkCluster.isNamedBy(options)
        ? FlinkCluster.of(options, say)
        : new Workers() {
          @Override
          public PipelineResult run(Pipeline pipeline) {
            return pipeline.run();
          }

          @Override
          public void await(PipelineResult result) {
            result.waitUntilFinish();
          }

          @Override
          public void close() {
            // A pipeline in this process has ended with it.
          }
        };
  }

  /**
   * Starts a pipeline of these options; where it runs in this process, this may be its end, too.
   *
   * @throws io.broadsheet.article.UserException if a cluster does not answer
   */
  PipelineResult run(Pipeline pipeline);

  /**
   * Waits for the end of a running pipeline.
   *
   * @throws RuntimeException if it failed, with what a step threw among its causes
   */
  void await(PipelineResult result);

  /** Ends what still runs. */
  @Override
  void close();
}
