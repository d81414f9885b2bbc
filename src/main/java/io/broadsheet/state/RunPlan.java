package io.broadsheet.state;

import io.broadsheet.read.InputFile;
import io.broadsheet.read.ReadTask;
import io.broadsheet.state.Manifest.Identity;
import io.broadsheet.state.Manifest.MadeWindow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a run reads and what it need not read again. A file that is as it was is not read; what was
 * made of it is in a pack. A file that is gone stays counted.
 *
 * @param tasks of the run's workers
 * @param shards over how many keys products are spread: as many as in the packs that are there
 * @param lateness which windows are closed
 * @param commit makes the next manifest; nothing if nothing is to be remembered
 * @param archive what the target was made of, if only some of its windows are made again
 * @param known what the run need not read
 * @param lost names of files that are gone, and were read together with one that must be read again
 */
public record RunPlan(
    List<RunTask> tasks,
    int shards,
    Lateness lateness,
    Optional<StateCommit> commit,
    Optional<Archive> archive,
    Known known,
    List<InputFile> toRead,
    List<String> lost) {
  /** Files that are read together, but for a larger one, in bytes. */
  private static final long LARGEST_PACK = 64L << 20;

  /**
   * Files that were counted by earlier runs.
   *
   * @param files how many
   * @param articles in them
   */
  public record Known(long files, long articles) implements Serializable {}

  /**
   * What a run is asked for.
   *
   * @param identity of the job
   * @param files that its inputs name
   * @param windows that it makes
   * @param asOf its "now", in epoch milliseconds
   * @param allowedLatenessMillis how long after its publication a window may still change
   * @param isFull whether all files are read, known or not
   * @param expired what becomes of packs whose windows are no longer kept
   * @param held id of the manifest whose tables all sinks hold, if they can replace some windows
   *     and leave the others; empty if everything must be made again
   */
  public record Request(
      Identity identity,
      List<InputFile> files,
      WindowRanges windows,
      long asOf,
      long allowedLatenessMillis,
      boolean isFull,
      ExpiredPacks expired,
      String held) {
    public Request {
      files = List.copyOf(files);
    }

    /** Whether the run forgets everything that was there. */
    boolean startsAfresh() {
      return isFull && windows.isAll();
    }
  }

  public RunPlan {
    tasks = List.copyOf(tasks);
    toRead = List.copyOf(toRead);
    lost = List.copyOf(lost);
  }

  /** Reads everything and remembers nothing. */
  public static RunPlan withoutState(List<InputFile> files, List<ReadTask> tasks, int shards) {
    List<RunTask> all = new ArrayList<>();
    for (ReadTask task : tasks) {
      List<Long> firstRead = task.ranges().stream().map(range -> 0L).toList();
      all.add(
          new RunTask.Read(WindowRanges.all(), List.of(new RunTask.NewPack("", task, firstRead))));
    }
    return new RunPlan(
        all,
        shards,
        Lateness.none(),
        Optional.empty(),
        Optional.empty(),
        new Known(0, 0),
        files,
        List.of());
  }

  /**
   * Compares the files that are there with those that were counted.
   *
   * @param shards for a target that holds nothing yet
   * @param share shares files out into tasks
   */
  public static RunPlan of(
      StateFolder folder,
      Request request,
      int shards,
      Function<List<InputFile>, List<ReadTask>> share) {
    Optional<Manifest> current = folder.current();
    Manifest held =
        current
            .filter(manifest -> manifest.identity().job().equals(request.identity().job()))
            .filter(manifest -> !request.startsAfresh())
            .orElse(Manifest.empty(request.identity(), shards));
    String context = request.windows() + " " + request.identity() + " " + held.shards();
    Manifest before = held;
    String beforeName =
        current
            .filter(manifest -> manifest.identity().job().equals(request.identity().job()))
            .flatMap(manifest -> folder.currentName())
            .orElse("");
    List<Pack> pending = pending(folder, held, context);
    folder.clean(pending);
    held = held.with(pending);
    Comparison comparison = Comparison.of(held, folder, request);
    List<RunTask> tasks = new ArrayList<>();
    List<Pack> kept = request.expired().emptied(comparison.kept, folder);
    Optional<Archive> archive = archive(folder, before, request, kept, comparison.dropped);
    if (archive.isEmpty()) {
      kept.forEach(pack -> tasks.add(new RunTask.Replay(pack.name())));
    }
    List<InputFile> toRead = new ArrayList<>();
    comparison
        .toRead()
        .forEach(
            (ranges, files) -> {
              toRead.addAll(files);
              for (ReadTask task : share.apply(files)) {
                tasks.add(new RunTask.Read(ranges, packs(task, comparison.firstRead)));
              }
            });
    String manifest = folder.nextManifest();
    TreeMap<Long, MadeWindow> windows = new TreeMap<>(held.windows());
    for (Pack dropped : comparison.dropped) {
      for (long start : dropped.windows()) {
        windows.computeIfPresent(
            start,
            (key, window) -> new MadeWindow(window.published(), request.asOf(), window.articles()));
      }
    }
    String id = UUID.randomUUID().toString();
    folder.propose(manifest, new Manifest(request.identity(), id, held.shards(), kept, windows));
    Set<String> knownFiles = new HashSet<>();
    long knownArticles = 0;
    for (Pack pack : kept) {
      for (PackedFile file : pack.files()) {
        knownFiles.add(file.file().name());
        knownArticles += file.articles();
      }
    }
    return new RunPlan(
        tasks,
        held.shards(),
        Lateness.of(held.windows(), request.allowedLatenessMillis(), request.asOf()),
        Optional.of(new StateCommit(folder, manifest, id, context, beforeName, request.asOf())),
        archive,
        new Known(knownFiles.size(), knownArticles),
        toRead,
        comparison.lost);
  }

  /**
   * What the target was made of, if that is known so well that windows can stay as they are.
   * Articles that wait for the order of day and month at their outlet can belong to any window, so
   * where there are any, all windows are made again.
   */
  private static Optional<Archive> archive(
      StateFolder folder,
      Manifest before,
      Request request,
      List<Pack> packs,
      List<Pack> droppedPacks) {
    Optional<String> manifest = folder.currentName();
    if (request.held().isEmpty()
        || !before.id().equals(request.held())
        || !before.identity().equals(request.identity())
        || manifest.flatMap(folder::ledger).isEmpty()
        || packs.stream().anyMatch(pack -> pack.held() > 0)) {
      return Optional.empty();
    }
    Set<String> counted = new HashSet<>();
    before.packs().forEach(pack -> counted.add(pack.name()));
    List<String> kept = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (Pack pack : packs) {
      (counted.remove(pack.name()) ? kept : added).add(pack.name());
    }
    boolean areThere = droppedPacks.stream().allMatch(folder::holds);
    return areThere
        ? Optional.of(
            new Archive(folder, manifest.get(), before.id(), kept, added, List.copyOf(counted)))
        : Optional.empty();
  }

  /** What a killed run has left of whole files that are in no other pack. */
  private static List<Pack> pending(StateFolder folder, Manifest held, String context) {
    Set<String> taken = new HashSet<>();
    held.packs().forEach(pack -> pack.files().forEach(file -> taken.add(file.file().name())));
    List<Pack> usable = new ArrayList<>();
    for (Pack pack : folder.pending(context)) {
      List<String> names = pack.files().stream().map(file -> file.file().name()).toList();
      if (pack.files().stream().allMatch(PackedFile::isWhole)
          && names.stream().noneMatch(taken::contains)) {
        taken.addAll(names);
        usable.add(pack);
      }
    }
    return usable;
  }

  /** Cuts a task into packs of files whose names are next to each other. */
  private static List<RunTask.NewPack> packs(ReadTask task, Map<String, Long> firstRead) {
    List<ReadTask.Range> ranges = new ArrayList<>(task.ranges());
    ranges.sort(
        Comparator.comparing((ReadTask.Range range) -> range.file().name())
            .thenComparing(ReadTask.Range::start));
    List<RunTask.NewPack> packs = new ArrayList<>();
    List<ReadTask.Range> together = new ArrayList<>();
    long bytes = 0;
    for (ReadTask.Range range : ranges) {
      long more = Math.min(range.end(), range.file().bytes()) - range.start();
      if (!together.isEmpty() && bytes + more > LARGEST_PACK) {
        packs.add(pack(together, firstRead));
        together.clear();
        bytes = 0;
      }
      together.add(range);
      bytes += more;
    }
    packs.add(pack(together, firstRead));
    return packs;
  }

  private static RunTask.NewPack pack(List<ReadTask.Range> ranges, Map<String, Long> firstRead) {
    return new RunTask.NewPack(
        StateFolder.newPack(),
        new ReadTask(ranges),
        ranges.stream().map(range -> firstRead.get(range.file().name())).toList());
  }
}
