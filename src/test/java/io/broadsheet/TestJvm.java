package io.broadsheet;

import java.nio.file.Path;

/** What a test needs to start this program, or another, in a process of its own. */
public final class TestJvm {
  private TestJvm() {}

  /** The command {@code java} of the JVM that runs the tests. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path of the tests, also where Surefire hides it behind a jar of its own. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
