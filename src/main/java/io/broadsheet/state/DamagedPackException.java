package io.broadsheet.state;

import io.broadsheet.article.UserException;
import java.nio.file.Path;

/** A file of the state folder is not as it was written; what it held must be read again. */
public final class DamagedPackException extends UserException {
  private static final long serialVersionUID = 1;

  private final String file;

  DamagedPackException(Path file) {
    super("What is remembered of earlier runs is damaged: " + file + ".");
    this.file = file.toString();
  }

  public Path file() {
    return Path.of(file);
  }
}
