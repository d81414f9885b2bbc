package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams from a real Kafka that is killed and started, as are the streams: lost 0, doubled 0. */
class KafkaFaultsIT {
  private static final int REPEATS = Integer.getInteger("faults.repeats", 1);
  private static final Duration DEADLINE = Duration.ofMinutes(15);
  private static final String AS_OF = "--as-of=2025-08-01";

  /** The third of which stays empty. */
  private static final int PARTITIONS = 3;

  @TempDir private Path folder;

  private final FaultProcesses processes = new FaultProcesses();
  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Newsroom newsroom = new Newsroom(seed, 9);
  private final StringBuilder produced = new StringBuilder();

  @AfterEach
  void letGo() throws Exception {
    processes.close();
  }

  @Test
  void countsEveryRecordOnceWhoeverDies() throws Exception {
    try (KafkaBroker broker = KafkaBroker.in(folder.resolve("kafka"))) {
      broker.create("articles", PARTITIONS);
      writeSpecs(broker);
      produce(broker, 60);
      Process stream = start();
      await(stream, () -> Files.exists(out().resolve("tables/terms.csv")));
      for (int i = 0; i < REPEATS; i++) {
        produce(broker, 20);
        Thread.sleep(random.nextInt(4_000)); // The moment is what is tried.
        broker.kill();
        Thread.sleep(random.nextInt(4_000));
        broker.start();
        produce(broker, 20);
        Thread.sleep(random.nextInt(4_000));
        processes.kill(stream);
        produce(broker, 20);
        stream = start();
      }
      produce(broker, 20);
      assertEndsLikeABatch(stream);
      System.out.println(
          "Kafka's broker killed with signal 9 and started, and then the stream: "
              + REPEATS
              + " times, lost 0, doubled 0; seed "
              + seed);
    }
  }

  private Path out() {
    return folder.resolve("stream");
  }

  private void writeSpecs(KafkaBroker broker) throws IOException {
    Files.writeString(
        folder.resolve("stream.yaml"),
        "input: [ { kafka: { servers: '"
            + broker.servers()
            + "', topics: articles } } ]\nearly: 1 second\noutput: [ { csv: '"
            + out()
            + "' } ]\n");
    Files.writeString(
        folder.resolve("batch.yaml"),
        "input: [ { files: '"
            + folder.resolve("produced.jsonl")
            + "' } ]\n"
            + "copies: { boilerplate_articles: 1000000 }\n"
            + "output: [ { csv: '"
            + folder.resolve("batch")
            + "' } ]\n");
  }

  private Process start() throws IOException {
    return processes.start(
        "run", folder.resolve("stream.yaml").toString(), AS_OF, "--parallelism=2");
  }

  private void produce(KafkaBroker broker, int records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.servers(), "enable.idempotence", true),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Future<RecordMetadata> last = null;
      for (int i = 0; i < records; i++) {
        String line = newsroom.line();
        produced.append(line).append('\n');
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                "articles",
                random.nextInt(PARTITIONS - 1),
                "a key".getBytes(StandardCharsets.UTF_8),
                line.getBytes(StandardCharsets.UTF_8));
        record.headers().add("from", "wire".getBytes(StandardCharsets.UTF_8));
        last = producer.send(record);
      }
      if (last != null) {
        last.get();
      }
    }
  }

  private void assertEndsLikeABatch(Process stream) throws Exception {
    Files.writeString(folder.resolve("produced.jsonl"), produced);
    Runs.Ended ended = Runs.execute("run", folder.resolve("batch.yaml").toString(), AS_OF);
    assertThat(ended.err(), ended.exitCode(), is(0));
    SortedMap<String, String> batch = Runs.files(folder.resolve("batch/tables"));
    String sum = batch.get("reconciliation.csv");
    await(stream, () -> Files.readString(out().resolve("tables/reconciliation.csv")).equals(sum));
    SortedMap<String, String> tables = Runs.files(out().resolve("tables"));
    assertThat(tables.get("notes.csv"), containsString(",kafka_key,a key,"));
    assertThat(tables.get("notes.csv"), containsString(",kafka_header,from=wire,"));
    for (String table :
        List.of("outlets", "topics", "outlet_topics", "languages", "terms", "keyness", "dates")) {
      String file = table + ".csv";
      // Copies and stories are found out a little after articles are counted.
      await(
          stream,
          () -> Files.readString(out().resolve("tables").resolve(file)).equals(batch.get(file)));
    }
    // Where a record stands differs, and nothing else.
    for (String table : List.of("articles.csv", "rejects.csv")) {
      assertThat(table, tables.get(table).lines().count(), is(batch.get(table).lines().count()));
    }
  }

  /** A condition that may find files missing. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Process stream, Condition condition) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (NoSuchFileException e) {
        // Not yet there, or just being swapped.
      }
      if (!stream.isAlive() || Instant.now().isAfter(end)) {
        processes.kill(stream);
        throw new AssertionError("seed " + seed + ": " + processes.ended(stream).err());
      }
      Thread.sleep(200);
    }
  }
}
