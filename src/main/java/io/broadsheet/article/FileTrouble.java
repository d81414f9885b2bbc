package io.broadsheet.article;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Says what went wrong with a file in one sentence that names the path and the reason. */
public final class FileTrouble {
  private FileTrouble() {}

  /**
   * Turns an exception of the file system into one for the user.
   *
   * @param doing what was tried, such as {@code write}
   * @param path what it was tried on, unless the exception names a path itself
   */
  public static UserException with(String doing, Path path, IOException cause) {
    String named = path.toString();
    if (cause instanceof FileSystemException e && e.getFile() != null) {
      named = e.getFile();
    }
    return new UserException("Cannot " + doing + " " + named + ": " + reason(cause) + ".", cause);
  }

  /** Why it failed, as a part of a sentence. */
  public static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "it is not there, or the folder that held it has been removed";
    }
    if (cause instanceof AccessDeniedException) {
      return "no permission";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "something of that name is in the way";
    }
    if (cause instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    String said =
        cause instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : cause.getMessage();
    if (said == null || said.isBlank()) {
      return "the file system gives no reason (" + cause.getClass().getSimpleName() + ")";
    }
    String known = said.toLowerCase(Locale.ROOT);
    if (known.contains("no space left on device") || known.contains("not enough space")) {
      return "no space left on the disk";
    }
    if (known.contains("disk quota exceeded")) {
      return "the disk quota is used up";
    }
    if (known.contains("read-only file system")) {
      return "the file system is read-only";
    }
    return said.strip();
  }
}
