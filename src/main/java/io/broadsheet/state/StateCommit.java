package io.broadsheet.state;

import io.broadsheet.state.Manifest.MadeWindow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the manifest of a run out of what it kept and what it read.
 *
 * @param folder where it lies
 * @param manifest its name; proposed before the run, with what is kept
 * @param id of that manifest
 * @param context what the run was asked for
 * @param before the name of the manifest that held before; empty if none did
 * @param asOf the run's "now", in epoch milliseconds
 */
public record StateCommit(
    StateFolder folder, String manifest, String id, String context, String before, long asOf)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * What became of a target's windows.
   *
   * @param made that were not there before
   * @param restated that were, and of which files are new, changed or gone
   */
  public record Windows(long made, long restated) {}

  /**
   * Adds what was read. Doing so again changes nothing.
   *
   * @param read the packs that the run made
   * @param articles counted in each window of the target, by its start
   */
  public Windows propose(Collection<Pack> read, Map<Long, Long> articles) {
    Manifest kept = folder.read(manifest).orElseThrow();
    Map<String, Pack> packs = new TreeMap<>();
    kept.packs().forEach(pack -> packs.put(pack.name(), pack));
    Set<Long> touched = new HashSet<>();
    kept.packs().stream()
        .filter(pack -> pack.asOf() == asOf)
        .forEach(pack -> touched.addAll(pack.windows()));
    for (Pack pack : read) {
      packs.put(pack.name(), pack);
      touched.addAll(pack.windows());
    }
    TreeMap<Long, MadeWindow> windows = new TreeMap<>();
    kept.windows()
        .forEach(
            (start, window) ->
                windows.put(start, new MadeWindow(window.published(), window.made(), 0)));
    articles.forEach(
        (start, count) -> {
          MadeWindow before = windows.get(start);
          windows.put(
              start,
              new MadeWindow(
                  before == null ? asOf : before.published(),
                  before == null || touched.contains(start) ? asOf : before.made(),
                  count));
        });
    List<Pack> sorted = new ArrayList<>(packs.values());
    sorted.sort(
        Comparator.comparing((Pack pack) -> pack.files().get(0).file().name())
            .thenComparing(pack -> pack.files().get(0).start()));
    folder.propose(
        manifest, new Manifest(kept.identity(), kept.id(), kept.shards(), sorted, windows));
    long made = windows.values().stream().filter(window -> window.published() == asOf).count();
    long changed = windows.values().stream().filter(window -> window.made() == asOf).count();
    return new Windows(made, changed - made);
  }

  /** What the windows added up to before; nothing if that is not known. */
  public Optional<WindowLedger> ledgerBefore() {
    return before.isEmpty() ? Optional.empty() : folder.ledger(before);
  }

  /** The changes that were known before. */
  public List<Change> changesBefore() {
    return before.isEmpty() ? List.of() : folder.changes(before);
  }

  /** Adds the changes that are known now. */
  public void propose(List<Change> changes) {
    folder.propose(manifest, changes);
  }

  /** Adds what the windows add up to. */
  public void propose(WindowLedger ledger) {
    folder.propose(manifest, ledger);
  }

  /** Lets the manifest hold; once all sinks hold what it says. */
  public void hold() {
    folder.hold(manifest);
  }
}
