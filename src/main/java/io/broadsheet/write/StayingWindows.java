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
 * the windows of two runs, however many there are. Where there is no such version, all files that
 * stay are linked.
 */
final class StayingWindows {
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
    Optional<Path> previous = versions.previous();
    boolean isNext =
        previous.isPresent()
            && !present.changed().isAll()
            && VersionContents.read(previous.get())
                .filter(contents -> contents.id().equals(present.before()))
                .isPresent();
    if (isNext) {
      Files.move(previous.get(), version, StandardCopyOption.ATOMIC_MOVE);
      staying.removeAllButPartitions(rows);
    } else {
      Files.createDirectory(version);
    }
    Set<Long> changed = new TreeSet<>(replacement.windows().starts());
    changed.add(WindowSet.NO_WINDOW);
    VersionContents contents =
        new VersionContents(replacement.id(), present.id(), WindowSet.of(changed), new TreeMap<>());
    for (TableRows table : rows) {
      if (folders.divide(table.table())) {
        SortedMap<Long, VersionContents.Size> before = present.windows(table.table().name());
        Set<Long> wanted = isNext ? present.changed().starts() : before.keySet();
        staying.carry(table, before, isNext, wanted, contents);
      }
    }
    for (Path folder : staying.linked) {
      DurableFiles.forceFolder(folder);
    }
    return contents;
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
   * @param isNext whether those that stay are there already, but for {@code toLink}
   * @param toLink windows that are to be linked from the present version, if they stay
   */
  private void carry(
      TableRows rows,
      SortedMap<Long, VersionContents.Size> before,
      boolean isNext,
      Set<Long> toLink,
      VersionContents contents)
      throws IOException {
    Table table = rows.table();
    Path folder = Path.of(OutputFolder.TABLES, table.name());
    Set<Long> replaced = new TreeSet<>(replacement.windows().starts());
    rows.byWindow().forEach(window -> replaced.add(window.windowStart()));
    Files.createDirectories(version.resolve(folder));
    if (isNext) {
      Set<Long> outdated = new TreeSet<>(replaced);
      outdated.addAll(toLink);
      for (long start : outdated) {
        DurableFiles.deleteTree(version.resolve(folder).resolve(folders.folder(start)));
      }
    }
    for (long start : toLink) {
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

  /** Not every file system has links, and some have a limit to how many a file may have. */
  private static void linkOrCopy(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, target);
    }
  }
}
