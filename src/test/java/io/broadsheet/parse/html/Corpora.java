package io.broadsheet.parse.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real pages and their expected results, which do not belong to the repository. */
final class Corpora {
  private Corpora() {}

  /** A folder of the corpora; the calling test is skipped where they are missing. */
  static Path folder(String name) {
    String root = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(root != null, "BROADSHEET_CORPORA is not set: this test needs the corpora");
    Path folder = Path.of(root, name);
    assumeTrue(Files.isDirectory(folder), folder + " is missing");
    return folder;
  }
}
