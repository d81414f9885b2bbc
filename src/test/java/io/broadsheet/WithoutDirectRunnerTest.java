package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for clusters holds no DirectRunner: nothing on the way to Flink may ask for it. */
final class WithoutDirectRunnerTest {
  @TempDir private Path folder;

  @Test
  void runsOnFlink() throws Exception {
    Path said = folder.resolve("said");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPathWithout("beam-runners-direct"),
                Broadsheet.class.getName(),
                "report",
                "sample-input/northern-wire",
                "--runner=FlinkRunner",
                "--out=" + folder.resolve("out"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    int exitCode = run.waitFor();
    assertThat(Files.readString(said), exitCode, is(0));
  }

  private static String classPathWithout(String jar) {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains(jar))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
