package io.broadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka of one node, in a process of its own on loopback, that can be stopped and started. */
final class KafkaBroker implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  private final Path folder;
  private final int port;
  private Process process;

  private KafkaBroker(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts a broker that keeps its data and log in a folder. */
  static KafkaBroker in(Path folder) throws Exception {
    Files.createDirectories(folder);
    KafkaBroker broker = new KafkaBroker(folder, FreePort.find());
    int controller = FreePort.find();
    Files.writeString(
        folder.resolve("server.properties"),
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=PLAINTEXT://127.0.0.1:"
                + broker.port
                + ",CONTROLLER://127.0.0.1:"
                + controller,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + broker.port,
            "controller.listener.names=CONTROLLER",
            "log.dirs=" + folder.resolve("data"),
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            ""));
    Process format =
        broker.java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            folder.resolve("server.properties").toString());
    if (format.waitFor() != 0) {
      throw new IllegalStateException(broker.log());
    }
    broker.start();
    return broker;
  }

  /**
   * Starts a broker for as long as standard input is open, with the lines of files as the records
   * of a topic, and prints its address.
   *
   * @param arguments a folder, the topic, the number of partitions, and the files
   */
  public static void main(String[] arguments) throws Exception {
    try (KafkaBroker broker = in(Path.of(arguments[0]).toAbsolutePath())) {
      String topic = arguments[1];
      broker.create(topic, Integer.parseInt(arguments[2]));
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.servers(), "batch.size", 1 << 18),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        Future<RecordMetadata> last = null;
        for (String file : List.of(arguments).subList(3, arguments.length)) {
          try (Stream<String> lines = Files.lines(Path.of(file))) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
              last = producer.send(new ProducerRecord<>(topic, each.next().getBytes(UTF_8)));
            }
          }
        }
        if (last != null) {
          last.get();
        }
        producer.flush();
      }
      System.out.println(broker.servers());
      while (System.in.read() >= 0) {
        // Until whoever started this is gone, too.
      }
    }
  }

  private Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                TestJvm.java(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                TestJvm.classPath()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
        .start();
  }

  /** Starts the broker, again if it was killed, and waits until it answers. */
  void start() throws Exception {
    process = java("kafka.Kafka", folder.resolve("server.properties").toString());
    Instant end = Instant.now().plus(START);
    try (Admin admin = admin()) {
      while (true) {
        try {
          admin.listTopics().names().get(5, TimeUnit.SECONDS);
          return;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
          if (!process.isAlive() || Instant.now().isAfter(end)) {
            throw new IllegalStateException(log(), e);
          }
        }
      }
    }
  }

  /** Ends it as a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void create(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers()));
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("broker.log"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
