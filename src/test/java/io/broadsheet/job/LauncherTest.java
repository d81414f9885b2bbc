package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code ./broadsheet} with stand-ins for Java and Maven that write down their calls.
 */
final class LauncherTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = -version ]; then
        echo 'openjdk version "JAVA_VERSION" 2025-04-15' >&2
        exit
      fi
      for argument in "$@"; do
        case $argument in
          -XX:DumpLoadedClassList=* | -XX:SharedArchiveFile=*)
            case " $* " in
              *" -Xshare:"*)
                touch "${argument#*=}"
                exit
                ;;
            esac
            ;;
        esac
      done
      printf '<%s>' "$@"
      echo " LC_ALL=${LC_ALL:-}"
      exit 7
      """;

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo "$@" >>"$CALLS"
      if [ -n "${MAVEN_FAILS:-}" ]; then
        echo "[ERROR] it does not compile"
        exit 1
      fi
      mkdir -p PROJECT/target
      echo a.jar:b.jar >PROJECT/target/classpath
      [ -f PROJECT/target/broadsheet.jar ] || touch PROJECT/target/broadsheet.jar
      """;

  @TempDir private Path folder;
  private Path project;
  private Path tools;
  private Path calls;

  private record Result(int code, String out, String err) {}

  @BeforeEach
  void copyTheScript() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash");
    folder = folder.toRealPath();
    project = folder.resolve("the project");
    tools = Files.createDirectory(folder.resolve("tools"));
    calls = folder.resolve("calls");
    Files.createDirectories(project.resolve("src/main"));
    Files.writeString(project.resolve("pom.xml"), "");
    age(project.resolve("pom.xml"));
    Files.writeString(project.resolve("src/main/A.java"), "");
    age(project.resolve("src/main/A.java"));
    Files.copy(
        Path.of("broadsheet"), project.resolve("broadsheet"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String tool :
        List.of(
            "awk",
            "bash",
            "cat",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "touch")) {
      Path bin = Path.of(Files.exists(Path.of("/usr/bin", tool)) ? "/usr/bin" : "/bin");
      tool(tool, "#!/bin/bash\nexec " + bin.resolve(tool) + " \"$@\"\n");
    }
    tool("java", JAVA.replace("JAVA_VERSION", "17.0.15"));
    tool("mvn", MAVEN.replace("PROJECT", "\"" + project + "\""));
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
  }

  private void tool(String name, String script) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, script, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result launch(Path script, List<String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    command.add("PATH=" + tools);
    command.add("CALLS=" + calls);
    command.addAll(environment);
    command.add(script.toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat("it hangs", process.waitFor(60, TimeUnit.SECONDS), is(true));
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Result launch(String... arguments) throws IOException, InterruptedException {
    return launch(project.resolve("broadsheet"), List.of(), arguments);
  }

  private long builds() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  @Test
  void buildsOnceAndPassesArgumentsAndExitCodeOn() throws Exception {
    Result first = launch("run", "my spec.yaml", "--set", "a=*");
    Result second = launch("run");

    assertThat(builds(), is(1L));
    assertThat(
        first.err(),
        is("broadsheet: building, once (a minute or two if Maven must fetch libraries first)\n"));
    assertThat(second.err(), is(""));
    assertThat(
        first.out(),
        containsString(
            "<-cp><"
                + project
                + "/target/broadsheet.jar:a.jar:b.jar><io.broadsheet.Broadsheet><run>"
                + "<my spec.yaml><--set><a=*>"));
    assertThat(first.code(), is(7));
    assertThat(Files.readString(calls), containsString("-DskipTests"));
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    launch();
    Files.setLastModifiedTime(
        project.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    launch();

    assertThat(builds(), is(2L));
  }

  @Test
  void buildsAgainWhenTheClassPathIsMissing() throws Exception {
    launch();
    Files.delete(project.resolve("target/classpath"));
    launch();

    assertThat(builds(), is(2L));
  }

  @Test
  void buildsWithTheLibrariesOfASinkOnlyWhenAskedTo() throws Exception {
    launch();
    assertThat(Files.readString(calls), containsString("-P!bigquery"));
    Files.delete(calls);

    launch(project.resolve("broadsheet"), List.of("BROADSHEET_WITH=bigquery"));

    assertThat(Files.readString(calls), not(containsString("-P!bigquery")));
  }

  @Test
  void usesTheArchiveOfClassesThatItMade() throws Exception {
    assertThat(
        launch().out(),
        containsString("<-XX:SharedArchiveFile=" + project + "/target/broadsheet.jsa>"));

    Files.delete(project.resolve("target/broadsheet.jsa"));
    assertThat(launch().out(), not(containsString("SharedArchiveFile")));
  }

  @Test
  void makesTheArchiveOfClassesAnewForAJarThatWasBuiltByHand() throws Exception {
    launch();
    age(project.resolve("target/broadsheet.jsa"));

    assertThat(launch().err(), is("broadsheet: preparing a fast start, once\n"));
    assertThat(launch().err(), is(""));
    assertThat(builds(), is(1L));
  }

  @Test
  void findsItsFolderThroughSymbolicLinks() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = elsewhere.resolve("bs");
    Files.createSymbolicLink(link, Path.of("../the project/broadsheet"));
    Path linkToLink = folder.resolve("bs2");
    Files.createSymbolicLink(linkToLink, link);

    assertThat(
        launch(linkToLink, List.of(), "check").out(),
        containsString("<-cp><" + project + "/target/broadsheet.jar:a.jar:b.jar>"));
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Files.delete(tools.resolve("java"));

    Result result = launch();

    assertThat(
        result.err(),
        is("broadsheet: no Java found: install a JDK, 17 or newer, or set JAVA_HOME\n"));
    assertThat(result.code(), is(1));
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    tool("java", JAVA.replace("JAVA_VERSION", "11.0.2"));

    Result result = launch();

    assertThat(
        result.err(),
        containsString(
            "broadsheet: Java 11 is too old: install a JDK, 17 or newer, or set JAVA_HOME\n"));
    assertThat(result.code(), is(1));
    assertThat(builds(), is(0L));
  }

  @Test
  void takesTheJavaOfJavaHome() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.move(tools.resolve("java"), bin.resolve("java"));

    Result result =
        launch(project.resolve("broadsheet"), List.of("JAVA_HOME=" + folder.resolve("jdk")));

    assertThat(result.code(), is(7));
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Files.delete(tools.resolve("mvn"));

    Result result = launch();

    assertThat(
        result.err(),
        is(
            "broadsheet: it must be built first, and there is no Maven: install Maven, 3.8 or"
                + " newer\n"));
    assertThat(result.code(), is(1));
  }

  @Test
  void runsAnOldBuildWhereThereIsNoMaven() throws Exception {
    launch();
    Files.delete(tools.resolve("mvn"));
    Files.setLastModifiedTime(
        project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));

    Result result = launch();

    assertThat(result.err(), containsString("there is no Maven: running the old build"));
    assertThat(result.code(), is(7));
  }

  @Test
  void showsWhyABuildFails() throws Exception {
    Result result = launch(project.resolve("broadsheet"), List.of("MAVEN_FAILS=yes"));

    assertThat(
        result.err(),
        containsString("[ERROR] it does not compile\nbroadsheet: the build failed\n"));
    assertThat(result.code(), is(1));
  }

  @Test
  void letsTheUserHaveTheLastWordAboutTheJvm() throws Exception {
    String out =
        launch(project.resolve("broadsheet"), List.of("BROADSHEET_JAVA_OPTS=-Xmx1g -Da=b")).out();

    assertThat(out, containsString("m><-Xmx1g><-Da=b><-cp>"));
  }

  private String flags(String... arguments) throws IOException, InterruptedException {
    return launch(project.resolve("broadsheet"), List.of(), arguments).out();
  }

  /** A file of so many bytes, which takes no room. */
  private void news(String file, long bytes) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    try (RandomAccessFile news = new RandomAccessFile(path.toFile(), "rw")) {
      news.setLength(bytes);
    }
  }

  private void spec(String name, String input) throws IOException {
    Files.writeString(folder.resolve(name), "input:\n" + input + "\nwindows: { every: day }\n");
  }

  @Test
  void doesWithoutTheSecondCompilerWhereLittleIsRead() throws Exception {
    news("little/of/a.jsonl", 1000);
    news("much/of/b.jsonl", 1_000_000_000);
    spec(
        "little.yaml",
        "  # - files: much/**\n  - files: little/of/*.jsonl\n  - files: 'little/**'");
    spec("inline.yaml", "  [{ files: \"little/**\", format: jsonl }]");
    spec("both.yaml", "  - files: little/**\n  - files: much/*/*.jsonl");
    spec("endless.yaml", "  - files: little/**\n  - watch: inbox/**");
    spec("nothing.yaml", "  - files: missing/**");
    String flag = "<-XX:TieredStopAtLevel=1>";

    for (String spec : List.of("little.yaml", "inline.yaml")) {
      assertThat(spec, flags("run", spec, "--set", "windows.every=week"), containsString(flag));
    }
    for (String spec : List.of("both.yaml", "endless.yaml", "nothing.yaml", "missing.yaml")) {
      assertThat(spec, flags("run", spec), not(containsString(flag)));
    }
    assertThat(flags("report", "little/*/*", "--out=out/a"), containsString(flag));
    assertThat(flags("report", "little", "much/o*", "--out=out/a"), not(containsString(flag)));
    assertThat(
        "other files are set",
        flags("run", "little.yaml", "--set=input.0.files=much/**"),
        not(containsString(flag)));
    assertThat(flags("check", "little.yaml"), not(containsString(flag)));
    assertThat(flags(), not(containsString(flag)));
    assertThat(flags("run", "little.yaml"), containsString("<-XX:+UseSerialGC>"));
    assertThat(flags("run", "both.yaml"), containsString("<-XX:+UseParallelGC>"));
  }

  @Test
  void readsFileNamesAsUtf8WhereNoLocaleIsSet() throws Exception {
    assertThat(launch().out(), containsString(" LC_ALL=C.UTF-8\n"));
    assertThat(
        launch(project.resolve("broadsheet"), List.of("LANG=de_DE.UTF-8")).out(),
        containsString(" LC_ALL=\n"));
    assertThat(
        launch(project.resolve("broadsheet"), List.of("LC_ALL=C", "LANG=de_DE.UTF-8")).out(),
        containsString(" LC_ALL=C.UTF-8\n"));
  }

  @Test
  void doesNotTakeAFileForATerminal() throws Exception {
    assertThat(launch().out(), not(containsString("broadsheet.terminal")));
  }
}
