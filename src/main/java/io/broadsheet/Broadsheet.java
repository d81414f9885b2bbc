package io.broadsheet;

import io.broadsheet.article.UserException;
import io.broadsheet.count.FindCopies;
import io.broadsheet.count.FindStories;
import io.broadsheet.count.ReadArticles;
import io.broadsheet.count.ReadTasks;
import io.broadsheet.count.ReportWindows;
import io.broadsheet.count.RunFindings;
import io.broadsheet.job.Commands;
import io.broadsheet.job.FormatTeller.Finding;
import io.broadsheet.job.Job;
import io.broadsheet.job.Progress;
import io.broadsheet.job.RunSummary;
import io.broadsheet.job.Runners;
import io.broadsheet.job.Summaries;
import io.broadsheet.job.Terminal;
import io.broadsheet.read.ContainerLimits;
import io.broadsheet.read.FormatFinder;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.InputFiles;
import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import io.broadsheet.write.CommitReports;
import io.broadsheet.write.FolderOutputs;
import io.broadsheet.write.OpenSinks;
import io.broadsheet.write.RunReport;
import io.broadsheet.write.Sink;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollectionList;

/** The main class: the pipeline as a table of contents. */
public final class Broadsheet {
  private Broadsheet() {}

  public static void main(String[] arguments) {
    System.exit(execute(Terminal.ofProcess(), arguments));
  }

  /** Carries out a command line and returns the exit code. */
  static int execute(Terminal terminal, String... arguments) {
    return new Commands(terminal, Broadsheet::run, Broadsheet::tellFormats, Clock.systemUTC())
        .execute(arguments);
  }

  private static RunSummary run(Job job, PipelineOptions options, Progress progress) {
    Runners.tune(options);
    List<InputFile> files = InputFiles.list(job.filePatterns());
    progress.counters().expectBytes(files.stream().mapToLong(InputFile::bytes).sum());
    try (OpenSinks sinks = OpenSinks.prepare(job.sinks())) {
      Pipeline pipeline = Pipeline.create(options);
      RecordReader reader = job.recordReader(progress.counters());
      List<ReadTask> tasks = reader.plan(files, Runners.tasks(options));
      build(pipeline, job, reader, tasks, Runners.shards(options), sinks.sinks());
      PipelineResult result = pipeline.run();
      progress.follow(result);
      result.waitUntilFinish();
      return Summaries.of(sinks.report(), sinks.sinks().stream().map(Sink::target).toList());
    } catch (Pipeline.PipelineExecutionException e) {
      throw UserException.within(e);
    }
  }

  /** Puts the whole job together. */
  static void build(
      Pipeline pipeline,
      Job job,
      RecordReader reader,
      List<ReadTask> tasks,
      int shards,
      List<Sink> sinks) {
    FolderOutputs outputs = new FolderOutputs(sinks, job.windows().zone());
    RunReport report = job.runReport(pipeline.getOptions());
    ReadArticles.Result articles =
        pipeline
            .apply("ListTasks", ReadTasks.of(tasks))
            .apply(
                "ReadArticles",
                ReadArticles.with(reader, job.windows(), shards, job.textRules(), job.evidence()));
    RunFindings copies =
        articles
            .copyEvidence()
            .apply("FindCopies", FindCopies.of(articles, job.reports(), outputs));
    RunFindings stories =
        articles
            .storySketches()
            .apply("FindStories", FindStories.of(articles, copies, job.reports(), outputs));
    PCollectionList.of(articles.outcomes())
        .and(copies.outcomes())
        .and(stories.outcomes())
        .and(
            articles
                .blocks()
                .apply(
                    "ReportWindows",
                    ReportWindows.of(
                        articles,
                        copies,
                        stories,
                        job.reports(),
                        job.listing(),
                        job.keyness(),
                        job.collocations(),
                        job.contexts(),
                        job.trends(),
                        outputs)))
        .apply("CommitReports", CommitReports.to(outputs, job.reports(), report));
  }

  private static void tellFormats(List<String> inputs, Consumer<Finding> findings) {
    FormatFinder finder = new FormatFinder(ContainerLimits.defaults());
    for (InputFile file : InputFiles.list(inputs)) {
      finder.find(
          file, (name, format, reason) -> findings.accept(new Finding(name, format, reason)));
    }
  }
}
