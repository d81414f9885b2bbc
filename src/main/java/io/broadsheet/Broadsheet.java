package io.broadsheet;

import io.broadsheet.article.UserException;
import io.broadsheet.count.FindCopies;
import io.broadsheet.count.FindStories;
import io.broadsheet.count.Memory;
import io.broadsheet.count.ReadArticles;
import io.broadsheet.count.ReadTasks;
import io.broadsheet.count.ReportStream;
import io.broadsheet.count.ReportWindows;
import io.broadsheet.count.RunFindings;
import io.broadsheet.job.Commands;
import io.broadsheet.job.FormatTeller.Finding;
import io.broadsheet.job.Job;
import io.broadsheet.job.Progress;
import io.broadsheet.job.RunSummary;
import io.broadsheet.job.Runners;
import io.broadsheet.job.RunningStream;
import io.broadsheet.job.Summaries;
import io.broadsheet.job.Terminal;
import io.broadsheet.job.Workers;
import io.broadsheet.read.ContainerLimits;
import io.broadsheet.read.FormatFinder;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.InputFiles;
import io.broadsheet.read.RecordReader;
import io.broadsheet.read.RunCounters;
import io.broadsheet.read.StreamInputs;
import io.broadsheet.read.StreamLag;
import io.broadsheet.state.DamagedPackException;
import io.broadsheet.state.RunPlan;
import io.broadsheet.state.StateCommit;
import io.broadsheet.text.HeadStart;
import io.broadsheet.write.AfterPipeline;
import io.broadsheet.write.CommitReports;
import io.broadsheet.write.CommitVersions;
import io.broadsheet.write.EarlierStretches;
import io.broadsheet.write.FolderOutputs;
import io.broadsheet.write.OpenSinks;
import io.broadsheet.write.RunReport;
import io.broadsheet.write.RunState;
import io.broadsheet.write.Sink;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** The main class: the pipeline as a table of contents. */
public final class Broadsheet {
  private Broadsheet() {}

  public static void main(String[] arguments) {
    int exitCode = execute(Terminal.ofProcess(), arguments);
    if (!Runners.isHosted()) {
      System.exit(exitCode);
    }
    if (exitCode != 0) {
      // The host, Flink's client or JobManager, must go on; an exception is all that it
      // understands.
      throw new UserException("Broadsheet ended with exit code " + exitCode + ".");
    }
  }

  /** Carries out a command line and returns the exit code. */
  static int execute(Terminal terminal, String... arguments) {
    return new Commands(terminal, Broadsheet::run, Broadsheet::tellFormats, Clock.systemUTC())
        .execute(arguments);
  }

  private static RunSummary run(Job job, PipelineOptions options, Progress progress) {
    FileSystems.setDefaultPipelineOptions(options);
    return job.isStream() ? runStream(job, options, progress) : runBatch(job, options, progress);
  }

  private static RunSummary runStream(Job job, PipelineOptions options, Progress progress) {
    try (OpenSinks sinks = OpenSinks.prepare(job.sinks());
        RunningStream stream = RunningStream.prepare(job, options, progress::tell);
        Workers workers = Workers.of(options, progress::tell)) {
      Pipeline pipeline = Pipeline.create(options);
      buildStream(
          arrivals(pipeline, job),
          job,
          progress.counters(),
          new FolderOutputs(
              sinks.sinks(),
              job.reports(),
              job.windows().zone(),
              stream.state().parts().toString()));
      RunCounters counters = progress.counters();
      StreamLag.follow(() -> counters.now().articles() + counters.now().rejects());
      progress.append(StreamLag::line);
      workers.await(workers.run(pipeline));
      return Summaries.of(
          sinks.report(), sinks.screen(), sinks.sinks().stream().map(Sink::target).toList());
    } catch (Pipeline.PipelineExecutionException e) {
      throw UserException.within(e);
    }
  }

  private static RunSummary runBatch(Job job, PipelineOptions options, Progress progress) {
    try (OpenSinks sinks = OpenSinks.prepare(job.sinks());
        RunState state = RunState.open(job.stateFolder(), progress::tell);
        Workers workers = Workers.of(options, progress::tell)) {
      List<InputFile> files = InputFiles.listAny(job.filePatterns());
      List<Job> stretches = job.inStretches(sinks.replaceWindows());
      EarlierStretches earlier = EarlierStretches.none(job.daysText());
      if (stretches.size() == 1) {
        return runWhole(job, files, options, progress, sinks, state, workers, earlier);
      }
      Optional<RunSummary> last = Optional.empty();
      for (Job stretch : stretches) {
        List<InputFile> some = InputFiles.listSome(stretch.filePatterns());
        if (!some.isEmpty()) {
          progress.tell("making " + stretch.daysText());
          last =
              Optional.of(
                  runWhole(stretch, some, options, progress, sinks, state, workers, earlier));
          earlier = earlier.upTo(sinks.report());
        }
      }
      // What a stretch has of the days of one before it.
      return state.leavesOut(job.days())
          ? runWhole(job, files, options, progress, sinks, state, workers, earlier)
          : last.orElseThrow();
    }
  }

