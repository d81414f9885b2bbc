package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code deploy/}, each by its own tool where there is one. */
class DeployTest {
  private static final Path DEPLOY = Path.of("deploy");
  private static final Pattern SPEC = Pattern.compile("(?:pipelines|/specs)/([a-z-]+\\.yaml)");

  @TempDir private Path folder;

  private record Ended(int exitCode, String out) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
    return new Ended(process.exitValue(), out);
  }

  private static boolean isThere(String tool) throws IOException, InterruptedException {
    return run("/bin/sh", "-c", "command -v " + tool).exitCode() == 0;
  }

  private static String text(String file) throws IOException {
    return Files.readString(DEPLOY.resolve(file));
  }

  @Test
  void systemdUnderstandsServiceAndTimer() throws Exception {
    assumeTrue(isThere("systemd-analyze"), "there is no systemd here");
    // What the service starts must be there to be verified.
    Path program = Files.writeString(folder.resolve("broadsheet"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true), is(true));
    Path service = folder.resolve("broadsheet.service");
    Files.writeString(
        service,
        text("broadsheet.service")
            .replace("/srv/broadsheet/broadsheet", program.toString())
            .replace("User=broadsheet", "User=" + System.getProperty("user.name")));
    Path timer = Files.copy(DEPLOY.resolve("broadsheet.timer"), folder.resolve("broadsheet.timer"));
    Ended ended = run("systemd-analyze", "verify", service.toString(), timer.toString());
    List<String> about =
        ended.out().lines().filter(line -> line.contains(folder.toString())).toList();
    assertThat(about, is(empty()));
    Ended calendar = run("systemd-analyze", "calendar", value("broadsheet.timer", "OnCalendar"));
    assertThat(calendar.out(), calendar.exitCode(), is(0));
  }

  private static String value(String file, String key) throws IOException {
    return text(file)
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pythonCompilesTheDag() throws Exception {
    assumeTrue(isThere("python3"), "there is no Python here");
    String check =
        "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read(), sys.argv[1])";
    Ended ended = run("python3", "-c", check, DEPLOY.resolve("airflow_dag.py").toString());
    assertThat(ended.out(), ended.exitCode(), is(0));
    for (String wanted : List.of("\"retries\"", "execution_timeout", "on_failure_callback")) {
      assertThat(text("airflow_dag.py"), containsString(wanted));
    }
  }

  @Test
  void theCronJobIsOneOfKubernetes() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    YAMLMapper.builder(new YAMLFactory())
        .build()
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(text("kubernetes-cronjob.yaml"))
        .forEachRemaining(documents::add);
    assertThat(documents.size(), is(1));
    JsonNode job = documents.get(0);
    assertThat(job.at("/apiVersion").asText(), is("batch/v1"));
    assertThat(job.at("/kind").asText(), is("CronJob"));
    assertThat(job.at("/spec/concurrencyPolicy").asText(), is("Forbid"));
    JsonNode pod = job.at("/spec/jobTemplate/spec/template/spec");
    assertThat(pod.at("/restartPolicy").asText(), is("Never"));
    JsonNode container = pod.at("/containers/0");
    // The rule about exit codes names the container, and every mount a volume.
    assertThat(
        job.at("/spec/jobTemplate/spec/podFailurePolicy/rules/0/onExitCodes/containerName"),
        is(container.at("/name")));
    List<String> volumes = pod.at("/volumes").findValuesAsText("name").stream().toList();
    for (JsonNode mount : container.at("/volumeMounts")) {
      assertThat(volumes.contains(mount.get("name").asText()), is(true));
    }
    requireCron(job.at("/spec/schedule").asText());
  }

  @Test
  void theCrontabHasLinesThatCronAndTheShellUnderstand() throws Exception {
    List<String> lines =
        text("crontab")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .filter(line -> !line.matches("[A-Z]+=.*"))
            .toList();
    assertThat(lines.size(), is(1));
    Matcher line = Pattern.compile("((?:\\S+ ){4}\\S+) (.*)").matcher(lines.get(0));
    assertThat(line.matches(), is(true));
    requireCron(line.group(1));
    // In a crontab a % is the end of the command.
    assertThat(line.group(2).contains("%"), is(false));
    Ended ended = run("/bin/sh", "-n", "-c", line.group(2));
    assertThat(ended.out(), ended.exitCode(), is(0));
  }

  private static void requireCron(String schedule) {
    assertThat(schedule, schedule.matches("(?:[0-9*/,-]+ ){4}[0-9*/,-]+"), is(true));
  }

  @Test
  void theDockerfileCopiesWhatIsThere() throws IOException {
    List<String> instructions =
        text("Dockerfile").lines().filter(line -> line.matches("[A-Z]+ .*")).toList();
    assertThat(instructions.get(0), containsString("FROM "));
    for (String instruction : instructions) {
      String[] words = instruction.split(" ", -1);
      assertThat(
          instruction,
          List.of("FROM", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT").contains(words[0]),
          is(true));
      if (words[0].equals("COPY") && !words[1].startsWith("--")) {
        for (int i = 1; i < words.length - 1; i++) {
          assertThat(words[i], Files.exists(Path.of(words[i])), is(true));
        }
      }
    }
  }

  @Test
  void allRunASpecThatThereIs() throws IOException {
    for (String file :
        List.of("crontab", "broadsheet.service", "airflow_dag.py", "kubernetes-cronjob.yaml")) {
      Matcher specs = SPEC.matcher(text(file));
      assertThat(file, specs.find(), is(true));
      assertThat(file, Files.exists(Path.of("pipelines", specs.group(1))), is(true));
    }
  }
}
