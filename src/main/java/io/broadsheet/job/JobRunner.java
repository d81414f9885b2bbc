package io.broadsheet.job;

import org.apache.beam.sdk.options.PipelineOptions;

/** Runs a job to its end. */
@FunctionalInterface
public interface JobRunner {
  /**
   * Runs a job.
   *
   * @param options the runner and its settings, named after the job
   * @param progress gives the counters for the pipeline's steps; its {@code follow} takes the
   *     running pipeline, if there is one to follow
   * @return what was found, for the person who started it
   * @throws io.broadsheet.article.UserException about something that person can mend
   */
  RunSummary run(Job job, PipelineOptions options, Progress progress);
}
