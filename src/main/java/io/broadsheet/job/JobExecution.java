package io.broadsheet.job;

import io.broadsheet.job.RunSummary.Reconciliation;
import io.broadsheet.read.RunCounters;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs a job with progress before and a summary after. */
final class JobExecution {
  private final Terminal terminal;
  private final JobRunner runner;

  JobExecution(Terminal terminal, JobRunner runner) {
    this.terminal = terminal;
    this.runner = runner;
  }

  /** Returns the exit code. Whoever is to know how the run went is told, however it went. */
  int execute(Job job, PipelineOptions options) {
    Aftermath aftermath = new Aftermath(job, terminal);
    int exitCode;
    try {
      exitCode = run(job, options, aftermath);
    } catch (RuntimeException | Error e) {
      aftermath.failed(e);
      throw e;
    }
    aftermath.ended(exitCode);
    return exitCode;
  }

  private int run(Job job, PipelineOptions options, Aftermath aftermath) {
    RunCounters counters = RunCounters.of(job.name() + " " + UUID.randomUUID());
    RunSummary summary;
    Duration elapsed;
    try (Progress progress = new Progress(terminal, counters, System::nanoTime).start()) {
      summary = runner.run(job, options, progress);
      elapsed = progress.elapsed();
    }
    aftermath.found(summary.figures(), elapsed);
    SummaryPrinter.print(job.name(), summary, elapsed, terminal.err());
    return exitCode(job, summary.reconciliation());
  }

  private int exitCode(Job job, Reconciliation sum) {
    // Exact arithmetic, so that 5 rejects of 100 do not pass or fail 5 % by rounding.
    BigDecimal allowed =
        BigDecimal.valueOf(job.maxRejected()).multiply(BigDecimal.valueOf(sum.read()));
    if (BigDecimal.valueOf(sum.rejected()).compareTo(allowed) <= 0) {
      return Commands.DONE;
    }
    terminal
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "broadsheet: %,d of %,d records were rejected, more than max_rejected (%s %%)"
                    + " allows; table rejects lists them",
                sum.rejected(),
                sum.read(),
                BigDecimal.valueOf(job.maxRejected())
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString()));
    return Commands.TOO_MANY_REJECTED;
  }
}
