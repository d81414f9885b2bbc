package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream shows of its health: as docs/streaming.md says it does. */
class StreamMetricsIT {
  private static final Pattern DOCUMENTED = Pattern.compile("\\| `(flink_[a-zA-Z_]+)` \\|");
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private final FaultProcesses processes = new FaultProcesses();

  @AfterEach
  void letGo() throws Exception {
    processes.close();
  }

  @Test
  void showsPrometheusTheMetricsThatAreDocumented() throws Exception {
    Set<String> documented = new TreeSet<>();
    Matcher names = DOCUMENTED.matcher(Files.readString(Path.of("docs/streaming.md")));
    while (names.find()) {
      documented.add(names.group(1));
    }
    assertThat(documented, is(not(empty())));
    int port = FreePort.find();
    Files.writeString(
        Files.createDirectory(folder.resolve("conf")).resolve("config.yaml"),
        "metrics.reporter.prom.factory.class:"
            + " org.apache.flink.metrics.prometheus.PrometheusReporterFactory\n"
            + "metrics.reporter.prom.port: "
            + port
            + "\n");
    Files.writeString(
        folder.resolve("stream.yaml"),
        """
        input: [ { watch: 'inbox/**', poll: 1 second } ]
        early: 1 second
        output: [ { csv: out } ]
        """);
    new Newsroom(1, 4).write(folder.resolve("inbox"), 4);

    Process stream =
        processes.startIn(folder, "run", "stream.yaml", "--parallelism=1", "--flinkConfDir=conf");

    long articles = articles();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    Set<String> missing = documented;
    String scraped = "";
    while (!missing.isEmpty() || sum(scraped, "_broadsheet_articles") != articles) {
      assertThat(
          missing + processes.said(stream) + scraped,
          stream.isAlive() && System.nanoTime() < deadline,
          is(true));
      TimeUnit.MILLISECONDS.sleep(500);
      scraped = scrape(port);
      missing = new TreeSet<>(documented);
      for (String line : scraped.lines().toList()) {
        missing.remove(line.replaceFirst("[{ ].*", ""));
      }
    }
  }

  private long articles() throws IOException {
    Runs.Ended ended =
        Runs.execute(
            "report", folder.resolve("inbox").toString(), "--out=" + folder.resolve("batch"));
    assertThat(ended.err(), ended.exitCode(), is(0));
    String[] sum =
        Files.readAllLines(folder.resolve("batch/tables/reconciliation.csv")).get(1).split(",", -1);
    long read = Long.parseLong(sum[2]);
    long rejected = Long.parseLong(sum[5]);
    return read - rejected;
  }

  private static double sum(String scraped, String ending) {
    return scraped
        .lines()
        .filter(line -> line.replaceFirst("[{ ].*", "").endsWith(ending))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String scrape(int port) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return ""; // not yet
    }
  }
}
