package io.broadsheet.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.job.RunMetrics.Figure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who watch over a job how a run went: figures into files, failures to a command or a
 * web hook. If they can't be told, that is said, and the run's exit code stays what it is.
 */
final class Aftermath {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NOBODY = "none";

  private final Job job;
  private final Terminal terminal;
  private List<Figure> figures = List.of();

  Aftermath(Job job, Terminal terminal) {
    this.job = job;
    this.terminal = terminal;
  }

  /** Takes what the run found. */
  void found(List<Figure> found, Duration elapsed) {
    figures = new ArrayList<>(found);
    figures.add(Figure.of("duration_seconds", elapsed.toMillis() / 1e3));
  }

  /** Tells of a run that came to its end. */
  void ended(int exitCode) {
    tell(exitCode, "more was rejected than max_rejected allows");
  }

  /** Tells of a run that did not. */
  void failed(Throwable e) {
    tell(e instanceof SpecException ? Commands.WRONG_USE : Commands.FAILED, sentence(e));
  }

  private static String sentence(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException mendable) {
        return String.valueOf(mendable.getMessage());
      }
    }
    return e.toString();
  }

  private void tell(int exitCode, String message) {
    List<Figure> all = new ArrayList<>();
    all.add(Figure.of("success", exitCode == Commands.DONE ? 1 : 0));
    all.add(Figure.of("exit_code", exitCode));
    all.add(Figure.of("finished_timestamp_seconds", (double) Instant.now().getEpochSecond()));
    all.addAll(figures);
    write(job.observers().prometheus(), RunMetrics.prometheus(job.name(), all));
    write(job.observers().json(), RunMetrics.json(job.name(), all));
    if (exitCode != Commands.DONE) {
      command(exitCode, message);
      post(exitCode, message);
    }
  }

  /** A collector that reads meanwhile sees the file of before. */
  private void write(String path, String text) {
    if (path.equals(NOBODY)) {
      return;
    }
    Path file = Path.of(path).toAbsolutePath();
    Path next = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      complain("the figures of the run can't be written to " + path + ": " + FileTrouble.reason(e));
    }
  }

  private void command(int exitCode, String message) {
    String command = job.observers().command();
    if (command.equals(NOBODY)) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder
        .environment()
        .putAll(
            Map.of(
                "BROADSHEET_JOB", job.name(),
                "BROADSHEET_EXIT_CODE", Integer.toString(exitCode),
                "BROADSHEET_MESSAGE", message.replace("\0", "")));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        complain("the command of on_failure did not end within " + PATIENCE.toSeconds() + " s");
      } else if (process.exitValue() != 0) {
        complain("the command of on_failure ended with exit code " + process.exitValue());
      }
    } catch (IOException e) {
      complain("the command of on_failure can't be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(int exitCode, String message) {
    String address = job.observers().webhook();
    if (address.equals(NOBODY)) {
      return;
    }
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("job", job.name())
            .put("exit_code", exitCode)
            .put("message", message)
            .put(
                "text", "Broadsheet job " + job.name() + ", exit code " + exitCode + ": " + message)
            .toString();
    try {
      HttpResponse<Void> response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(address))
                      .timeout(PATIENCE)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(json))
                      .build(),
                  HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() >= 300) {
        complain("the web hook of on_failure answered " + response.statusCode());
      }
    } catch (IOException | IllegalArgumentException e) {
      complain("the web hook of on_failure can't be reached: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void complain(String sentence) {
    terminal.err().println("broadsheet: " + sentence);
  }
}
