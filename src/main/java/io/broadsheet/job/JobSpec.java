package io.broadsheet.job;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.count.CollocationRules;
import io.broadsheet.count.ContextRules;
import io.broadsheet.count.KeynessRules;
import io.broadsheet.count.TrendRules;
import io.broadsheet.job.SpecNode.Kind;
import io.broadsheet.job.SpecNode.Mapping;
import io.broadsheet.job.SpecNode.Scalar;
import io.broadsheet.job.SpecNode.Sequence;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.read.KafkaTopics;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import io.broadsheet.write.ChangeRules;
import io.broadsheet.write.OrderProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a spec as a {@link Job}. Every mistake is found and reported in one message, each with its
 * line and column or the option it stands in.
 */
public final class JobSpec {
  private static final int LARGEST_FILE = 1 << 20;

  private final Overriding overriding;
  private final Problems problems = new Problems();

  /**
   * What the command line adds to a spec.
   *
   * @param sets each a {@code key=value}, applied in order
   * @param asOf the run's "now": an instant, or a date meaning its start in the spec's zone
   * @param days whose windows are made, as {@link DaySpan} reads them
   * @param isFull whether what earlier runs counted is read again
   * @param clock tells "now" where {@code asOf} does not
   */
  public record Overriding(
      List<String> sets,
      Optional<String> asOf,
      Optional<String> days,
      boolean isFull,
      Clock clock) {
    public Overriding {
      sets = List.copyOf(sets);
    }

    /** With the windows of all days, and without what earlier runs counted. */
    public Overriding(List<String> sets, Optional<String> asOf, Clock clock) {
      this(sets, asOf, Optional.empty(), false, clock);
    }
  }

  private JobSpec(Overriding overriding) {
    this.overriding = overriding;
  }

  /**
   * Reads a spec file of at most 1 MiB.
   *
   * @throws SpecException that lists every mistake
   */
  public static Job read(Path file, Overriding overriding) {
    return parse(file.toString(), textOf(file), overriding);
  }

  /**
   * Reads a spec's text.
   *
   * @param file the name under which mistakes are reported; the job's name comes from it, too
   * @throws SpecException that lists every mistake
   */
  public static Job parse(String file, String yaml, Overriding overriding) {
    JobSpec spec = new JobSpec(overriding);
    Optional<SpecNode> root = SpecYaml.readFile(file, yaml, spec.problems);
    if (root.isEmpty()) {
      spec.problems.throwIfAny(file);
    }
    String fileName = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return spec.job(file, fileName.replaceFirst("\\.[^.]*$", ""), root.orElseThrow());
  }

  /**
   * The default report of some files.
   *
   * @param inputs files, globs or folders
   * @param folder where the tables go
   * @throws SpecException that lists every mistake
   */
  public static Job report(List<String> inputs, String folder, Overriding overriding) {
    List<SpecNode> items = new ArrayList<>();
    for (String input : inputs) {
      items.add(mapping("INPUT").with(SpecKeys.FILES.name(), text("INPUT", filesOf(input))));
    }
    SpecNode tables = mapping("--out").with(SpecKeys.CSV.name(), text("--out", folder));
    SpecNode page = mapping("--out").with(SpecKeys.HTML.name(), text("--out", folder));
    SpecNode root =
        mapping("the command")
            .with(SpecKeys.STATE.name(), text("the command", "none"))
            .with(SpecKeys.INPUT.name(), new Sequence(Place.option("INPUT"), items))
            .with(
                SpecKeys.OUTPUT.name(), new Sequence(Place.option("--out"), List.of(tables, page)));
    String folderName = folder.replaceFirst("/+$", "");
    return new JobSpec(overriding)
        .job("the command", folderName.substring(folderName.lastIndexOf('/') + 1), root);
  }

