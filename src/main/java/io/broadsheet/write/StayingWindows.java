package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Starts a version of a folder with partitions by what stays in it.
 *
 * <p>The version before the present one, which nobody needs any more, becomes the new one: it lacks
 * only what the present one changed, and gets that by hard links. So the work is in proportion to
 * the windows of two runs, however many there are. A version of which all windows were made has no
 * such version before it, but a <em>twin</em>: hard links of all its windows, which become the next
 * version. Where neither is there, all files that stay are linked.
 */
final class StayingWindows {
  /** In a version: the links that the next one begins with. */
  private static final String TWIN = ".twin";

  private final Replacement replacement;
  private final WindowFolders folders;
  private final Path version;
  private final Path held;
  private final List<Path> linked = new ArrayList<>();

  private StayingWindows(Replacement replacement, WindowFolders folders, Path version, Path held) {
    this.replacement = replacement;
    this.folders = folders;
    this.version = version;
    this.held = held;
  }

  /**
   * Makes a version with all that stays.
   *
   * @param version where; there is nothing yet
   * @param rows of all tables, those that are replaced
   * @return what the version holds by now
   */
  static VersionContents begin(
      Versions versions,
      Path version,
      Replacement replacement,
      WindowFolders folders,
      List<TableRows> rows)
      throws IOException {
    Path held = versions.held().orElseThrow(() -> changed(version));
    VersionContents present =
        VersionContents.read(held)
            .filter(contents -> replacement.fits(contents.id()))
            .orElseThrow(() -> changed(held));
    StayingWindows staying = new StayingWindows(replacement, folders, version, held);
    Optional<Path> start = start(held, present, versions.previous());
    if (start.isPresent()) {
      Files.move(start.get(), version, StandardCopyOption.ATOMIC_MOVE);
      staying.removeAllButPartitions(rows);
    } else {
      Files.createDirectory(version);
    }
    Optional<Set<Long>> missing =
        start.map(from -> isTwin(from) ? Set.of() : present.changed().starts());
    Set<Long> changed = new TreeSet<>(replacement.windows().starts());
    changed.add(WindowSet.NO_WINDOW);
    VersionContents contents =
        new VersionContents(replacement.id(), present.id(), WindowSet.of(changed), new TreeMap<>());
    for (TableRows table : rows) {
      if (folders.divide(table.table())) {
        SortedMap<Long, VersionContents.Size> before = present.windows(table.table().name());
        staying.carry(table, before, missing.orElse(before.keySet()), contents);
      }
    }
    for (Path folder : staying.linked) {
      DurableFiles.forceFolder(folder);
    }
    return contents;
  }

  /** What can become the next version, if there is something. */
  private static Optional<Path> start(Path held, VersionContents present, Optional<Path> previous)
      throws IOException {
    if (present.changed().isAll()) {
      return Optional.of(held.resolve(TWIN)).filter(Files::isDirectory);
    }
    return previous.isPresent()
            && VersionContents.read(previous.get())
                .filter(contents -> contents.id().equals(present.before()))
                .isPresent()
        ? previous
        : Optional.empty();
  }

  private static boolean isTwin(Path start) {
    return start.endsWith(TWIN);
  }

  /**
   * Gives a version of which all windows were made its twin, so that the run behind it has no more
   * to do than any other. There is none on a file system without hard links, where it would take as
   * much room again.
   */
  static void addTwin(Path version, VersionContents contents, WindowFolders folders)
      throws IOException {
    Path twin = version.resolve(TWIN);
    List<Path> made = new ArrayList<>();
    for (Map.Entry<String, SortedMap<Long, VersionContents.Size>> table :
        contents.tables().entrySet()) {
      Path name = Path.of(OutputFolder.TABLES, table.getKey());
      Path tableFolder = Files.createDirectories(twin.resolve(name));
      for (long start : table.getValue().keySet()) {
        Path window = name.resolve(folders.folder(start));
        Path target = Files.createDirectory(twin.resolve(window));
        for (Path file : DurableFiles.list(version.resolve(window))) {
          if (!link(file, target.resolve(file.getFileName()))) {
            DurableFiles.deleteTree(twin);
            return;
          }
        }
        made.add(target);
      }
      made.add(tableFolder);
    }
    for (Path folder : made) {
      DurableFiles.forceFolder(folder);
    }
  }

  private static UserException changed(Path folder) {
    return new UserException(
        "Cannot write to " + folder + ": another run has changed it meanwhile; run again.");
  }

  private void removeAllButPartitions(List<TableRows> rows) throws IOException {
    Set<String> divided = new TreeSet<>();
    rows.stream()
        .map(TableRows::table)
        .filter(folders::divide)
        .forEach(table -> divided.add(table.name()));
    for (Path entry : DurableFiles.list(version)) {
      if (!entry.getFileName().toString().equals(OutputFolder.TABLES)) {
        DurableFiles.deleteTree(entry);
      }
    }
    for (Path entry : DurableFiles.list(version.resolve(OutputFolder.TABLES))) {
      if (!divided.contains(entry.getFileName().toString())) {
        DurableFiles.deleteTree(entry);
      }
    }
  }

  /**
   * Carries the windows of a table over.
   *
   * @param before its windows in the present version
   * @param missing those of them that are not there yet, or not as they are in the present version
   */
  private void carry(
      TableRows rows,
      SortedMap<Long, VersionContents.Size> before,
      Set<Long> missing,
      VersionContents contents)
      throws IOException {
    Table table = rows.table();
    Path folder = Path.of(OutputFolder.TABLES, table.name());
    Set<Long> replaced = new TreeSet<>(replacement.windows().starts());
    rows.byWindow().forEach(window -> replaced.add(window.windowStart()));
    Files.createDirectories(version.resolve(folder));
    Set<Long> outdated = new TreeSet<>(replaced);
    outdated.addAll(missing);
    for (long start : outdated) {
      DurableFiles.deleteTree(version.resolve(folder).resolve(folders.folder(start)));
    }
    for (long start : missing) {
      if (before.containsKey(start) && !replaced.contains(start)) {
        link(folder.resolve(folders.folder(start)));
      }
    }
    SortedMap<Long, VersionContents.Size> after = contents.windows(table.name());
    after.putAll(before);
    after.keySet().removeAll(replaced);
  }

  private void link(Path folder) throws IOException {
    List<Path> files = DurableFiles.list(held.resolve(folder));
    if (files.isEmpty()) {
      throw new UserException(
          "Cannot take over " + held.resolve(folder) + ": it is not there; run with --full.");
    }
    Path target = Files.createDirectory(version.resolve(folder));
    for (Path file : files) {
      linkOrCopy(file, target.resolve(file.getFileName()));
    }
    linked.add(target);
  }

  private static void linkOrCopy(Path file, Path target) throws IOException {
    if (!link(file, target)) {
      Files.copy(file, target);
    }
  }

  /**
   * Makes a hard link if that can be: not every file system has them, and some have a limit to how
   * many a file may have.
   */
  private static boolean link(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }
}
