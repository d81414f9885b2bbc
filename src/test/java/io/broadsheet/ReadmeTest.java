package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents tell people to type and to read. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]+)\\)");

  @TempDir static Path folder;

  @TestFactory
  List<DynamicTest> everyCommandRuns() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String command : commands()) {
      if (command.startsWith("./broadsheet ")) {
        tests.add(DynamicTest.dynamicTest(command, () -> runs(command)));
      }
    }
    assertThat(tests.isEmpty(), is(false));
    return tests;
  }

  @Test
  void tellsTheTestCommandThatContinuousIntegrationRuns() throws IOException {
    String script = Files.readString(Path.of(".ci/run"));
    assertThat(commands(), hasItem("mvn -B verify"));
    assertThat(script.lines().toList(), hasItem("mvn -B verify"));
  }

  @TestFactory
  List<DynamicTest> everySpecRuns() throws IOException {
    try (Stream<Path> specs = Files.list(Path.of("pipelines"))) {
      return specs
          .sorted()
          .map(spec -> DynamicTest.dynamicTest(spec.toString(), () -> specRuns(spec)))
          .toList();
    }
  }

  @TestFactory
  List<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(README, Path.of("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(document -> document.toString().endsWith(".md")).forEach(documents::add);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        Path target = document.resolveSibling(link.group(1));
        tests.add(
            DynamicTest.dynamicTest(
                document + " to " + link.group(1),
                () -> assertThat(Files.exists(target), is(true))));
      }
    }
    return tests;
  }

  private static boolean isStream(Path spec) throws IOException {
    return Files.readString(spec).contains("- watch:");
  }

  private static void runs(String command) throws IOException {
    List<String> arguments = new ArrayList<>();
    Matcher word = WORD.matcher(command.substring("./broadsheet ".length()));
    while (word.find()) {
      String argument = word.group(1) == null ? word.group(2) : word.group(1);
      arguments.add(
          argument.startsWith("--out=")
              ? "--out=" + folder.resolve(argument.substring("--out=".length()))
              : argument);
    }
    if (arguments.get(0).equals("run") && isStream(Path.of(arguments.get(1)))) {
      arguments.set(0, "check"); // StreamIT runs it
    } else if (arguments.get(0).equals("run")) {
      arguments.add("--set");
      arguments.add("output=[{csv: '" + folder.resolve("run") + "'}]");
    }
    Ended ended = Runs.execute(arguments.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static void specRuns(Path spec) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                isStream(spec) ? "check" : "run",
                spec.toString(),
                "--set",
                "output=[{csv: '" + folder + "/spec'}]"));
    if (spec.endsWith("allsides.yaml")) {
      arguments.addAll(List.of("--set", "input.0.files=sample-input/lantern/*.json"));
    }
    Ended ended = Runs.execute(arguments.toArray(String[]::new));
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    boolean isCommand = false;
    boolean isOther = false;
    for (String line : Files.readAllLines(README)) {
      if (isCommand || isOther) {
        boolean ends = line.equals("```");
        if (isCommand && !ends) {
          commands.add(line);
        }
        isCommand &= !ends;
        isOther &= !ends;
      } else {
        isCommand = line.equals("```");
        isOther = line.startsWith("```") && !isCommand;
      }
    }
    return commands;
  }
}