  private static String textOf(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE + 1);
    } catch (NoSuchFileException e) {
      throw new SpecException("there is no spec file " + file, e);
    } catch (IOException e) {
      throw new SpecException("the spec file " + file + " cannot be read: " + reason(e), e);
    }
    if (bytes.length > LARGEST_FILE) {
      throw new SpecException(file + " is larger than 1 MiB, which no spec is");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SpecException(file + " is not UTF-8 text", e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  /** What an argument of the command line means as a glob: a folder stands for all in it. */
  static String filesOf(String input) {
    try {
      return Files.isDirectory(Path.of(input)) ? input.replaceFirst("/+$", "") + "/**" : input;
    } catch (InvalidPathException e) {
      return input;
    }
  }

  private Job job(String subject, String defaultName, SpecNode written) {
    SpecNode root = withDerived(Overrides.apply(written, overriding.sets(), problems), defaultName);
    SpecValues values = SpecReader.read(root, problems);
    Optional<WindowScheme> windows = windows(values);
    long asOfMillis = asOfMillis(values);
    Optional<DaySpan> days = days(values, windows, asOfMillis);
    checkLanguages(values);
    KeynessRules.Reference reference = reference(values, windows, asOfMillis);
    checkOutputs(values);
    checkChanges(values);
    boolean isStream = StreamSpecs.check(values, root, problems);
    problems.throwIfAny(subject);
    return new Job(
        values.get(SpecKeys.NAME),
        values.items(SpecKeys.INPUT).stream().map(item -> input(item, values)).toList(),
        windows.orElseThrow(),
        values.get(SpecKeys.EARLIEST),
        values.get(SpecKeys.ALLOWED_LATENESS),
        asOfMillis,
        overriding.asOf().isPresent(),
        new Job.Text(
            values.get(SpecKeys.LANGUAGES),
            values.get(SpecKeys.NGRAMS),
            values.get(SpecKeys.STOP_WORDS),
            values.get(SpecKeys.ADDED_STOP_WORDS),
            values.get(SpecKeys.REMOVED_STOP_WORDS),
            values.get(SpecKeys.STEM),
            values.get(SpecKeys.MIN_TERM_COUNT),
            values.get(SpecKeys.TOP_TERMS),
            values.get(SpecKeys.SLICES)),
        new KeynessRules(
            values.get(SpecKeys.KEYNESS_PRIOR),
            values.get(SpecKeys.KEYNESS_MIN_DOCS),
            keynessTop(values.get(SpecKeys.TOP_TERMS), values.get(SpecKeys.KEYNESS_TOP_TERMS)),
            reference),
        new CollocationRules(
            values.get(SpecKeys.COLLOCATION_SPAN),
            values.get(SpecKeys.COLLOCATION_MIN_COUNT),
            values.get(SpecKeys.COLLOCATION_SLICES)),
        new ContextRules(
            values.get(SpecKeys.CONTEXT_LINES),
            values.get(SpecKeys.CONTEXT_WIDTH),
            values.get(SpecKeys.CONTEXT_SLICES),
            values.get(SpecKeys.REPORTS).contains(Tables.TERM_ARTICLES.name())),
        new CopySettings(
            values.get(SpecKeys.FIND_COPIES),
            values.get(SpecKeys.COPY_SPAN).toMillis(),
            values.get(SpecKeys.COPY_JACCARD),
            values.get(SpecKeys.COPY_CONTAINMENT),
            values.get(SpecKeys.COPY_ALIGNED),
            values.get(SpecKeys.COUNT_ONCE),
            values.get(SpecKeys.DROP_BOILERPLATE),
            values.get(SpecKeys.MOST_PAIRS),
            values.get(SpecKeys.BOILERPLATE_SHARE),
            values.get(SpecKeys.BOILERPLATE_ARTICLES)),
        new StorySettings(
            values.get(SpecKeys.FIND_STORIES),
            values.get(SpecKeys.STORY_QUIET).toMillis(),
            values.get(SpecKeys.STORY_SIMILARITY)),
        new TrendRules(
            values.get(SpecKeys.TREND_BASELINE),
            values.get(SpecKeys.TREND_AT_LEAST),
            values.get(SpecKeys.TREND_MIN_DOCS),
            values.get(SpecKeys.TREND_SEASON)),
        values.get(SpecKeys.OUTLETS),
        OrderProfile.of(values.get(SpecKeys.ORDERS_READ), values.get(SpecKeys.ORDERS_SAVE)),
        isStream
            ? StreamSpecs.reports(values.get(SpecKeys.REPORTS))
            : reports(values.get(SpecKeys.REPORTS)),
        values.items(SpecKeys.OUTPUT).stream().map(JobSpec::output).toList(),
        new Job.Limits(
            Math.toIntExact(values.get(SpecKeys.LIMIT_RECORD)),
            values.get(SpecKeys.LIMIT_NESTING),
            values.get(SpecKeys.LIMIT_EXPANSION),
            values.get(SpecKeys.LIMIT_EXPANDED),
            values.get(SpecKeys.LIMIT_EXPANDED_RUN),
            values.get(SpecKeys.LIMIT_CONTAINERS),
            values.get(SpecKeys.LIMIT_ENTRIES)),
        values.get(SpecKeys.EARLY),
        values.get(SpecKeys.MAX_REJECTED),
        new Job.Schedule(
            days.orElse(null),
            overriding.isFull(),
            values.get(SpecKeys.STATE),
            values.get(SpecKeys.KEEP),
            new ChangeRules(
                values.get(SpecKeys.CHANGED_TABLES),
                values.get(SpecKeys.KEEP_CHANGES),
                values.get(SpecKeys.MOST_CHANGES))),
        new Job.Observers(
            values.get(SpecKeys.METRICS_PROMETHEUS),
            values.get(SpecKeys.METRICS_JSON),
            values.get(SpecKeys.FAILURE_COMMAND),
            values.get(SpecKeys.FAILURE_WEBHOOK)),
        values.json().toString());
  }

  /** The spec with the name and the output that it means where it gives none. */
  private static SpecNode withDerived(SpecNode written, String defaultName) {
    if (!(written instanceof Mapping root)) {
      return written;
    }
    if (isAbsent(root, SpecKeys.NAME)) {
      root = root.with(SpecKeys.NAME.name(), text("the job's name", fileNameSafe(defaultName)));
    }
    if (isAbsent(root, SpecKeys.OUTPUT)) {
      String name =
          root.get(SpecKeys.NAME.name()).orElseThrow() instanceof Scalar scalar
              ? scalar.text()
              : fileNameSafe(defaultName);
      SpecNode sink = mapping("output").with(SpecKeys.CSV.name(), text("output", "out/" + name));
      root = root.with(SpecKeys.OUTPUT.name(), new Sequence(Place.option("output"), List.of(sink)));
    }
    return root;
  }

  private static boolean isAbsent(Mapping root, SpecEntry entry) {
    return root.get(entry.name()).isEmpty();
  }

  private static String fileNameSafe(String text) {
    String safe = text.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^[^\\p{L}\\p{N}]+", "");
    return safe.isEmpty()
        ? "job"
        : safe.substring(
            0, safe.offsetByCodePoints(0, Math.min(64, safe.codePointCount(0, safe.length()))));
  }

  private Optional<WindowScheme> windows(SpecValues values) {
    if (!values.has(SpecKeys.EVERY) || !values.has(SpecKeys.ZONE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(WindowScheme.of(values.get(SpecKeys.EVERY), values.get(SpecKeys.ZONE)));
    } catch (IllegalArgumentException e) {
      String sentence = String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
      problems.add(values.place(SpecKeys.EVERY), "`windows.every`: " + sentence);
      return Optional.empty();
    }
  }

  private long asOfMillis(SpecValues values) {
    if (overriding.asOf().isEmpty()) {
      return overriding.clock().millis();
    }
    String text = overriding.asOf().get();
    ZoneId zone = values.has(SpecKeys.ZONE) ? values.get(SpecKeys.ZONE) : ZoneOffset.UTC;
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      problems.add(
          Place.option("--as-of"),
          "it must be a date such as 2025-07-10, or an instant such as 2025-07-10T06:00:00Z, not `"
              + text
              + "`");
      return 0;
    }
  }

  private void checkChanges(SpecValues values) {
    if (values.has(SpecKeys.REPORTS)
        && values.has(SpecKeys.STATE)
        && values.get(SpecKeys.REPORTS).contains(Tables.CHANGES.name())
        && values.get(SpecKeys.STATE).equals("none")) {
      problems.add(
          values.place(SpecKeys.REPORTS),
          "`reports`: changes needs to know what earlier runs made; `state` may not be `none`");
    }
  }

  private Optional<DaySpan> days(
      SpecValues values, Optional<WindowScheme> windows, long asOfMillis) {
    if (overriding.days().isEmpty() || windows.isEmpty()) {
      return Optional.empty();
    }
    Place place = Place.option("--for");
    if (windows.get().isSliding()) {
      problems.add(place, "windows that slide overlap, and can't be made alone; run without it");
    }
    if (values.has(SpecKeys.STATE) && values.get(SpecKeys.STATE).equals("none")) {
      problems.add(place, "it needs to know what earlier runs made; `state` may not be `none`");
    }
    LocalDate today = Instant.ofEpochMilli(asOfMillis).atZone(windows.get().zone()).toLocalDate();
    try {
      return Optional.of(DaySpan.parse(overriding.days().get(), today));
    } catch (IllegalArgumentException e) {
      problems.add(place, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** No more than of the most frequent terms; but where all of those are listed, all of these. */
  private static int keynessTop(int topTerms, int ofKeyness) {
    return topTerms == Integer.MAX_VALUE ? topTerms : Math.min(topTerms, ofKeyness);
  }

  /** What slices are compared with; {@link KeynessRules.Reference#REST} also if it is wrong. */
  private KeynessRules.Reference reference(
      SpecValues values, Optional<WindowScheme> windows, long asOfMillis) {
    List<SpecKey<String>> given =
        Stream.of(SpecKeys.REFERENCE_OUTLET, SpecKeys.REFERENCE_WINDOWS, SpecKeys.REFERENCE_FILE)
            .filter(key -> values.has(key) && !values.get(key).isEmpty())
            .toList();
    if (given.isEmpty()) {
      return KeynessRules.Reference.REST;
    }
    Place place = values.place(given.get(0));
    if (given.size() > 1) {
      problems.add(
          place,
          "`keyness.reference` has both `"
              + given.get(0).name()
              + "` and `"
              + given.get(1).name()
              + "`: slices are compared with one of them");
    } else if (given.get(0).equals(SpecKeys.REFERENCE_OUTLET)) {
      return KeynessRules.Reference.ofOutlet(values.get(SpecKeys.REFERENCE_OUTLET));
    } else if (given.get(0).equals(SpecKeys.REFERENCE_FILE)) {
      return KeynessRules.Reference.ofFile(values.get(SpecKeys.REFERENCE_FILE));
    } else if (windows.isPresent() && windows.get().isSliding()) {
      problems.add(
          place, "`keyness.reference.windows`: windows that slide overlap, and would count twice");
    } else if (windows.isPresent()) {
      LocalDate today = Instant.ofEpochMilli(asOfMillis).atZone(windows.get().zone()).toLocalDate();
      try {
        DaySpan days = DaySpan.parse(values.get(SpecKeys.REFERENCE_WINDOWS), today);
        return KeynessRules.Reference.ofWindows(
            windows.get().startOfDay(days.from()), windows.get().startOfDay(days.to()));
      } catch (IllegalArgumentException e) {
        problems.add(place, "`keyness.reference.windows`: " + e.getMessage());
      }
    }
    return KeynessRules.Reference.REST;
  }

  /** {@code auto} and {@code none} are no languages among others. */
  private void checkLanguages(SpecValues text) {
    if (text.has(SpecKeys.LANGUAGES)
        && text.get(SpecKeys.LANGUAGES).size() > 1
        && text.get(SpecKeys.LANGUAGES).stream().anyMatch(List.of("auto", "none")::contains)) {
      problems.add(
          text.place(SpecKeys.LANGUAGES), "`text.languages`: `auto` and `none` stand alone");
    }
  }

  /** Two sinks of one kind may not write to one place, and none inside another's folder. */
  private void checkOutputs(SpecValues values) {
    Map<Path, Job.Output> earlier = new LinkedHashMap<>();
    Set<Job.Output> servers = new HashSet<>();
    for (SpecValues item : values.items(SpecKeys.OUTPUT)) {
      Optional<SpecKey<?>> pathKey = pathKey(item).filter(item::has);
      if (pathKey.isEmpty()) {
        continue;
      }
      Job.Output output = output(item);
      Place place = item.place(pathKey.get());
      if (!pathKey.get().name().equals(SpecKeys.SINK_PATH)) {
        if (!servers.add(output)) {
          problems.add(place, "two sinks write " + output.kind() + " to one place");
        }
        continue;
      }
      Path path;
      try {
        path = Path.of(output.path()).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        problems.add(place, "`" + output.path() + "` is no path: " + e.getReason());
        continue;
      }
      for (Map.Entry<Path, Job.Output> other : earlier.entrySet()) {
        if (path.equals(other.getKey())) {
          if (output.kind().equals(other.getValue().kind())) {
            problems.add(place, "two sinks write " + output.kind() + " to `" + output.path() + "`");
          }
        } else if (path.startsWith(other.getKey()) || other.getKey().startsWith(path)) {
          problems.add(
              place,
              String.format(
                  Locale.ROOT,
                  "`%s` and `%s` lie inside one another, so one sink would replace the other's"
                      + " files",
                  other.getValue().path(),
                  output.path()));
        }
      }
      earlier.put(path, output);
    }
  }

  private static Optional<SpecKey<?>> pathKey(SpecValues sink) {
    return sinkOf(sink).flatMap(SpecSection::shortForm);
  }

  private static Optional<SpecSection> sinkOf(SpecValues item) {
    Iterator<String> kinds = item.json().fieldNames();
    return kinds.hasNext()
        ? SpecKeys.OUTPUT.entry(kinds.next()).map(SpecSection.class::cast)
        : Optional.empty();
  }

  /** A sink: its path, and its other keys as options. */
  private static Job.Output output(SpecValues item) {
    SpecSection sink = sinkOf(item).orElseThrow();
    SpecKey<?> path = sink.shortForm().orElseThrow();
    Map<String, String> options = new TreeMap<>();
    for (SpecEntry entry : sink.entries()) {
      if (entry instanceof SpecKey<?> key && !key.equals(path) && item.has(key)) {
        options.put(key.name(), option(item.get(key)));
      }
    }
    return new Job.Output(sink.name(), String.valueOf(item.get(path)), options);
  }

  /** A list or a map with commas between; neither's values have any. */
  private static String option(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private static Job.Input input(SpecValues item, SpecValues values) {
    boolean isKafka = !item.get(SpecKeys.KAFKA_SERVERS).equals(SpecKeys.ABSENT);
    boolean isWatched = !item.get(SpecKeys.WATCH).equals(SpecKeys.ABSENT);
    return new Job.Input(
        item.get(isWatched ? SpecKeys.WATCH : SpecKeys.FILES),
        isKafka && item.get(SpecKeys.FORMAT).equals("auto") ? "json" : item.get(SpecKeys.FORMAT),
        item.get(SpecKeys.DATE_ORDER),
        item.get(SpecKeys.YEAR_PIVOT),
        item.get(SpecKeys.OUTLET),
        new ParseOptions(
            item.get(SpecKeys.FIELD_NAMES),
            item.get(SpecKeys.SPLIT),
            item.get(SpecKeys.CHARSET),
            item.get(SpecKeys.PATH),
            item.get(SpecKeys.DATE_FROM),
            Math.toIntExact(values.get(SpecKeys.LIMIT_RECORD)),
            values.get(SpecKeys.LIMIT_NESTING),
            values.get(SpecKeys.LIMIT_EXPANSION)),
        isWatched ? new Job.Watch(item.get(SpecKeys.POLL), item.get(SpecKeys.DELAY)) : null,
        isKafka
            ? new KafkaTopics.Settings(
                item.get(SpecKeys.KAFKA_SERVERS),
                item.get(SpecKeys.KAFKA_TOPICS),
                item.get(SpecKeys.KAFKA_GROUP),
                item.get(SpecKeys.KAFKA_START),
                item.get(SpecKeys.DELAY))
            : null);
  }

  /** The tables to write, in the order in which they are documented. */
  private static List<String> reports(List<String> wanted) {
    return Tables.all().stream()
        .filter(table -> Tables.always().contains(table) || wanted.contains(table.name()))
        .map(Table::name)
        .toList();
  }

  private static Mapping mapping(String origin) {
    return new Mapping(Place.option(origin), List.of());
  }

  private static Scalar text(String origin, String text) {
    return new Scalar(Place.option(origin), Kind.TEXT, text);
  }
}
