package io.broadsheet.state;

import io.broadsheet.read.InputFile;
import io.broadsheet.read.InputFiles;
import io.broadsheet.state.RunPlan.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The files that are there beside those that were counted: what can stay and what must be read. */
final class Comparison {
  private final Request request;
  private final Map<String, InputFile> listed = new LinkedHashMap<>();
  final List<Pack> kept = new ArrayList<>();
  final List<Pack> dropped = new ArrayList<>();
  private final Map<String, WindowRanges> ranges = new HashMap<>();
  final Map<String, Long> firstRead = new HashMap<>();
  private final Map<String, InputFile> again = new TreeMap<>();
  final List<String> lost = new ArrayList<>();

  private Comparison(Request request) {
    this.request = request;
    request.files().forEach(file -> listed.put(file.name(), file));
  }

  static Comparison of(Manifest held, StateFolder folder, Request request) {
    Comparison comparison = new Comparison(request);
    boolean isReadAlike = held.identity().isReadLike(request.identity());
    Set<Pack> stale = new HashSet<>();
    Set<String> staleFiles = new HashSet<>();
    for (Pack pack : held.packs()) {
      if (!isReadAlike || !folder.holds(pack) || comparison.isStale(pack)) {
        stale.add(pack);
        pack.files().forEach(file -> staleFiles.add(file.file().name()));
      }
    }
    boolean isComplete = stale.isEmpty();
    while (!isComplete) {
      isComplete = true;
      for (Pack pack : held.packs()) {
        // A large file is in several packs, each with a range of it.
        if (!stale.contains(pack)
            && pack.files().stream().anyMatch(file -> staleFiles.contains(file.file().name()))) {
          stale.add(pack);
          pack.files().forEach(file -> staleFiles.add(file.file().name()));
          isComplete = false;
        }
      }
    }
    for (Pack pack : held.packs()) {
      if (stale.contains(pack)) {
        comparison.dropped.add(pack);
        pack.files().forEach(file -> comparison.readAgain(pack, file));
      } else {
        comparison.kept.add(pack);
        pack.files().forEach(file -> comparison.listed.remove(file.file().name()));
      }
    }
    for (InputFile file : List.copyOf(comparison.listed.values())) {
      if (comparison.ranges.putIfAbsent(file.name(), request.windows()) == null) {
        comparison.firstRead.put(file.name(), request.asOf());
        comparison.again.put(file.name(), file);
      }
    }
    return comparison;
  }

  private boolean isStale(Pack pack) {
    boolean hasWanted = pack.outside().keySet().stream().anyMatch(request.windows()::contains);
    return hasWanted
        || request.expired().lacksArticles(pack)
        || (pack.held() > 0 && !pack.ranges().containsAll(request.windows()))
        || (pack.future() > 0 && pack.asOf() != request.asOf())
        || pack.files().stream().anyMatch(this::isChanged);
  }

  private boolean isChanged(PackedFile before) {
    InputFile now = listed.get(before.file().name());
    if (now == null) {
      return false;
    }
    if (request.isFull()
        || now.bytes() != before.file().bytes()
        || now.input() != before.file().input()) {
      return true;
    }
    return now.modifiedMillis() != before.file().modifiedMillis()
        && (before.sha256().isEmpty()
            || !InputFiles.sha256(now).equals(Optional.of(before.sha256())));
  }

  private void readAgain(Pack pack, PackedFile file) {
    String name = file.file().name();
    Optional<InputFile> now =
        Optional.ofNullable(listed.get(name)).or(() -> InputFiles.now(file.file()));
    if (now.isEmpty()) {
      if (!lost.contains(name)) {
        lost.add(name);
      }
      return;
    }
    ranges.merge(name, pack.ranges().and(request.windows()), WindowRanges::and);
    firstRead.merge(name, file.firstRead(), Math::min);
    again.put(name, now.get());
  }

  /** The files to read, by the windows whose articles are wanted of them. */
  Map<WindowRanges, List<InputFile>> toRead() {
    Map<WindowRanges, List<InputFile>> files = new LinkedHashMap<>();
    again.forEach(
        (name, file) ->
            files.computeIfAbsent(ranges.get(name), key -> new ArrayList<>()).add(file));
    return files;
  }
}
