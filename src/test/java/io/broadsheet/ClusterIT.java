package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a Flink cluster of several processes. */
class ClusterIT {
  @TempDir static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = StandaloneCluster.in(folder.resolve("flink")).start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void writesTheSameBytesAsTheDirectRunner() throws IOException {
    assertSameBytes("pipelines/sample.yaml", "--as-of=2025-07-14");
  }

  @Test
  void writesTheSameBytesOfARealCollection() throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    assertSameBytes(
        "pipelines/allsides.yaml",
        "--set",
        "input.0.files=" + corpora + "/01-news-en-allsides/jsons/[0-9]*.json");
  }

  private static void assertSameBytes(String spec, String... arguments) throws IOException {
    List<String> onCluster = new ArrayList<>(List.of(arguments));
    onCluster.addAll(List.of(cluster.options()));
    SortedMap<String, String> expected = Runs.tables(folder.resolve("direct"), spec, arguments);
    SortedMap<String, String> actual =
        Runs.tables(folder.resolve("cluster"), spec, onCluster.toArray(String[]::new));
    assertThat(actual.keySet(), is(expected.keySet()));
    expected.forEach((table, rows) -> assertThat(table, actual.get(table).equals(rows), is(true)));
  }

  /** What {@code flink run} does with the jar that {@code mvn -Pdist package} makes. */
  @Test
  void runsAsAJarThatFlinkSubmits() throws Exception {
    Path jar = Path.of("target/broadsheet-dist.jar").toAbsolutePath();
    assumeTrue(Files.exists(jar), "there is no " + jar + ": mvn -B -Pdist verify makes it");
    Path out = folder.resolve("submitted");
    Process flink =
        cluster.flink(
            "run",
            "-m",
            cluster.master(),
            "-p",
            "2",
            jar.toString(),
            "run",
            Path.of("pipelines/sample.yaml").toAbsolutePath().toString(),
            "--as-of=2025-07-14",
            "--set",
            "input.0.files=" + Path.of("sample-input").toAbsolutePath() + "/*/**",
            "--set",
            "output=[{csv: '" + out + "'}]");
    int exitCode = flink.waitFor();
    assertThat(cluster.logs(), exitCode, is(0));
    assertThat(
        Files.readString(out.resolve("tables/reconciliation.csv")),
        is(
            Runs.tables(folder.resolve("direct"), "pipelines/sample.yaml", "--as-of=2025-07-14")
                .get("reconciliation.csv")));
  }

  /** As deploy/flink/batch.yaml has it done. */
  @Test
  void runsAsAnApplicationThatItsJobManagerStarts() throws Exception {
    Path jar = Path.of("target/broadsheet-dist.jar").toAbsolutePath();
    assumeTrue(Files.exists(jar), "there is no " + jar + ": mvn -B -Pdist verify makes it");
    Path out = folder.resolve("application-out");
    try (StandaloneCluster own =
        StandaloneCluster.in(folder.resolve("application"))
            .with("execution.attached", "true")
            .startApplication(
                2,
                jar,
                "run",
                Path.of("pipelines/sample.yaml").toAbsolutePath().toString(),
                "--as-of=2025-07-14",
                "--parallelism=2",
                "--set",
                "input.0.files=" + Path.of("sample-input").toAbsolutePath() + "/*/**",
                "--set",
                "output=[{csv: '" + out + "'}]")) {
      int exitCode = own.jobManager().waitFor();
      assertThat(own.logs(), exitCode, is(0));
    }
    assertThat(
        Files.readString(out.resolve("tables/reconciliation.csv")),
        is(
            Runs.tables(folder.resolve("direct"), "pipelines/sample.yaml", "--as-of=2025-07-14")
                .get("reconciliation.csv")));
  }

  @Test
  void saysThatNoClusterAnswers() {
    Ended ended =
        Runs.execute(
            "report",
            "sample-input",
            "--out=" + folder.resolve("out"),
            "--runner=FlinkRunner",
            "--flinkMaster=127.0.0.1:1");
    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), is("broadsheet: No Flink cluster answers at 127.0.0.1:1.\n"));
  }

  @Test
  void saysThatThereAreTooFewSlots() {
    Ended ended =
        Runs.execute(
            "report",
            "sample-input",
            "--out=" + folder.resolve("out"),
            "--runner=FlinkRunner",
            "--flinkMaster=" + cluster.master(),
            "--parallelism=3");
    assertThat(ended.exitCode(), is(1));
    assertThat(ended.err(), containsString("has 2 task slots, too few for --parallelism=3."));
  }
}