  private static RunSummary runWhole(
      Job job,
      List<InputFile> files,
      PipelineOptions options,
      Progress progress,
      OpenSinks sinks,
      RunState state,
      Workers workers,
      EarlierStretches earlier) {
    while (true) {
      try {
        return runBatch(job, files, options, progress, sinks, state, workers, earlier);
      } catch (DamagedPackException e) {
        state.forget(e);
      }
    }
  }

  private static RunSummary runBatch(
      Job job,
      List<InputFile> files,
      PipelineOptions options,
      Progress progress,
      OpenSinks sinks,
      RunState state,
      Workers workers,
      EarlierStretches earlier) {
    RecordReader reader = job.recordReader(progress.counters());
    RunPlan plan =
        state.plan(
            job.request(files, sinks.heldState()),
            Runners.shards(options),
            toRead -> reader.plan(toRead, Runners.workers(options)));
    progress.counters().expectBytes(plan.toRead().stream().mapToLong(InputFile::bytes).sum());
    if (!plan.toRead().isEmpty()) {
      HeadStart.begin(job.textRules());
    }
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, job, reader, plan, sinks.sinks(), earlier);
    try (AfterPipeline after = AfterPipeline.of(sinks.sinks().get(0).stage())) {
      PipelineResult result = workers.run(pipeline);
      progress.follow(result);
      workers.await(result);
      after.commit();
    } catch (Pipeline.PipelineExecutionException e) {
      throw UserException.within(e);
    }
    plan.commit().ifPresent(StateCommit::hold);
    return Summaries.of(
        sinks.report(), sinks.screen(), sinks.sinks().stream().map(Sink::target).toList());
  }

  /** Puts the whole job together. */
  static void build(
      Pipeline pipeline,
      Job job,
      RecordReader reader,
      RunPlan plan,
      List<Sink> sinks,
      EarlierStretches earlier) {
    FolderOutputs outputs =
        new FolderOutputs(sinks, job.reports(), job.windows().zone())
            .comparing(job.comparedTables());
    Optional<StateCommit> commit = plan.commit();
    RunReport report =
        job.runReport(pipeline.getOptions(), commit.map(remembered -> plan.known()), earlier);
    Memory memory = Memory.of(plan, job.asOfMillis(), job.keptFrom());
    ReadArticles.Result articles =
        pipeline
            .apply(
                "ListTasks",
                ReadTasks.of(plan.tasks(), Runners.handsOutParts(pipeline.getOptions())))
            .apply(
                "ReadArticles",
                ReadArticles.with(
                    reader, job.windows(), plan.shards(), job.textRules(), job.evidence(), memory));
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
                        outputs.tables(),
                        job.listing(),
                        job.keyness(),
                        job.collocations(),
                        job.contexts(),
                        job.trends(),
                        outputs)))
        .apply(
            "CommitReports",
            CommitReports.to(
                outputs,
                outputs.tables(),
                report,
                job.orders(),
                commit,
                job.carried(plan.archive()),
                job.changes()));
  }

  private static PCollectionTuple arrivals(Pipeline pipeline, Job job) {
    return arrivals(
        arrivals(PCollectionTuple.empty(pipeline), "Watch", ReportStream.FILES, job.watchedFiles()),
        "Consume",
        ReportStream.RECORDS,
        job.kafkaTopics());
  }

  private static <S extends UnboundedSource<byte[], ?> & StreamInputs.Source>
      PCollectionTuple arrivals(
          PCollectionTuple others, String name, TupleTag<byte[]> tag, List<S> sources) {
    StreamInputs.set(others.getPipeline().getOptions(), sources);
    List<PCollection<byte[]>> arrivals = new ArrayList<>();
    for (S source : sources) {
      arrivals.add(others.getPipeline().apply(name + arrivals.size(), Read.from(source)));
    }
    return arrivals.isEmpty()
        ? others
        : others.and(tag, PCollectionList.of(arrivals).apply(name + "All", Flatten.pCollections()));
  }

  /** Puts a stream together. */
  static void buildStream(
      PCollectionTuple arrivals, Job job, RunCounters counters, FolderOutputs outputs) {
    RunReport report =
        job.runReport(
            arrivals.getPipeline().getOptions(), Optional.empty(), EarlierStretches.none(""));
    arrivals
        .apply(
            "ReportStream",
            ReportStream.by(
                job.streamRules(outputs.tables()),
                now -> job.asOf(now).recordReader(counters),
                Runners.streamShards(),
                outputs))
        .apply(
            "CommitVersions",
            CommitVersions.to(outputs, outputs.tables(), report, job.orders(), job.windows()));
  }

  private static void tellFormats(List<String> inputs, Consumer<Finding> findings) {
    FormatFinder finder = new FormatFinder(ContainerLimits.defaults());
    for (InputFile file : InputFiles.list(inputs)) {
      finder.find(
          file, (name, format, reason) -> findings.accept(new Finding(name, format, reason)));
    }
  }
}
