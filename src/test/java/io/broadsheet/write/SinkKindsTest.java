package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.UserException;
import io.broadsheet.window.WindowScheme;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkKindsTest {
  @Test
  void saysHowToGetASinkWhoseLibrariesAreNotThere() {
    Thread thread = Thread.currentThread();
    ClassLoader withLibraries = thread.getContextClassLoader();
    // It has Java's own classes and no services of ours.
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      UserException refusal =
          assertThrows(
              UserException.class,
              () ->
                  SinkKinds.prepare(
                      new SinkRequest(
                          "bigquery",
                          "my-project:news",
                          Map.of(),
                          WindowScheme.of("day", ZoneOffset.UTC))));
      assertThat(refusal.getMessage(), containsString("BROADSHEET_WITH=bigquery"));
    } finally {
      thread.setContextClassLoader(withLibraries);
    }
  }
}
