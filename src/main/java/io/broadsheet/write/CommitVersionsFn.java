package io.broadsheet.write;

import io.broadsheet.count.Outcome;
import io.broadsheet.read.StreamLag;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import io.broadsheet.write.CommitReports.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Commits the newest {@link StreamSnapshot} of which all that it was made of is safe, whenever
 * {@link GatherVersionsFn#COMMIT} says so. It is safe when its bundle is final, which on Flink is
 * when a checkpoint has been completed behind it.
 */
final class CommitVersionsFn extends DoFn<byte[], Void> {
  /** A callback that has not come by then never will. */
  private static final Duration EXPIRY = Duration.standardHours(1);

  /** Nobody who is alive still needs a part that is older and in no version. */
  private static final long ORPHAN_MILLIS = 3_600_000;

  private final FolderOutputs outputs;
  private final List<String> tables;
  private final RunReport report;
  private final OrderProfile orders;
  private final WindowScheme scheme;
  private transient boolean hasSwept;

  CommitVersionsFn(
      FolderOutputs outputs,
      List<String> tables,
      RunReport report,
      OrderProfile orders,
      WindowScheme scheme) {
    this.orders = orders;
    this.outputs = outputs;
    this.tables = List.copyOf(tables);
    this.report = report;
    this.scheme = scheme;
  }

  @ProcessElement
  public void process(@Element byte[] bytes, BundleFinalizer finalizer) throws IOException {
    StreamCommits commits = StreamCommits.of(outputs.parts());
    if (bytes.length == GatherVersionsFn.COMMIT.length) {
      commit(commits);
    } else {
      StreamSnapshot snapshot = StreamSnapshot.fromBytes(bytes);
      finalizer.afterBundleCommit(Instant.now().plus(EXPIRY), () -> commits.ready(snapshot));
    }
  }

  private void commit(StreamCommits commits) throws IOException {
    synchronized (commits) {
      StreamSnapshot snapshot = commits.takeReady();
      if (snapshot == null) {
        return;
      }
      long started = System.nanoTime();
      Stream stream = new Stream(snapshot);
      List<byte[]> runParts = writeRunTables(stream);
      stream.ending.parts.addAll(runParts);
      List<Table> written = tables.stream().map(name -> Tables.named(name).orElseThrow()).toList();
      outputs.commit(
          outputs.gather(written, stream.ending.parts),
          files -> report.toJson(stream.ending, files));
      orders.save(stream.ending.dateOrders);
      StreamLag.committed(stream.ending.inFlight);
      long millis = (System.nanoTime() - started) / 1_000_000;
      delete(outputs.files(runParts));
      delete(outputs.files(commits.commit(snapshot.number(), millis, snapshot.superseded())));
      if (!hasSwept) {
        hasSwept = true;
        sweep(new HashSet<>(outputs.files(stream.ending.parts)));
      }
    }
  }

  /** A snapshot, unpacked. */
  private static final class Stream {
    final Ending ending = new Ending();
    final SortedMap<Long, Outcome.Version> windows = new TreeMap<>();
    final SortedMap<Long, Outcome.Late> late = new TreeMap<>();

    Stream(StreamSnapshot snapshot) {
      for (byte[] bytes : snapshot.outcomes()) {
        Outcome outcome = Outcome.fromBytes(bytes);
        if (outcome instanceof Outcome.Version version) {
          ending.parts.addAll(version.parts());
          ending.tally.addAll(version.tally());
          if (!version.pane().isEmpty()) {
            windows.put(version.window(), version);
          }
        } else if (outcome instanceof Outcome.Late lateOnes) {
          ending.parts.addAll(lateOnes.parts());
          ending.late += lateOnes.atHome();
          late.put(lateOnes.window(), lateOnes);
        } else if (outcome instanceof Outcome.Rejected rejected) {
          ending.rejections.addAll(rejected.rejections());
        } else if (outcome instanceof Outcome.DatesSeen seen) {
          ending.dateOrders.merge(seen.orders());
        }
      }
      ending.sortRejections();
      ending.inFlight = snapshot.read() - ending.accountedFor();
    }
  }

  private List<byte[]> writeRunTables(Stream stream) throws IOException {
    try (TableOutput output = outputs.open("run-" + UUID.randomUUID())) {
      CommitReports.CommitFn.writeRunTables(stream.ending, orders, output);
      for (Outcome.Version window : stream.windows.values()) {
        Outcome.Late late =
            stream.late.getOrDefault(
                window.window(), new Outcome.Late(window.window(), 0, 0, List.of()));
        long counted = window.tally().articlesByWindow().getOrDefault(window.window(), 0L);
        CommitReports.CommitFn.writeReconciliationOf(
            window.window(),
            scheme.end(window.window()),
            counted,
            window.records() - counted,
            late.late(),
            output);
        writePane(window, output.begin(Tables.PANES, window.window(), 0));
        output.end();
      }
      return output.finish();
    }
  }

  private void writePane(Outcome.Version window, RowWriter rows) throws IOException {
    rows.timestamp(window.window());
    rows.timestamp(scheme.end(window.window()));
    rows.text(window.pane());
    rows.integer(window.number());
    rows.timestamp(window.millis());
    rows.endRow();
  }

  private static void delete(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Deletes what a process that was killed has written and nobody will ever ask for. */
  private void sweep(Set<Path> needed) throws IOException {
    long oldest = System.currentTimeMillis() - ORPHAN_MILLIS;
    for (Path folder : DurableFiles.list(Path.of(outputs.parts()))) {
      for (Path file : DurableFiles.list(folder)) {
        if (!needed.contains(file) && Files.getLastModifiedTime(file).toMillis() < oldest) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
