package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that must be equal to what the program makes today. */
final class GoldenFiles {
  private GoldenFiles() {}

  /**
   * Compares, or rewrites the file if the system property is {@code true}.
   *
   * @param updateProperty such as {@code golden.update}
   */
  static void check(Path file, String actual, String updateProperty) throws IOException {
    if (Boolean.getBoolean(updateProperty)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual, StandardCharsets.UTF_8);
    }
    String expected =
        Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "(no such file)";
    assertThat(
        file + " is out of date: run this test with -D" + updateProperty + "=true",
        actual,
        is(expected));
  }
}
