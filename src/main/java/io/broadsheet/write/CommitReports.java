package io.broadsheet.write;

import io.broadsheet.article.Rejection;
import io.broadsheet.count.DateOrders;
import io.broadsheet.count.Outcome;
import io.broadsheet.count.Tally;
import io.broadsheet.state.Change;
import io.broadsheet.state.Pack;
import io.broadsheet.state.StateCommit;
import io.broadsheet.state.WindowLedger;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.CodePointOrder;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/**
 * Ends a run: writes the tables that are about the run as a whole, checks that its sum adds up, and
 * lets the new tables take the place of the old in every sink.
 *
 * <p>Input: all {@link Outcome}s of the run, as bytes, in the global window. Everything happens in
 * one call once all of them are there; doing it again does the same. Memory: the outcomes, that is
 * the rejects and a few bytes for each part, file and window.
 */
public final class CommitReports extends PTransform<PCollectionList<byte[]>, PDone> {
  private static final Comparator<Rejection> REJECTS_ORDER =
      Comparator.comparing(
              (Rejection rejection) -> rejection.source().name(), CodePointOrder.INSTANCE)
          .thenComparing(rejection -> rejection.source().offset())
          .thenComparing(Rejection::reason)
          .thenComparing(Rejection::detail)
          .thenComparing(Rejection::excerpt);

  private final FolderOutputs outputs;
  private final List<String> tables;
  private final RunReport report;
  private final OrderProfile orders;
  private final StateCommit state;
  private final CarriedWindows carried;
  private final ChangeRules changes;

  private CommitReports(
      FolderOutputs outputs,
      List<String> tables,
      RunReport report,
      OrderProfile orders,
      StateCommit state,
      CarriedWindows carried,
      ChangeRules changes) {
    this.outputs = outputs;
    this.tables = List.copyOf(tables);
    this.report = report;
    this.orders = orders;
    this.state = state;
    this.carried = carried;
    this.changes = changes;
  }

  /**
   * Commits to the folders of {@code outputs}.
   *
   * @param tables the names of the tables to write
   * @param report what {@code run.json} says of the run beforehand
   * @param orders what earlier runs found out about the order of day and month
   * @param state what later runs are to know of this one; nothing if nothing
   * @param carried the windows, if this or a later run can leave some as they were
   * @param changes what is compared with what it was; nothing if nothing
   */
  public static CommitReports to(
      FolderOutputs outputs,
      List<String> tables,
      RunReport report,
      OrderProfile orders,
      Optional<StateCommit> state,
      Optional<CarriedWindows> carried,
      Optional<ChangeRules> changes) {
    return new CommitReports(
        outputs,
        tables,
        report,
        orders,
        state.orElse(null),
        carried.orElse(null),
        changes.orElse(null));
  }

