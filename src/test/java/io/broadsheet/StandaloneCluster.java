package io.broadsheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real Flink cluster on this machine: a JobManager and TaskManagers, each a process of its own,
 * made of the Flink in the test's class path, with settings and ports of their own, on loopback.
 *
 * <pre>{@code
 * try (StandaloneCluster cluster = StandaloneCluster.in(folder).start(2)) {
 *   Runs.execute("run", spec, "--runner=FlinkRunner", "--flinkMaster=" + cluster.master());
 *   cluster.taskManagers().get(0).destroyForcibly();
 * }
 * }</pre>
 */
final class StandaloneCluster implements AutoCloseable {
  /** What a Flink installation has in its folder lib. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "flink-.*|slf4j-.*|(commons-(cli|collections|compress|io|lang3|math3|text)"
              + "|kryo|minlog|objenesis|chill-java|javassist|snappy-java|lz4-java"
              + "|snakeyaml-engine|async-profiler|jsr305|rocksdbjni|frocksdbjni)-.*");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Duration START = Duration.ofMinutes(10);

  private final Path folder;
  private final Map<String, String> settings = new TreeMap<>();
  private final List<String> jvmFlags =
      new ArrayList<>(
          List.of(
              "-Dorg.slf4j.simpleLogger.showDateTime=true",
              "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"));
  private final Map<String, Process> taskManagers = new LinkedHashMap<>();
  private final List<String> taskManagerPrefix = new ArrayList<>();
  private int heapMegabytes = 768;
  private boolean hasProgram;
  private int started;
  private Process jobManager;

  private StandaloneCluster(Path folder) {
    this.folder = folder;
    settings.putAll(documentedSettings());
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("jobmanager.rpc.port", Integer.toString(FreePort.find()));
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", Integer.toString(FreePort.find()));
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    // What an installation's scripts work out; a TaskManager does not start without.
    settings.put("taskmanager.cpu.cores", "1");
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.framework.off-heap.size", "128m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
    settings.put("taskmanager.memory.jvm-overhead.min", "192m");
    settings.put("taskmanager.memory.jvm-overhead.max", "192m");
    // Tests are small and share a machine.
    settings.put("taskmanager.memory.managed.size", "128m");
    settings.put("taskmanager.memory.network.min", "64m");
    settings.put("taskmanager.memory.network.max", "64m");
    settings.put("io.tmp.dirs", folder.resolve("tmp").toString());
    settings.put("state.checkpoints.dir", folder.resolve("checkpoints").toUri().toString());
    settings.put("state.savepoints.dir", folder.resolve("savepoints").toUri().toString());
    settings.put("cluster.registration.error-delay", "500");
    settings.put("heartbeat.interval", "500");
    settings.put("heartbeat.timeout", "5000");
    // A machine that is busy with other tests starts a process in half a minute.
    settings.put("pekko.startup-timeout", "5 min");
  }

  /**
   * Starts a cluster for as long as standard input is open, and prints where jobs are sent.
   *
   * @param arguments a folder, the number of TaskManagers, each one's heap in MiB, further settings
   *     as {@code key=value}, and behind {@code --} words to put before the command of TaskManagers
   */
  public static void main(String[] arguments) throws IOException {
    StandaloneCluster cluster =
        in(Path.of(arguments[0])).withTaskHeap(Integer.parseInt(arguments[2]));
    int words = List.of(arguments).indexOf("--");
    int end = words < 0 ? arguments.length : words;
    for (String setting : List.of(arguments).subList(3, end)) {
      String[] pair = setting.split("=", 2);
      cluster.with(pair[0], pair[1]);
    }
    for (int i = end + 1; i < arguments.length; i++) {
      cluster.withTaskManagersUnder(arguments[i]);
    }
    try (cluster) {
      cluster.start(Integer.parseInt(arguments[1]));
      System.out.println(cluster.master());
      while (System.in.read() >= 0) {
        // Until whoever started this is gone, too.
      }
    }
  }

  /** A cluster that keeps its settings, logs and temporary files in a folder. */
  static StandaloneCluster in(Path folder) {
    return new StandaloneCluster(folder.toAbsolutePath());
  }

