package io.broadsheet.job;

import io.broadsheet.article.DateOrder;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.count.CollocationRules;
import io.broadsheet.count.ContextRules;
import io.broadsheet.count.EvidenceSettings;
import io.broadsheet.count.KeynessRules;
import io.broadsheet.count.OrderSettings;
import io.broadsheet.count.Outcome;
import io.broadsheet.count.ReportStream;
import io.broadsheet.count.TermListing;
import io.broadsheet.count.TrendRules;
import io.broadsheet.parse.ArticleAssembler;
import io.broadsheet.parse.DateReader;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.read.ContainerLimits;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.KafkaTopics;
import io.broadsheet.read.NewFiles;
import io.broadsheet.read.RecordReader;
import io.broadsheet.read.RunCounters;
import io.broadsheet.state.Archive;
import io.broadsheet.state.ExpiredPacks;
import io.broadsheet.state.RunPlan;
import io.broadsheet.state.WindowRanges;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import io.broadsheet.write.CarriedWindows;
import io.broadsheet.write.ChangeRules;
import io.broadsheet.write.EarlierStretches;
import io.broadsheet.write.OrderProfile;
import io.broadsheet.write.RunReport;
import io.broadsheet.write.SinkRequest;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.ReleaseInfo;

/**
 * A validated job spec: everything that a run does, as values. {@link JobSpec} reads specs, and the
 * defaults stand in {@code SpecKeys}.
 *
 * @param name the job's name, a file-name-safe word
 * @param inputs at least one
 * @param windows how publication dates become windows
 * @param earliest the first day that an article may be dated
 * @param allowedLateness how long after a window was published an article may still change it
 * @param asOfMillis the run's "now" in epoch milliseconds
 * @param isAsOfFixed whether the command line fixed that "now"; else a stream's goes on
 * @param text how terms are counted and listed
 * @param copies what counts as a copy
 * @param keyness how slices are compared
 * @param collocations which pairs of words are listed
 * @param contexts which lines of text illustrate terms
 * @param stories what counts as one story
 * @param trends what windows are compared with
 * @param outlets for spellings of an outlet, as records write it, the name it is counted under
 * @param orders what earlier runs found out about the order of day and month, and where this one
 *     saves what it finds out
 * @param reports names of the tables to write, those of {@code Tables.always()} included
 * @param outputs at least one
 * @param limits what no input may exceed
 * @param early how soon a stream shows a window that has changed
 * @param maxRejected the share of read records that may be rejected before the exit code says so
 * @param schedule what is made of it this time, and what is remembered
 * @param observers who is told how the run went
 * @param spec the spec in force, defaults and {@code --set} options included, as one JSON object
 */