  @Override
  public PDone expand(PCollectionList<byte[]> outcomes) {
    // A run without input commits too: its tables are empty.
    byte[] nothing = new Outcome.Rejected(List.of()).toBytes();
    outcomes
        .and(
            outcomes
                .getPipeline()
                .apply("AlwaysCommit", Create.of(List.of(nothing)).withCoder(ByteArrayCoder.of())))
        .apply("CollectOutcomes", Flatten.pCollections())
        .apply("UnderOneKey", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), ByteArrayCoder.of()))
        .apply("GatherOutcomes", GroupByKey.create())
        .apply(
            "Commit",
            ParDo.of(new CommitFn(outputs, tables, report, orders, state, carried, changes)));
    return PDone.in(outcomes.getPipeline());
  }

  static final class CommitFn extends DoFn<KV<Void, Iterable<byte[]>>, Void> {
    private final FolderOutputs outputs;
    private final List<String> tables;
    private final RunReport report;
    private final OrderProfile orders;
    private final StateCommit state;
    private final CarriedWindows carried;
    private final ChangeRules changes;

    CommitFn(
        FolderOutputs outputs,
        List<String> tables,
        RunReport report,
        OrderProfile orders,
        StateCommit state,
        CarriedWindows carried,
        ChangeRules changes) {
      this.outputs = outputs;
      this.tables = tables;
      this.report = report;
      this.orders = orders;
      this.state = state;
      this.carried = carried;
      this.changes = changes;
    }

    @ProcessElement
    public void process(@Element KV<Void, Iterable<byte[]>> gathered) throws IOException {
      Ending ending = Ending.of(gathered.getValue());
      if (carried != null) {
        carried.addTo(ending);
      }
      ending.requireThatTheSumAddsUp();
      AfterPipeline.run(outputs.sinks().get(0).stage(), () -> commit(ending));
    }

    private void commit(Ending ending) throws IOException {
      ending.parts.addAll(writeRunTables(ending));
      if (state != null) {
        ending.windows = state.propose(ending.packs, ending.tally.articlesByWindow());
      }
      List<Table> written = tables.stream().map(name -> Tables.named(name).orElseThrow()).toList();
      RunTables made = outputs.gather(written, ending.parts);
      if (state != null) {
        ending.state = state.id();
        if (changes != null) {
          ending.parts.addAll(writeChanges(ending, made));
          made = outputs.gather(written, ending.parts);
        }
        state.propose(ending.ledger(made));
        made = made.replacing(ending.replacement(made, carried));
      }
      outputs.commit(made, files -> report.toJson(ending, files));
      orders.save(ending.dateOrders);
    }

    /** Compares the windows that were made with what they were. */
    private List<byte[]> writeChanges(Ending ending, RunTables made) throws IOException {
      WindowChanges comparison = new WindowChanges(state.folder(), changes, state.asOf());
      ending.keptRows.putAll(comparison.keep(made));
      List<Change> found = new ArrayList<>();
      SortedMap<Long, WindowLedger.Entry> before =
          state.ledgerBefore().map(WindowLedger::windows).orElse(new TreeMap<>());
      for (Map.Entry<Long, WindowLedger.Entry> window : before.entrySet()) {
        long start = window.getKey();
        Tally now = ending.tallies.getOrDefault(start, new Tally());
        if (!window.getValue().kept().isEmpty()
            && !ending.staying.containsKey(start)
            && now.expired() == 0) {
          found.addAll(
              comparison.between(
                  start, window.getValue().kept(), ending.keptRows.getOrDefault(start, "")));
        }
      }
      List<Change> all = comparison.history(state.changesBefore(), found);
      state.propose(all);
      try (TableOutput output = outputs.open("changes")) {
        WindowChanges.write(all, output.begin(Tables.CHANGES, TableOutput.NO_WINDOW, 0));
        output.end();
        return output.finish();
      }
    }

    private List<byte[]> writeRunTables(Ending ending) throws IOException {
      try (TableOutput output = outputs.open("run")) {
        writeRunTables(ending, orders, output);
        writeReconciliationOfWindows(ending, output);
        return output.finish();
      }
    }

    /** The tables that are about the run as a whole. */
    static void writeRunTables(Ending ending, OrderProfile orders, TableOutput output)
        throws IOException {
      writeReconciliation(ending, output.begin(Tables.RECONCILIATION, TableOutput.NO_WINDOW, 0));
      output.end();
      new DateRows(ending.dateOrders, orders.known())
          .write(ending.tally, output.begin(Tables.DATES, TableOutput.NO_WINDOW, 0));
      output.end();
      writeRejects(ending.rejections, output.begin(Tables.REJECTS, TableOutput.NO_WINDOW, 0));
      output.end();
    }

    private static void writeReconciliation(Ending ending, RowWriter rows) throws IOException {
      rows.empty();
      rows.empty();
      rows.integer(ending.read());
      rows.integer(ending.tally.counted());
      rows.integer(ending.tally.duplicates());
      rows.integer(ending.rejections.size());
      rows.integer(ending.tally.undated());
      rows.integer(ending.late);
      rows.endRow();
    }

    /** A row for each window that was made. */
    private void writeReconciliationOfWindows(Ending ending, TableOutput output)
        throws IOException {
      for (Map.Entry<Long, Tally> window : ending.tallies.entrySet()) {
        long start = window.getKey();
        long counted = window.getValue().articlesByWindow().getOrDefault(start, 0L);
        long duplicates = window.getValue().duplicatesByWindow().getOrDefault(start, 0L);
        if (!ending.remade.contains(start) || counted + duplicates == 0) {
          continue;
        }
        long late = ending.tally.lateByWindow().getOrDefault(start, 0L);
        writeReconciliationOf(start, report.scheme().end(start), counted, duplicates, late, output);
      }
    }

    /** The row of a window. */
    static void writeReconciliationOf(
        long start, long end, long counted, long duplicates, long late, TableOutput output)
        throws IOException {
      RowWriter rows = output.begin(Tables.RECONCILIATION, start, 0);
      rows.timestamp(start);
      rows.timestamp(end);
      rows.integer(counted + duplicates + late);
      rows.integer(counted);
      rows.integer(duplicates);
      rows.integer(0);
      rows.integer(0);
      rows.integer(late);
      rows.endRow();
      output.end();
    }

    private static void writeRejects(List<Rejection> rejections, RowWriter rows)
        throws IOException {
      for (Rejection rejection : rejections) {
        rows.text(rejection.source().name());
        rows.integer(rejection.source().offset());
        rows.text(rejection.reason().label());
        rows.text(rejection.detail());
        if (rejection.excerpt().isEmpty()) {
          rows.empty();
        } else {
          rows.text(rejection.excerpt());
        }
        rows.endRow();
      }
    }
  }

  /** All that the run's parts told. */
  static final class Ending {
    long late;

    /** Articles of a stream that were read and are not in the tables yet; null in a batch. */
    Long inFlight;

    final List<byte[]> parts = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    final List<Outcome.FileRead> files = new ArrayList<>();
    final List<Pack> packs = new ArrayList<>();
    StateCommit.Windows windows = new StateCommit.Windows(0, 0);
    long leftOut;
    final Tally tally = new Tally();

    /** The same by window. */
    final SortedMap<Long, Tally> tallies = new TreeMap<>();

    /** The windows that the run made; all others are as they were. */
    WindowSet remade = WindowSet.all();

    /** The windows that stay as they were. */
    final SortedMap<Long, WindowLedger.Entry> staying = new TreeMap<>();

    /** By which names the rows of windows are kept, to be compared. */
    final SortedMap<Long, String> keptRows = new TreeMap<>();

    /** The id of the state that the tables are made of; null if none is remembered. */
    String state;

    final DateOrders dateOrders = new DateOrders();

    static Ending of(Iterable<byte[]> outcomes) {
      Ending ending = new Ending();
      for (byte[] bytes : outcomes) {
        Outcome outcome = Outcome.fromBytes(bytes);
        if (outcome instanceof Outcome.Written written) {
          ending.parts.addAll(written.parts());
        } else if (outcome instanceof Outcome.Tallied tallied) {
          tallied.windows().forEach(ending::add);
        } else if (outcome instanceof Outcome.Remade remade) {
          ending.remade = remade.windows();
        } else if (outcome instanceof Outcome.Rejected rejected) {
          ending.rejections.addAll(rejected.rejections());
        } else if (outcome instanceof Outcome.FileRead file) {
          ending.files.add(file);
        } else if (outcome instanceof Outcome.DatesSeen seen) {
          ending.dateOrders.merge(seen.orders());
        } else if (outcome instanceof Outcome.Packed packed) {
          ending.packs.add(packed.pack());
        } else if (outcome instanceof Outcome.LeftOut left) {
          ending.leftOut += left.articles();
        }
      }
      ending.sortRejections();
      ending.files.sort(
          Comparator.comparing(Outcome.FileRead::name).thenComparing(Outcome.FileRead::start));
      return ending;
    }

    /** Adds what became of the articles of a window, or of a part of them. */
    void add(long window, Tally more) {
      tally.addAll(more);
      late += more.late();
      tallies.computeIfAbsent(window, start -> new Tally()).addAll(more);
    }

    /** What the windows add up to, for later runs. */
    WindowLedger ledger(RunTables made) {
      SortedMap<Long, SortedMap<String, Long>> rows = made.rowsByWindow();
      SortedMap<Long, WindowLedger.Entry> windows = new TreeMap<>();
      tallies.forEach(
          (start, sum) -> {
            WindowLedger.Entry before = staying.get(start);
            SortedMap<String, Long> ofWindow = new TreeMap<>();
            if (before != null) {
              ofWindow.putAll(before.rows());
            }
            ofWindow.putAll(rows.getOrDefault(start, new TreeMap<>()));
            String kept = before == null ? keptRows.getOrDefault(start, "") : before.kept();
            windows.put(start, new WindowLedger.Entry(sum.toBytes(), ofWindow, kept));
          });
      return new WindowLedger(windows);
    }

    private static boolean hasWindows(String table) {
      return Tables.named(table).filter(PartitionedFiles::hasWindows).isPresent();
    }

    /** What the run's tables replace. */
    Replacement replacement(RunTables made, CarriedWindows carried) {
      if (carried == null) {
        return Replacement.whole("");
      }
      if (remade.isAll()) {
        return Replacement.whole(state);
      }
      SortedMap<Long, SortedMap<String, Long>> rows = made.rowsByWindow();
      Map<String, Long> stayingRows = new TreeMap<>();
      staying.forEach(
          (start, window) ->
              window
                  .rows()
                  .forEach(
                      (table, some) -> {
                        boolean isReplaced =
                            rows.getOrDefault(start, new TreeMap<>()).containsKey(table);
                        if (!isReplaced && hasWindows(table)) {
                          stayingRows.merge(table, some, Long::sum);
                        }
                      }));
      return new Replacement(state, carried.archive().id(), remade, stayingRows);
    }

    void sortRejections() {
      rejections.sort(REJECTS_ORDER);
    }

    long read() {
      return accountedFor() + rejections.size();
    }

    long accountedFor() {
      return tally.counted() + tally.duplicates() + tally.undated() + late;
    }

    private long articles() {
      return files.stream().mapToLong(Outcome.FileRead::articles).sum() - leftOut - tally.expired();
    }

    /** A sum that does not add up is a bug, and no report is better than a wrong one. */
    void requireThatTheSumAddsUp() {
      long accountedFor = accountedFor();
      long rejected = files.stream().mapToLong(Outcome.FileRead::rejected).sum();
      if (articles() != accountedFor || rejected != rejections.size()) {
        throw new IllegalStateException(
            Stream.of(
                    articles() + " articles were read, " + accountedFor + " are accounted for",
                    rejected + " records were rejected, " + rejections.size() + " are listed")
                .toList()
                .toString());
      }
    }
  }
}
