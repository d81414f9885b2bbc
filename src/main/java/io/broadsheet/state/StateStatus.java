package io.broadsheet.state;

import io.broadsheet.read.InputFile;
import io.broadsheet.read.InputFiles;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a target holds, and what the next run would do about it.
 *
 * @param held windows and files
 * @param isAnotherJobs whether it was made by a job with other inputs or windows, so that the next
 *     run starts afresh
 * @param toRead names of files that the next run reads: new ones, changed ones, and those that were
 *     read together with them
 * @param stale the starts of windows that the next run makes again
 * @param gone names of files that are counted and are there no more
 */
public record StateStatus(
    Manifest held,
    boolean isAnotherJobs,
    List<String> toRead,
    SortedSet<Long> stale,
    List<String> gone) {

  /** The status of a folder; nothing before the first run. Changes nothing. */
  public static Optional<StateStatus> of(StateFolder folder, RunPlan.Request request) {
    return folder.current().map(held -> of(held, folder, request));
  }

  private static StateStatus of(Manifest held, StateFolder folder, RunPlan.Request request) {
    Comparison comparison = Comparison.of(held, folder, request);
    SortedSet<Long> stale = new TreeSet<>();
    comparison.dropped.forEach(pack -> stale.addAll(pack.windows()));
    List<String> gone =
        held.packs().stream()
            .flatMap(pack -> pack.files().stream())
            .map(PackedFile::file)
            .filter(file -> InputFiles.now(file).isEmpty())
            .map(InputFile::name)
            .distinct()
            .sorted()
            .toList();
    List<String> toRead =
        comparison.toRead().values().stream()
            .flatMap(List::stream)
            .map(InputFile::name)
            .sorted()
            .toList();
    boolean isAnotherJobs = !held.identity().job().equals(request.identity().job());
    return new StateStatus(held, isAnotherJobs, toRead, stale, gone);
  }
}
