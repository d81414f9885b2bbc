package io.broadsheet.job;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What a stream keeps between two starts, in {@code OUT/.state}: Flink's checkpoints, and the rows
 * of its windows.
 *
 * <p>A start goes on from the newest checkpoint or savepoint there is. Flink's {@code
 * --savepointPath} reaches a cluster only; a job in this process finds it in a configuration file,
 * which is written here.
 *
 * @param folder {@code OUT/.state}
 */
public record StreamState(Path folder) {
  /** Checkpoints of the job, and what it may do about a failure, in this process. */
  private static final long CHECKPOINT_MILLIS = 1000;

  /** Where a folder of settings says nothing else. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "state.checkpoints.num-retained",
          "2",
          // A disk may be freed, a folder come back: some tries, then one sentence and a next
          // start.
          "restart-strategy.type",
          "failure-rate",
          "restart-strategy.failure-rate.max-failures-per-interval",
          "5",
          "restart-strategy.failure-rate.failure-rate-interval",
          "10 min",
          "restart-strategy.failure-rate.delay",
          "2 s",
          "execution.checkpointing.tolerable-failed-checkpoints",
          "1000000");

  private static final String METADATA = "_metadata";

  /** How many checkpoints are left for the next start. */
  private static final int KEPT = 2;

  /** The state of a stream, under the first folder that it writes to. */
  public static StreamState of(Job job) {
    String out =
        job.outputs().stream()
            .filter(output -> StreamSpecs.FOLDERS.contains(output.kind()))
            .findFirst()
            .orElseThrow()
            .path();
    return new StreamState(Path.of(out).resolve(".state").toAbsolutePath().normalize());
  }

  /** Where the rows of windows are kept. */
  public Path parts() {
    return folder.resolve("parts");
  }

  /** Where Flink keeps checkpoints. */
  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Where a stream that is stopped leaves its savepoint. */
  Path savepoints() {
    return folder.resolve("savepoints");
  }

  /** The checkpoint or savepoint that the next start goes on from. */
  Optional<Path> newest() {
    return complete().stream().findFirst();
  }

  /** When a checkpoint was completed. */
  static Instant completed(Path checkpoint) {
    try {
      return Files.getLastModifiedTime(checkpoint.resolve(METADATA)).toInstant();
    } catch (IOException e) {
      throw FileTrouble.with("read", checkpoint, e);
    }
  }

  /** All checkpoints and savepoints, the newest first. */
  private List<Path> complete() {
    List<Path> complete = new ArrayList<>();
    for (Path place : List.of(checkpoints(), savepoints())) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(place, 3)) {
        files.filter(file -> file.endsWith(METADATA)).map(Path::getParent).forEach(complete::add);
      } catch (IOException e) {
        throw FileTrouble.with("read", place, e);
      }
    }
    complete.sort(Comparator.comparing(StreamState::completed).reversed());
    return complete;
  }

  /**
   * Deletes what no start will go on from: Flink clears up behind a job that it ends itself, but
   * not behind one that was killed. The one before the newest stays, for a person in need.
   */
  private void clean() throws IOException {
    List<Path> complete = complete();
    for (Path old : complete.subList(Math.min(KEPT, complete.size()), complete.size())) {
      deleteTree(old);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Makes the folders, and sets up Flink to keep its state there.
   *
   * @param windows what the stream counts in
   * @throws UserException if it has counted in others so far, which its state consists of
   */
  public void prepare(WindowScheme windows, PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setStreaming(true);
    if (flink.getCheckpointingInterval() <= 0) {
      flink.setCheckpointingInterval(CHECKPOINT_MILLIS);
    }
    try {
      Files.createDirectories(parts());
      keep(windows.toString());
      clean();
      Path conf = Files.createDirectories(folder.resolve("conf"));
      Map<String, String> settings = settings(FlinkSettings.given(flink));
      if (isLocal(flink)) {
        settings.putIfAbsent("state.backend.type", "hashmap");
      }
      FlinkSettings.write(conf, settings);
      flink.setFlinkConfDir(conf.toString());
      if (isLocal(flink)) {
        flink.setFlinkMaster("[local]");
      } else {
        setUpCluster(flink);
      }
    } catch (IOException e) {
      throw FileTrouble.with("write to", folder, e);
    }
  }

  /** Notes the windows, unless they are others than those that were noted before. */
  private void keep(String windows) throws IOException {
    Path note = folder.resolve("windows");
    if (newest().isEmpty() || !Files.exists(note)) {
      Files.writeString(note, windows + '\n');
      return;
    }
    String before = Files.readString(note).strip();
    if (!before.equals(windows)) {
      throw new UserException(
          "The stream in "
              + folder.getParent()
              + " counts by "
              + before
              + " and can't go on by "
              + windows
              + ": give it another output folder, or remove this one to start afresh.");
    }
  }

  /** A cluster takes these as options; and a stream outlives any number of its workers. */
  private void setUpCluster(FlinkPipelineOptions flink) {
    if (flink.getSavepointPath() == null) {
      newest().ifPresent(checkpoint -> flink.setSavepointPath(checkpoint.toUri().toString()));
    }
    if (flink.getNumberOfExecutionRetries() < 0) {
      flink.setNumberOfExecutionRetries(Integer.MAX_VALUE);
    }
  }

  private static boolean isLocal(FlinkPipelineOptions flink) {
    return List.of("[local]", "[auto]").contains(flink.getFlinkMaster());
  }

  /** What a stream needs, with what else is given; where its state is, is not for others to say. */
  private Map<String, String> settings(Map<String, String> given) {
    Map<String, String> settings = new HashMap<>(DEFAULTS);
    settings.putAll(given);
    settings.put("state.checkpoints.dir", checkpoints().toUri().toString());
    settings.put("state.savepoints.dir", savepoints().toUri().toString());
    settings.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    newest()
        .ifPresent(
            checkpoint -> {
              settings.put("execution.savepoint.path", checkpoint.toUri().toString());
              // Flink then deletes it as it would one of its own, when a newer one is complete.
              settings.put("execution.savepoint-restore-mode", "CLAIM");
            });
    settings.put("execution.job-listeners", StreamListener.class.getName());
    return settings;
  }
}
