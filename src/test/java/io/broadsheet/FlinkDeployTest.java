package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The files for Flink clusters: each parses, and each asks for the same. */
class FlinkDeployTest {
  private static final Path FOLDER = Path.of("deploy/flink");

  @TempDir private Path folder;

  @Test
  void settingsAreThoseThatFlinkWorksOutMemoryFrom() throws IOException {
    TaskExecutorProcessSpec memory = memory(settings());
    assertThat(memory.getTaskHeapSize(), is(MemorySize.parse("1536m")));
    assertThat(memory.getNetworkMemSize(), is(MemorySize.parse("128m")));
    Configuration flink = Configuration.fromMap(settings());
    assertThat(flink.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL), is(5_000L));
    assertThat(flink.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT), is(30_000L));
    assertThat(
        flink.get(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE),
        is(TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS));
    assertThat(
        flink.get(NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_PARALLELISM), is(17));
    // DuckDB's default and what codecs need.
    assertThat(memory.getTaskOffHeapSize().getMebiBytes(), greaterThanOrEqualTo(2048 + 256));
  }

  @Test
  void composeGivesTheSameSettings() throws IOException {
    Map<String, Object> compose = yaml("compose.yaml");
    Map<String, Object> services = map(compose, "services");
    Map<String, String> given = new TreeMap<>();
    for (String service : List.of("jobmanager", "taskmanager")) {
      Map<String, Object> definition = map(services, service);
      assertThat(definition.get("image"), is("flink:1.19.3-java17"));
      assertThat(definition.get("command"), is(service));
      assertThat(((List<?>) definition.get("volumes")).size(), is(1));
      String properties = (String) map(definition, "environment").get("FLINK_PROPERTIES");
      properties
          .lines()
          .map(line -> line.split(": ", 2))
          .forEach(setting -> given.put(setting[0], setting[1]));
    }
    assertThat(given.remove("jobmanager.rpc.address"), is("jobmanager"));
    assertThat(given, is(settings()));
    // Nobody but this machine reaches the cluster, which runs whatever it is sent.
    assertThat(map(services, "jobmanager").get("ports"), is(List.of("127.0.0.1:8081:8081")));
    assertThat(map(map(services, "taskmanager"), "deploy").get("replicas"), is(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch.yaml", "stream.yaml"})
  void deploymentsHaveWhatTheOperatorAsksFor(String file) throws IOException {
    Map<String, Object> deployment = yaml(file);
    assertThat(deployment.get("apiVersion"), is("flink.apache.org/v1beta1"));
    assertThat(deployment.get("kind"), is("FlinkDeployment"));
    Map<String, Object> spec = map(deployment, "spec");
    assertThat(
        spec.keySet(),
        hasItems("image", "flinkVersion", "serviceAccount", "jobManager", "taskManager", "job"));
    assertThat(spec.get("flinkVersion"), is("v1_19"));
    Map<String, Object> job = map(spec, "job");
    assertThat(job.get("entryClass"), is(Broadsheet.class.getName()));
    assertThat(((List<?>) job.get("args")).get(0), is("run"));
    assertThat(
        Files.readString(FOLDER.resolve("Dockerfile")),
        containsString(((String) job.get("jarURI")).replace("local://", " ")));

    Map<String, Object> configuration = map(spec, "flinkConfiguration");
    // Flink takes no numbers there.
    configuration.forEach((key, value) -> assertThat(key, value instanceof String, is(true)));
    Map<String, String> given = new TreeMap<>();
    settings()
        .forEach(
            (key, value) -> {
              if (configuration.containsKey(key)) {
                given.put(key, (String) configuration.get(key));
                assertThat(key, configuration.get(key), is(value));
              }
            });
    assertThat(given.keySet(), hasItems("taskmanager.memory.task.heap.size", "heartbeat.timeout"));
    // The container has room for all of it.
    MemorySize container =
        MemorySize.parse((String) map(map(spec, "taskManager"), "resource").get("memory"));
    given.put("taskmanager.memory.process.size", container.toString());
    assertThat(memory(given).getTotalProcessMemorySize(), is(container));
  }

  @Test
  void aStreamKeepsCheckpointsAndABatchDoesNot() throws IOException {
    String interval = "execution.checkpointing.interval";
    assertThat(
        map(map(yaml("stream.yaml"), "spec"), "flinkConfiguration").containsKey(interval),
        is(true));
    assertThat(
        map(map(yaml("batch.yaml"), "spec"), "flinkConfiguration").keySet(),
        not(hasItems(interval)));
  }

  private TaskExecutorProcessSpec memory(Map<String, String> settings) {
    return TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(settings));
  }

  /** As Flink reads them. */
  private Map<String, String> settings() throws IOException {
    Files.createDirectories(folder);
    Files.copy(
        FOLDER.resolve("config.yaml"),
        folder.resolve("config.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    return new TreeMap<>(GlobalConfiguration.loadConfiguration(folder.toString()).toMap());
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> in, String key) {
    return (Map<String, Object>) in.get(key);
  }
}
