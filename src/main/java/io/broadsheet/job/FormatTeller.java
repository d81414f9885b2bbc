package io.broadsheet.job;

import java.util.List;
import java.util.function.Consumer;

/** Tells what files are taken for. */
@FunctionalInterface
public interface FormatTeller {
  /**
   * One file, or one entry of a container.
   *
   * @param file its name
   * @param format the name of its format; empty if none recognises it
   * @param reason why, as a phrase for a person
   */
  record Finding(String file, String format, String reason) {}

  /**
   * Looks at the beginning of every file.
   *
   * @param inputs files and globs
   * @param findings takes them in the order of the inputs and of the files' names
   * @throws io.broadsheet.article.UserException if an input is missing
   */
  void tell(List<String> inputs, Consumer<Finding> findings);
}
