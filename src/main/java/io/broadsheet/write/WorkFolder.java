package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * A folder for the parts of a run whose target is no folder. One run at a time has it; what a
 * crashed run has left is removed by the next.
 */
final class WorkFolder implements AutoCloseable {
  private final Path folder;
  private final Path stage;
  private final FolderLock lock;

  private WorkFolder(Path folder, Path stage, FolderLock lock) {
    this.folder = folder;
    this.stage = stage;
    this.lock = lock;
  }

  /**
   * Makes the folder if there is none, and takes its lock.
   *
   * @throws io.broadsheet.article.UserException if another run has it, or it cannot be written to
   */
  static WorkFolder take(Path folder) {
    FolderLock lock = null;
    try {
      Files.createDirectories(folder);
      lock = FolderLock.take(folder);
      for (Path left : DurableFiles.list(folder)) {
        if (!left.getFileName().toString().equals(OutputFolder.LOCK)) {
          DurableFiles.deleteAbandoned(left);
        }
      }
      // A name of its own: a worker of a crashed run must not write into this one.
      Path stage = folder.resolve(UUID.randomUUID().toString()).toAbsolutePath();
      Files.createDirectory(stage);
      return new WorkFolder(folder, stage, lock);
    } catch (IOException e) {
      if (lock != null) {
        try {
          lock.close();
        } catch (IOException suppressed) {
          e.addSuppressed(suppressed);
        }
      }
      throw FileTrouble.with("write to", folder, e);
    }
  }

  /** Makes a folder of this run alone, which goes with it. */
  static WorkFolder temporary(Path parent) {
    Path stage = parent.resolve("broadsheet-" + UUID.randomUUID()).toAbsolutePath();
    try {
      Files.createDirectories(parent);
      // Parts are as private as the database that they go to.
      Files.createDirectory(
          stage,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw FileTrouble.with("write to", parent, e);
    }
    return new WorkFolder(stage, stage, null);
  }

  Path stage() {
    return stage;
  }

  /** Removes the parts and gives back the lock; the folder with its lock file stays. */
  @Override
  public void close() {
    try (lock) {
      DurableFiles.deleteTree(stage);
    } catch (IOException e) {
      throw FileTrouble.with("clean up", folder, e);
    }
  }
}
