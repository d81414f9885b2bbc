package io.broadsheet.job;

import io.broadsheet.article.UserException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The program with which the user's desktop shows a page. */
final class Browser {
  private Browser() {}

  /**
   * Shows a file and does not wait.
   *
   * @throws UserException if there is no such program, as on a server
   */
  static void open(Path file) {
    List<String> command = command(System.getProperty("os.name"), file.toAbsolutePath().toString());
    try {
      new ProcessBuilder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UserException(
          "Cannot open " + file + " (there is no " + command.get(0) + "): open it in a browser.",
          e);
    }
  }

  /** What opens a file on an operating system. */
  static List<String> command(String system, String file) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return List.of("open", file);
    }
    return name.contains("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", file)
        : List.of("xdg-open", file);
  }
}
