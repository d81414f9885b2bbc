package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The versions of an output folder's content. Each is a folder {@code .versions/<number>}; {@code
 * .current} is a link to the one that holds, and every name that a user sees is a link through
 * {@code .current}. So one rename changes everything at once, and a crash before it changes
 * nothing.
 *
 * <p>Only who holds the folder's commit lock may change anything here.
 */
final class Versions {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final Path out;
  private final Path folder;
  private final Path current;

  Versions(Path out) {
    this.out = out;
    this.folder = out.resolve(OutputFolder.VERSIONS);
    this.current = out.resolve(OutputFolder.CURRENT);
  }

  /** The version that holds; none before the first commit. */
  Optional<Path> held() throws IOException {
    if (!Files.isSymbolicLink(current)) {
      return Optional.empty();
    }
    Path version = folder.resolve(Files.readSymbolicLink(current).getFileName());
    return Files.isDirectory(version) ? Optional.of(version) : Optional.empty();
  }

  /** The version before the one that holds. */
  Optional<Path> previous() throws IOException {
    long holding = number(held());
    return DurableFiles.list(folder).stream()
        .filter(version -> number(version) < holding)
        .max(Comparator.comparingLong(Versions::number));
  }

  /**
   * Deletes what a crashed commit has left: versions that never came to hold, links that lead
   * nowhere, and versions older than the one before the present.
   */
  void clean() throws IOException {
    long holding = number(held());
    long previous = 0;
    for (Path version : DurableFiles.list(folder)) {
      long number = number(version);
      if (number < holding) {
        previous = Math.max(previous, number);
      }
    }
    for (Path version : DurableFiles.list(folder)) {
      long number = number(version);
      if (number != holding && number != previous) {
        DurableFiles.deleteTree(version);
      }
    }
    for (Path entry : DurableFiles.list(out)) {
      if (isOurLink(entry) && !Files.exists(entry)) {
        Files.deleteIfExists(entry);
      }
    }
  }

  /**
   * Lets a complete version hold, and deletes all but the one before it.
   *
   * <p>Only who has {@link FolderLock#takeCommit} may call it: the workers of a run that was given
   * up may still be at work beside those that do its work again.
   *
   * @param built its content, in the run's own staging folder: once the next run has removed that,
   *     nothing of this one can come to hold
   * @param names the entries of the version that users see
   */
  void hold(Path built, Set<String> names) throws IOException {
    Files.createDirectories(folder);
    clean();
    Path version = folder.resolve(Long.toString(number(held()) + 1));
    Files.move(built, version, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.forceFolder(folder);
    for (String name : new TreeSet<>(names)) {
      Path link = out.resolve(name);
      if (!isOurLink(link)) {
        // Leads nowhere until .current does: the name appears together with all others.
        Files.createSymbolicLink(link, Path.of(OutputFolder.CURRENT, name));
      }
    }
    DurableFiles.forceFolder(out);
    DurableFiles.pointLink(
        current, Path.of(OutputFolder.VERSIONS, version.getFileName().toString()));
    DurableFiles.forceFolder(out);
    clean();
  }

  /**
   * Refuses names under which the user keeps something else.
   *
   * @throws UserException naming the first of them
   */
  void requireFree(Iterable<String> names) {
    for (String name : names) {
      Path entry = out.resolve(name);
      require(!exists(entry) || isOurLink(entry), entry, "a link that Broadsheet made");
    }
  }

  /**
   * Refuses anything else in the place of what is ours alone, before anything in there is deleted.
   *
   * @throws UserException naming the first of it
   */
  void requireOurOwn() {
    require(!exists(current) || Files.isSymbolicLink(current), current, "Broadsheet's link");
    for (String name : List.of(OutputFolder.VERSIONS, OutputFolder.STAGING)) {
      Path entry = out.resolve(name);
      require(
          !exists(entry) || Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS),
          entry,
          "Broadsheet's folder");
    }
  }

  private static boolean exists(Path entry) {
    return Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private void require(boolean holds, Path entry, String kind) {
    if (!holds) {
      throw new UserException(
          "Cannot write to "
              + out
              + ": "
              + entry
              + " is not "
              + kind
              + "; move it away or name another folder.");
    }
  }

  /** Whether an entry of the output folder is a link through {@code .current}. */
  static boolean isOurLink(Path entry) {
    if (!Files.isSymbolicLink(entry)) {
      return false;
    }
    try {
      return Files.readSymbolicLink(entry)
          .equals(Path.of(OutputFolder.CURRENT, entry.getFileName().toString()));
    } catch (IOException e) {
      throw FileTrouble.with("read", entry, e);
    }
  }

  private static long number(Optional<Path> version) {
    return version.map(Versions::number).orElse(0L);
  }

  private static long number(Path version) {
    String name = version.getFileName().toString();
    if (!NUMBER.matcher(name).matches()) {
      throw new UserException(
          "Cannot write to "
              + version.getParent().getParent()
              + ": "
              + version
              + " is none of Broadsheet's versions; move it away.");
    }
    return Long.parseLong(name);
  }

  static List<String> internalNames() {
    return List.of(
        OutputFolder.LOCK,
        OutputFolder.COMMIT_LOCK,
        OutputFolder.STAGING,
        OutputFolder.VERSIONS,
        OutputFolder.CURRENT,
        OutputFolder.CURRENT + ".new",
        OutputFolder.STATE);
  }
}
