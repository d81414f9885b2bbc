package io.broadsheet.job;

import io.broadsheet.job.SpecNode.Kind;
import io.broadsheet.job.SpecNode.Mapping;
import io.broadsheet.job.SpecNode.Scalar;
import io.broadsheet.job.SpecNode.Sequence;
import io.broadsheet.read.KafkaTopics;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a spec must and must not say if its job is a stream. */
final class StreamSpecs {
  /** Why a stream, which must forget, cannot hold a table. */
  private static final Map<String, String> IMPOSSIBLE = new LinkedHashMap<>();

  static {
    String wholeSpan =
        "needs every window of the run at once, and a stream forgets those it closed";
    IMPOSSIBLE.put(Tables.TRENDS.name(), wholeSpan);
    IMPOSSIBLE.put(Tables.BURSTS.name(), wholeSpan);
    IMPOSSIBLE.put(
        Tables.CHANGES.name(),
        "compares runs, and a stream is one; table panes tells its versions");
    IMPOSSIBLE.put(
        Tables.BOILERPLATE.name(),
        "is learned from all of an outlet's articles, and those to come can't be known");
  }

  /** The kinds of sinks that have a folder, in which a stream can keep its state. */
  static final List<String> FOLDERS = List.of("csv", "jsonl", "parquet", "html");

  private StreamSpecs() {}

  /**
   * Checks what is special about streams, and what each input reads.
   *
   * @param written the spec without defaults
   * @return whether the job is a stream
   */
  static boolean check(SpecValues values, SpecNode written, Problems problems) {
    List<SpecValues> inputs = values.items(SpecKeys.INPUT);
    List<SpecNode> items = items(written);
    int streamed = 0;
    for (int i = 0; i < inputs.size(); i++) {
      SpecValues input = inputs.get(i);
      if (!input.has(SpecKeys.FILES) || !input.has(SpecKeys.WATCH)) {
        continue; // That is said already.
      }
      List<String> kinds = new ArrayList<>();
      for (SpecEntry kind : SpecKeys.INPUT.alternatives()) {
        if (mapping(items.get(i), kind).isPresent()) {
          kinds.add(kind.name());
        }
      }
      if (kinds.size() > 1) {
        problems.add(
            items.get(i).place(),
            "`input."
                + i
                + "` has both `"
                + kinds.get(0)
                + "` and `"
                + kinds.get(1)
                + "`: make each an item of its own");
      } else if (kinds.isEmpty()) {
        problems.add(
            items.get(i).place(),
            "`input." + i + ".files` is missing: it must be " + SpecKeys.FILES.type().words());
      } else if (kinds.get(0).equals(SpecKeys.KAFKA.name())) {
        checkKafka(i, input, items.get(i), problems);
      }
      streamed += kinds.equals(List.of(SpecKeys.FILES.name())) ? 0 : 1;
    }
    if (streamed == 0) {
      return false;
    }
    if (streamed < inputs.size()) {
      problems.add(
          items.get(0).place(),
          "`input`: some items are read once and others are watched or come from Kafka; make them"
              + " two jobs, or watch all files");
    }
    refuse(written, SpecKeys.COPIES, SpecKeys.DROP_BOILERPLATE, Tables.BOILERPLATE, problems);
    for (SpecKey<String> key : List.of(SpecKeys.REFERENCE_WINDOWS, SpecKeys.REFERENCE_FILE)) {
      if (values.has(key) && !values.get(key).isEmpty()) {
        problems.add(
            values.place(key),
            "`keyness.reference."
                + key.name()
                + "`: a stream compares slices with the rest of their window, or with an outlet");
      }
    }
    if (mapping(written, SpecKeys.REPORTS).isPresent() && values.has(SpecKeys.REPORTS)) {
      for (String table : values.get(SpecKeys.REPORTS)) {
        if (IMPOSSIBLE.containsKey(table)) {
          problems.add(
              values.place(SpecKeys.REPORTS),
              "`reports`: a stream has no table " + table + ": it " + IMPOSSIBLE.get(table));
        }
      }
    }
    if (values.items(SpecKeys.OUTPUT).stream().noneMatch(StreamSpecs::isFolder)) {
      problems.add(
          Place.option("output"),
          "`output`: a stream keeps its state in the first folder that it writes to, so one item"
              + " must be csv, jsonl, parquet or html");
    }
    return true;
  }

  private static void checkKafka(int i, SpecValues input, SpecNode item, Problems problems) {
    if (input.has(SpecKeys.KAFKA_SERVERS)
        && input.get(SpecKeys.KAFKA_SERVERS).equals(SpecKeys.ABSENT)) {
      problems.add(
          item.place(),
          "`input."
              + i
              + ".kafka.servers` is missing: it must be "
              + SpecKeys.KAFKA_SERVERS.type().words());
    }
    String start =
        input.has(SpecKeys.KAFKA_START) ? input.get(SpecKeys.KAFKA_START) : KafkaTopics.EARLIEST;
    if (!List.of(KafkaTopics.EARLIEST, KafkaTopics.LATEST).contains(start)) {
      try {
        Instant.parse(start);
      } catch (DateTimeException e) {
        problems.add(
            input.place(SpecKeys.KAFKA_START),
            "`input."
                + i
                + ".kafka.start` must be "
                + SpecKeys.KAFKA_START.type().words()
                + ", not `"
                + start
                + "`");
      }
    }
  }

  private static List<SpecNode> items(SpecNode written) {
    return mapping(written, SpecKeys.INPUT)
        .filter(Sequence.class::isInstance)
        .map(inputs -> ((Sequence) inputs).items())
        .orElse(List.of());
  }

  private static boolean isFolder(SpecValues output) {
    return FOLDERS.stream().anyMatch(kind -> output.json().has(kind));
  }

  private static void refuse(
      SpecNode written,
      SpecSection section,
      SpecKey<Boolean> find,
      Table table,
      Problems problems) {
    mapping(written, section)
        .filter(Mapping.class::isInstance)
        .flatMap(keys -> ((Mapping) keys).get(find.name()))
        .filter(
            node ->
                node instanceof Scalar scalar
                    && scalar.kind() == Kind.BOOLEAN
                    && Boolean.parseBoolean(scalar.text()))
        .ifPresent(
            node ->
                problems.add(
                    node.place(),
                    "`"
                        + find.path()
                        + "`: a stream cannot look for "
                        + table.name()
                        + ": that "
                        + IMPOSSIBLE.get(table.name())));
  }

  private static Optional<SpecNode> mapping(SpecNode root, SpecEntry entry) {
    return root instanceof Mapping mapping ? mapping.get(entry.name()) : Optional.empty();
  }

  /** The tables to write, of those that are wanted, in the order in which they are documented. */
  static List<String> reports(List<String> wanted) {
    return Tables.all().stream()
        .filter(
            table ->
                Tables.always().contains(table)
                    || table.equals(Tables.PANES)
                    || wanted.contains(table.name()))
        .map(Table::name)
        .filter(name -> !IMPOSSIBLE.containsKey(name))
        .toList();
  }
}