  /** Adds one of Flink's settings, or replaces one; before the start. */
  StandaloneCluster with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Adds a flag to every JVM. */
  StandaloneCluster withJvmFlag(String flag) {
    jvmFlags.add(flag);
    return this;
  }

  /** Each TaskManager's heap for tasks. */
  StandaloneCluster withTaskHeap(int megabytes) {
    heapMegabytes = megabytes;
    return this;
  }

  /** Puts words before the command of TaskManagers, such as {@code taskset -c 0}. */
  StandaloneCluster withTaskManagersUnder(String... words) {
    taskManagerPrefix.addAll(List.of(words));
    return this;
  }

  /**
   * Gives the processes all that a job consists of, as if it lay in Flink's folder lib: a job then
   * neither travels nor is loaded anew, which is most of what a small one takes.
   */
  StandaloneCluster withProgram() throws IOException {
    hasProgram = true;
    settings.put("classloader.resolve-order", "parent-first");
    // Which log there is, and what goes there, the class path says otherwise.
    jvmFlags.add("-Dorg.slf4j.simpleLogger.log.org.apache.flink=info");
    Files.createDirectories(folder);
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(nothing()), new Manifest())) {
      jar.finish();
    }
    return this;
  }

  /** What a job brings along that need not bring anything. */
  private Path nothing() {
    return folder.resolve("nothing.jar");
  }

  /** Starts all processes and waits until the TaskManagers have registered. */
  StandaloneCluster start(int count) throws IOException {
    writeSettings();
    try {
      startJobManager();
      for (int i = 0; i < count; i++) {
        addTaskManager();
      }
      awaitTaskManagers(count);
      return this;
    } catch (RuntimeException | IOException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Starts TaskManagers and a JobManager that runs the program of a jar and ends with it. */
  StandaloneCluster startApplication(int count, Path jar, String... arguments) throws IOException {
    writeSettings();
    List<String> all = new ArrayList<>(List.of(jar.toString()));
    all.addAll(List.of(arguments));
    jobManager =
        start(
            "application" + started++,
            List.of("-XX:+UseSerialGC", "-Xmx512m"),
            List.of(),
            FlinkApplication.class.getName(),
            all);
    for (int i = 0; i < count; i++) {
      addTaskManager();
    }
    return this;
  }

  private void writeSettings() throws IOException {
    for (String name : List.of("conf", "log", "tmp", "work")) {
      Files.createDirectories(folder.resolve(name));
    }
    settings.put("taskmanager.memory.task.heap.size", heapMegabytes + "m");
    Files.writeString(
        folder.resolve("conf/config.yaml"),
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** Starts a JobManager in the place of one that is gone. */
  void startJobManager() throws IOException {
    jobManager =
        start(
            "jobmanager" + started++,
            List.of("-XX:+UseSerialGC", "-Xmx512m"),
            List.of(),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", folder.resolve("conf").toString()));
  }

  /** Starts one more TaskManager; {@link #awaitTaskManagers} waits for it. */
  Process addTaskManager() throws IOException {
    // Two of one id are one to Flink, and jobs then wait for the other for ever.
    String name = "taskmanager" + started++;
    List<String> flags =
        new ArrayList<>(List.of(settings.get("env.java.opts.taskmanager").split(" ", -1)));
    flags.addAll(List.of("-Xmx" + (heapMegabytes + 128) + "m", "-XX:MaxDirectMemorySize=448m"));
    Process process =
        start(
            name,
            flags,
            taskManagerPrefix,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of(
                "--configDir",
                folder.resolve("conf").toString(),
                "-D",
                "taskmanager.resource-id=" + name + "-" + System.nanoTime()));
    taskManagers.put(name, process);
    return process;
  }

  /** Starts {@code flink} with arguments, as its script does; its output is a log, too. */
  Process flink(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    return start(
        "flink" + started++, List.of(), List.of(), "org.apache.flink.client.cli.CliFrontend", all);
  }

  private Process start(
      String name, List<String> flags, List<String> prefix, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(TestJvm.java());
    command.addAll(jvmFlags);
    command.addAll(flags);
    command.addAll(hasProgram ? TestJvm.flags() : List.of("-cp", libraries()));
    if (main.equals(FlinkApplication.class.getName())) {
      command.add(command.remove(command.size() - 1) + File.pathSeparator + application());
    }
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
    return builder
        // Not the tests' own: nothing may depend on it.
        .directory(folder.resolve("work").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").resolve(name + ".log").toFile())
        .start();
  }

  /** A folder with the class of an application alone, without the services of the tests. */
  private Path application() throws IOException {
    String name = FlinkApplication.class.getSimpleName() + ".class";
    Path classes = folder.resolve("classes");
    Path target = classes.resolve(FlinkApplication.class.getPackageName().replace('.', '/'));
    Files.createDirectories(target);
    try (InputStream bytes = FlinkApplication.class.getResourceAsStream(name)) {
      Files.copy(bytes, target.resolve(name));
    }
    return classes;
  }

  /** The class path of a Flink installation. */
  static String libraries() {
    return Stream.of(TestJvm.classPath().split(File.pathSeparator, -1))
        .filter(entry -> LIBRARIES.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where jobs are sent: host and port. */
  String master() {
    return "127.0.0.1:" + settings.get("rest.port");
  }

  /** Beam's options for a run on this cluster. */
  String[] options() {
    List<String> options =
        new ArrayList<>(List.of("--runner=FlinkRunner", "--flinkMaster=" + master()));
    if (hasProgram) {
      options.add("--filesToStage=" + nothing());
    }
    return options.toArray(String[]::new);
  }

  Process jobManager() {
    return jobManager;
  }

  /** Those that were started and live. */
  List<Process> taskManagers() {
    taskManagers.values().removeIf(process -> !process.isAlive());
    return List.copyOf(taskManagers.values());
  }

  /** Those of which a job has all slots just now. */
  List<Process> busyTaskManagers() {
    List<Process> busy = new ArrayList<>();
    for (JsonNode taskManager : get("/taskmanagers").path("taskmanagers")) {
      Process process = living(taskManager);
      if (taskManager.path("freeSlots").asInt() == 0 && process != null) {
        busy.add(process);
      }
    }
    return busy;
  }

  /** The process of a TaskManager that is registered; null if it is dead. */
  private Process living(JsonNode taskManager) {
    Process process = taskManagers.get(taskManager.path("id").asText().replaceFirst("-.*", ""));
    return process != null && process.isAlive() ? process : null;
  }

  /** Stops a process in its tracks (SIGSTOP), or lets it go on (SIGCONT). */
  static void signal(Process process, String signal) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until so many TaskManagers, all alive and no others, are registered. */
  void awaitTaskManagers(int count) {
    await(
        START,
        count + " TaskManagers",
        () -> {
          if (taskManagers().size() < count || !jobManager.isAlive()) {
            throw new AssertionError("a process has ended\n" + logs());
          }
          JsonNode registered = get("/taskmanagers").path("taskmanagers");
          int living = 0;
          for (JsonNode taskManager : registered) {
            living += living(taskManager) == null ? 0 : 1;
          }
          return living == count && registered.size() == count;
        });
  }

  /** What the REST API says, or an empty object while it says nothing. */
  JsonNode get(String path) {
    ObjectMapper json = new ObjectMapper();
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://" + master() + path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? json.readTree(response.body())
          : json.createObjectNode();
    } catch (IOException e) {
      return json.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return json.createObjectNode();
    }
  }

  /** Waits for a condition, or fails with what the logs say last. */
  void await(Duration longest, String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": not within " + longest + "\n" + logs());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** The last lines of every log. */
  String logs() {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> logs = Files.list(folder.resolve("log"))) {
      for (Path log : logs.sorted().toList()) {
        List<String> lines = Files.readAllLines(log);
        text.append("-- ").append(log.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - 30), lines.size())
            .forEach(line -> text.append(line).append('\n'));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Ends every process. */
  @Override
  public void close() {
    List<Process> all = new ArrayList<>(taskManagers.values());
    if (jobManager != null) {
      all.add(jobManager);
    }
    all.forEach(Process::destroyForcibly);
    for (Process process : all) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Map<String, String> documentedSettings() {
    try {
      return Files.readAllLines(Path.of("deploy/flink/config.yaml")).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(": ", 2))
          .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
