package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.broadsheet.article.UserException;
import io.broadsheet.job.RunMetrics.Figure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AftermathTest {
  private static final String SPEC = "name: nightly\ninput: [{files: in/*}]\n";

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private Aftermath aftermath(String watch) {
    Job job = Specs.read(SPEC + watch);
    return new Aftermath(
        job, new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), false, 80));
  }

  @Test
  void writesFiguresForPrometheusAndAsJson() throws IOException {
    Path prometheus = folder.resolve("metrics/nightly.prom");
    Path json = folder.resolve("nightly.json");
    Aftermath aftermath =
        aftermath("metrics: {prometheus: '" + prometheus + "', json: '" + json + "'}\n");
    aftermath.found(
        List.of(
            new Figure("articles", "became", "counted", 104),
            new Figure("rejects", "reason", "no_text", 5),
            Figure.of("run_bytes_read", 1e7)),
        Duration.ofMillis(2500));
    aftermath.ended(0);
    String text = Files.readString(prometheus);
    assertThat(text, containsString("\nbroadsheet_exit_code{job_name=\"nightly\"} 0\n"));
    assertThat(
        text,
        containsString(
            """
            # TYPE broadsheet_articles gauge
            broadsheet_articles{job_name="nightly",became="counted"} 104
            """));
    assertThat(text, containsString("\nbroadsheet_duration_seconds{job_name=\"nightly\"} 2.5\n"));
    for (String line : text.lines().toList()) {
      assertThat(
          line,
          line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{[a-z_]+=\"[^\"]*\".*\\} [-0-9.E]+"),
          is(true));
    }
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.at("/success").asInt(), is(1));
    assertThat(figures.at("/articles/counted").asInt(), is(104));
    assertThat(figures.at("/run_bytes_read").asLong(), is(10_000_000L));
  }

  @Test
  void tellsACommandWhatFailed() throws IOException {
    Path told = folder.resolve("told");
    Aftermath aftermath =
        aftermath(
            "on_failure: {command: 'echo \"$BROADSHEET_JOB $BROADSHEET_EXIT_CODE"
                + " $BROADSHEET_MESSAGE\" > "
                + told
                + "'}\n");
    aftermath.ended(0);
    assertThat(Files.exists(told), is(false));
    aftermath.failed(new IllegalStateException(new UserException("The disk is full.")));
    assertThat(Files.readString(told), is("nightly 1 The disk is full.\n"));
    assertThat(err.toString(), is(""));
  }

  @Test
  void postsToAWebHook() throws Exception {
    CompletableFuture<String> posted = new CompletableFuture<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posted.complete(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      aftermath(
              "on_failure: {webhook: 'http://localhost:"
                  + server.getAddress().getPort()
                  + "/hook'}\n")
          .ended(3);
      JsonNode message = new ObjectMapper().readTree(posted.get(30, TimeUnit.SECONDS));
      assertThat(message.get("job").asText(), is("nightly"));
      assertThat(message.get("exit_code").asInt(), is(3));
      assertThat(message.get("text").asText(), containsString("max_rejected"));
      assertThat(err.toString(), is(""));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysWhoCannotBeTold() {
    aftermath("on_failure: {command: 'exit 7', webhook: 'http://localhost:1/hook'}\n").ended(3);
    assertThat(err.toString(), containsString("ended with exit code 7"));
    assertThat(err.toString(), containsString("web hook"));
    assertThat(err.toString(), not(containsString("Exception")));
  }
}
