package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with other libraries than the tests have. */
final class ClassPathIT {
  @TempDir private Path folder;

  /** What the build wrote down for {@code ./broadsheet}: no library of the tests. */
  @Test
  void runsWithWhatTheBuildGivesIt() throws Exception {
    Path jar = Path.of("target/broadsheet.jar");

    assertRuns(jar + File.pathSeparator + Files.readString(Path.of("target/classpath")).strip());
  }

  /** The jar for clusters holds no DirectRunner: nothing on the way to Flink may ask for it. */
  @Test
  void runsOnFlinkWithoutTheDirectRunner() throws Exception {
    assertRuns(
        Arrays.stream(TestJvm.classPath().split(File.pathSeparator))
            .filter(entry -> !entry.contains("beam-runners-direct"))
            .collect(Collectors.joining(File.pathSeparator)),
        "--runner=FlinkRunner");
  }

  private void assertRuns(String classPath, String... options) throws Exception {
    Path said = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                TestJvm.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Broadsheet.class.getName(),
                "report",
                "sample-input/northern-wire",
                "--out=" + folder.resolve("out")));
    command.addAll(List.of(options));

    int exitCode =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    assertThat(Files.readString(said), exitCode, is(0));
  }
}