public record Job(
    String name,
    List<Input> inputs,
    WindowScheme windows,
    LocalDate earliest,
    Duration allowedLateness,
    long asOfMillis,
    boolean isAsOfFixed,
    Text text,
    KeynessRules keyness,
    CollocationRules collocations,
    ContextRules contexts,
    CopySettings copies,
    StorySettings stories,
    TrendRules trends,
    Map<String, String> outlets,
    OrderProfile orders,
    List<String> reports,
    List<Output> outputs,
    Limits limits,
    Duration early,
    double maxRejected,
    Schedule schedule,
    Observers observers,
    String spec)
    implements Serializable {
  private static final Set<String> BETWEEN_WINDOWS =
      Set.of(Tables.TRENDS.name(), Tables.BURSTS.name());

  public Job {
    inputs = List.copyOf(inputs);
    outlets = Map.copyOf(outlets);
    reports = List.copyOf(reports);
    outputs = List.copyOf(outputs);
  }

  /** For each input the patterns of its files; several where {@code --for} names several days. */
  public List<List<String>> filePatterns() {
    Optional<DaySpan> days = schedule.days().map(span -> span.ofWholeWindows(windows));
    return inputs.stream()
        .map(
            input ->
                days.map(span -> span.expand(input.files()))
                    .orElseGet(() -> List.of(DaySpan.expandToAll(input.files()))))
        .toList();
  }

  /**
   * What is asked of the memory of earlier runs.
   *
   * @param held see {@link RunPlan.Request#held}
   */
  public RunPlan.Request request(List<InputFile> files, String held) {
    return new RunPlan.Request(
        JobIdentity.of(spec),
        files,
        days(),
        asOfMillis,
        allowedLateness.toMillis(),
        schedule.isFull(),
        new ExpiredPacks(
            start -> windows.overlap() == 1 && windows.end(start) <= keptFrom(),
            articles -> Outcome.ofExpired(articles).toBytes()),
        standsByWindows() ? held : "");
  }

  /** Whether each window's rows depend on nothing but its own articles and their duplicates. */
  private boolean standsByWindows() {
    return windows.overlap() == 1
        && !copies.find()
        && !stories.find()
        && !(reports.contains(Tables.KEYNESS.name()) && keyness.reference().isList())
        && reports.stream().noneMatch(BETWEEN_WINDOWS::contains);
  }

  /** Windows that end at or before this instant are no longer kept. */
  public long keptFrom() {
    return schedule.keepDays() == Integer.MAX_VALUE
        ? Long.MIN_VALUE
        : asOfMillis - Duration.ofDays(schedule.keepDays()).toMillis();
  }

  /** What is compared with what it was; nothing if the tables don't tell. */
  public Optional<ChangeRules> changes() {
    return reports.contains(Tables.CHANGES.name()) && stateFolder().isPresent()
        ? Optional.of(schedule.changes().among(reports))
        : Optional.empty();
  }

  /** The names of the tables that are compared. */
  public List<String> comparedTables() {
    return changes().map(ChangeRules::tables).orElse(List.of());
  }

  /**
   * The windows, if runs can leave some as they were.
   *
   * @param archive what this run can leave; nothing if it makes all windows
   */
  public Optional<CarriedWindows> carried(Optional<Archive> archive) {
    return standsByWindows()
        ? Optional.of(new CarriedWindows(archive.orElse(null), windows, keptFrom()))
        : Optional.empty();
  }

  /** Where what was read is kept for later runs; nothing if it is not. */
  public Optional<Path> stateFolder() {
    if (schedule.state().equals("none")) {
      return Optional.empty();
    }
    if (!schedule.state().equals("auto")) {
      return Optional.of(Path.of(schedule.state()));
    }
    for (SinkRequest sink : sinks()) {
      Optional<Path> folder = sink.stateFolder();
      if (folder.isPresent()) {
        return folder;
      }
    }
    return Optional.of(Path.of(".broadsheet", name));
  }

  /** Whether it runs until it is stopped. */
  public boolean isStream() {
    return inputs.stream().anyMatch(input -> input.watched != null || input.kafka != null);
  }

  /** The same as of a later "now", unless it is fixed. */
  public Job asOf(long millis) {
    return isAsOfFixed ? this : with(millis, schedule);
  }

  /**
   * The same for one stretch of days after the other. A long {@code --for} is made so where that
   * costs no more: files are found by their days, and what is there already stays as it is. Each
   * stretch is committed, so a run that is started again goes on behind the last.
   *
   * @param replacesWindows whether all sinks can replace windows and leave the others
   */
  public List<Job> inStretches(boolean replacesWindows) {
    boolean hasDays = inputs.stream().allMatch(input -> input.files().contains("{yyyy}"));
    if (schedule.days().isEmpty() || !hasDays || !replacesWindows || !standsByWindows()) {
      return List.of(this);
    }
    return schedule.days().get().inStretches(windows).stream()
        .map(days -> with(asOfMillis, schedule.only(days)))
        .toList();
  }

  /** The windows of {@code --for}; all without. */
  public WindowRanges days() {
    return schedule.days().map(span -> span.windows(windows)).orElse(WindowRanges.all());
  }

  /** The days of {@code --for}; empty without. */
  public String daysText() {
    return schedule.days().map(days -> days.from() + ".." + days.to().minusDays(1)).orElse("");
  }

  private Job with(long millis, Schedule otherSchedule) {
    return new Job(
        name,
        inputs,
        windows,
        earliest,
        allowedLateness,
        millis,
        isAsOfFixed,
        text,
        keyness,
        collocations,
        contexts,
        copies,
        stories,
        trends,
        outlets,
        orders,
        reports,
        outputs,
        limits,
        early,
        maxRejected,
        otherSchedule,
        observers,
        spec);
  }

  /**
   * How a stream is reported.
   *
   * @param tables the names of the tables to make
   */
  public ReportStream.Rules streamRules(List<String> tables) {
    return new ReportStream.Rules(
        windows,
        textRules(),
        tables,
        listing(),
        keyness,
        collocations,
        contexts,
        evidence(),
        early,
        allowedLateness);
  }

  /** The folders that are watched. */
  public List<NewFiles> watchedFiles() {
    List<NewFiles> watched = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Watch watch = inputs.get(i).watched();
      if (watch != null) {
        watched.add(NewFiles.of(i, inputs.get(i).files(), watch.poll(), watch.delay()));
      }
    }
    return watched;
  }

  /** The topics that are read. */
  public List<KafkaTopics> kafkaTopics() {
    List<KafkaTopics> topics = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).kafka() != null) {
        topics.add(KafkaTopics.of(i, inputs.get(i).kafka()));
      }
    }
    return topics;
  }

  /** What is gathered while articles are read. */
  public EvidenceSettings evidence() {
    boolean isOrderOpen = inputs.stream().anyMatch(input -> input.dateOrder() == DateOrder.NONE);
    return EvidenceSettings.of(
        copies, stories, new OrderSettings(isOrderOpen, orders.known()), reports, listing());
  }

  /** Which terms are listed. */
  public TermListing listing() {
    return new TermListing(
        text.slices(),
        text.ngrams(),
        !text.stopWords().equals("none"),
        text.minTermCount(),
        text.topTerms());
  }

  /** How texts become terms. */
  public TextRules textRules() {
    boolean choosesAmongAll = text.languages().equals(List.of("auto"));
    boolean detects = !text.languages().equals(List.of("none"));
    return new TextRules(
        detects,
        choosesAmongAll || !detects ? List.of() : text.languages(),
        text.stem(),
        text.addedStopWords(),
        text.removedStopWords());
  }

  /** What is asked of each sink. */
  public List<SinkRequest> sinks() {
    return outputs.stream()
        .map(sink -> new SinkRequest(sink.kind(), sink.path(), sink.options(), windows))
        .toList();
  }

  /** Reads the inputs as they ask for. */
  public RecordReader recordReader(RunCounters counters) {
    List<RecordReader.Input> readers =
        inputs.stream()
            .map(input -> new RecordReader.Input(input.format(), input.parse(), assembler(input)))
            .toList();
    return new RecordReader(readers, limits.ofContainers(), counters);
  }

  private ArticleAssembler assembler(Input input) {
    DateReader dates =
        new DateReader(windows.zone(), earliest, asOfMillis, input.dateOrder(), input.yearPivot());
    return new ArticleAssembler(dates, outlets, input.outlet());
  }

  /** What {@code run.json} says before the run. */
  public RunReport runReport(
      PipelineOptions options, Optional<RunPlan.Known> known, EarlierStretches earlier) {
    Map<String, Serializable> about = new LinkedHashMap<>();
    about.put("job", name);
    about.put("spec", spec);
    about.put("as_of", Instant.ofEpochMilli(asOfMillis).toString());
    about.put("runner", options.getRunner().getSimpleName());
    about.put("broadsheet", Version.text());
    about.put("beam", ReleaseInfo.getReleaseInfo().getVersion());
    about.put("java", System.getProperty("java.version"));
    if (schedule.days().isPresent()) {
      about.put("for", earlier.days());
    }
    long started = earlier.started() == 0 ? System.currentTimeMillis() : earlier.started();
    return new RunReport(about, windows, started, known.orElse(null), earlier);
  }

  /**
   * One input.
   *
   * @param files a glob, relative to the working directory
   * @param format {@code auto} or a format's name
   * @param dateOrder declared for this input's numeric dates
   * @param yearPivot years of two digits below it are 20yy, the others 19yy
   * @param outlet who published all articles of this input; empty if they say it themselves
   * @param parse what parsers need to know
   * @param watched how new files are looked for; null if they are not
   * @param kafka the topics that are read instead of files; null if files are
   */
  public record Input(
      String files,
      String format,
      DateOrder dateOrder,
      int yearPivot,
      String outlet,
      ParseOptions parse,
      Watch watched,
      KafkaTopics.Settings kafka)
      implements Serializable {
    /** Files that are read once. */
    Input(String files, String format, DateOrder dateOrder, ParseOptions parse) {
      this(files, format, dateOrder, DateReader.DEFAULT_PIVOT, "", parse, null, null);
    }
  }

  /**
   * How new files are looked for.
   *
   * @param poll how often
   * @param delay how long after its publication an article may be on its way
   */
  public record Watch(Duration poll, Duration delay) implements Serializable {}

  /**
   * How terms are counted and listed.
   *
   * @param languages {@code auto}, {@code none}, or those that are told apart
   * @param ngrams terms of 1 up to this many words
   * @param stopWords {@code default} or {@code none}
   * @param addedStopWords are hidden, too
   * @param removedStopWords are not hidden
   * @param stem whether words are cut to their stems
   * @param minTermCount the smallest term count that is listed, per window and slice
   * @param topTerms how many terms are listed per window, slice and n; {@link Integer#MAX_VALUE}
   *     for all
   * @param slices what terms are cut by, as the spec names it
   */
  public record Text(
      List<String> languages,
      int ngrams,
      String stopWords,
      List<String> addedStopWords,
      List<String> removedStopWords,
      boolean stem,
      long minTermCount,
      int topTerms,
      List<String> slices)
      implements Serializable {
    public Text {
      languages = List.copyOf(languages);
      addedStopWords = List.copyOf(addedStopWords);
      removedStopWords = List.copyOf(removedStopWords);
      slices = List.copyOf(slices);
    }
  }

  /**
   * What is made this time, and what is remembered.
   *
   * @param only the days whose windows are made; null for all
   * @param isFull whether what earlier runs counted is read again
   * @param state the folder that remembers them; {@code auto} chooses one, {@code none} is none
   * @param keepDays how long windows are kept behind their end; {@link Integer#MAX_VALUE} for ever
   * @param changes what table changes lists
   */
  public record Schedule(
      DaySpan only, boolean isFull, String state, int keepDays, ChangeRules changes)
      implements Serializable {
    /** The same for some days. */
    Schedule only(DaySpan days) {
      return new Schedule(days, isFull, state, keepDays, changes);
    }

    /** The days whose windows are made; nothing for all. */
    public Optional<DaySpan> days() {
      return Optional.ofNullable(only);
    }
  }

  /**
   * Who is told how a run went; each is {@code none} or where.
   *
   * @param prometheus a file of figures
   * @param json another
   * @param command for a shell, on failure
   * @param webhook an address, on failure
   */
  public record Observers(String prometheus, String json, String command, String webhook)
      implements Serializable {}

  /**
   * One sink.
   *
   * @param kind {@code csv}, {@code jsonl}, …
   * @param path the folder, file or address
   * @param options the sink's own settings, such as {@code excel: true}
   */
  public record Output(String kind, String path, Map<String, String> options)
      implements Serializable {
    public Output {
      options = Map.copyOf(options);
    }
  }

  /**
   * What no input may exceed; anything larger is a reject.
   *
   * @param recordBytes one record
   * @param nesting the depth of a record
   * @param expansionRatio decompressed bytes ÷ compressed bytes
   * @param expandedBytes decompressed bytes of one file
   * @param expandedBytesOfRun decompressed bytes of all files that one process reads
   * @param containers the depth of containers in containers
   * @param entries of one file
   */
  public record Limits(
      int recordBytes,
      int nesting,
      int expansionRatio,
      long expandedBytes,
      long expandedBytesOfRun,
      int containers,
      int entries)
      implements Serializable {
    ContainerLimits ofContainers() {
      return new ContainerLimits(
          containers, expansionRatio, expandedBytes, expandedBytesOfRun, entries);
    }
  }
}
