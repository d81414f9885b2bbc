package io.broadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.UserException;
import io.broadsheet.read.KafkaRecord;
import io.broadsheet.read.KafkaTopics;
import io.broadsheet.read.KafkaTopics.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a real Kafka is begun to be read, and where it is gone on with. */
class KafkaTopicsIT {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();
  private static final Instant NOON = Instant.parse("2025-07-10T12:00:00Z");

  /** Longer than a poll of a broker that has more. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  @TempDir static Path folder;

  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.in(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void beginsAtTheEarliestTheLatestOrATime() throws Exception {
    broker.create("news", 2);
    produce("news", 0, NOON.minusSeconds(60), "before");
    produce("news", 0, NOON.plusSeconds(60), "after");
    produce("news", 1, NOON.minusSeconds(60), "before, elsewhere");

    assertThat(read(source("news", "earliest"), null), is(List.of("0:0", "0:1", "1:0")));
    assertThat(read(source("news", NOON.toString()), null), is(List.of("0:1")));
    try (UnboundedReader<byte[]> latest = reader(source("news", "latest"), null)) {
      assertThat(read(latest, latest.start()), is(List.of()));
      produce("news", 1, NOON, "now");
      assertThat(read(latest, latest.advance()), is(List.of("1:1")));
    }
  }

  @Test
  void goesOnFromAMarkWhateverTheStartIs() throws Exception {
    broker.create("marked", 1);
    produce("marked", 0, NOON, "one");
    produce("marked", 0, NOON, "two");
    Mark mark;
    try (UnboundedReader<byte[]> first = reader(source("marked", "earliest"), null)) {
      boolean isThere = first.start();
      while (!isThere) {
        isThere = first.advance();
      }
      mark = (Mark) first.getCheckpointMark();
    }
    assertThat(read(source("marked", "latest"), mark), is(List.of("0:1")));
  }

  @Test
  void saysThatRecordsWereDeletedBeforeTheyWereRead() throws Exception {
    broker.create("deleted", 1);
    produce("deleted", 0, NOON, "one");
    Mark mark;
    try (UnboundedReader<byte[]> first = reader(source("deleted", "earliest"), null)) {
      first.start();
      mark = (Mark) first.getCheckpointMark();
    }
    produce("deleted", 0, NOON, "two");
    produce("deleted", 0, NOON, "three");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition("deleted", 0), RecordsToDelete.beforeOffset(3)))
          .all()
          .get();
    }
    produce("deleted", 0, NOON, "four");
    UserException trouble =
        assertThrows(UserException.class, () -> read(source("deleted", "earliest"), mark));
    assertThat(
        trouble.getMessage(), containsString("Kafka has deleted records before they were read"));
  }

  @Test
  void saysThatThereIsNoSuchTopic() {
    UserException trouble =
        assertThrows(
            UserException.class,
            () -> KafkaTopics.of(0, settings("nowhere", "earliest")).split(1, OPTIONS));
    assertThat(trouble.getMessage(), is("There is no topic nowhere at " + broker.servers() + "."));
  }

  private static KafkaTopics source(String topic, String start) {
    return KafkaTopics.of(0, settings(topic, start)).split(1, OPTIONS).get(0);
  }

  private static KafkaTopics.Settings settings(String topic, String start) {
    return new KafkaTopics.Settings(
        broker.servers(), List.of(topic), "group", start, Duration.ZERO);
  }

  private static UnboundedReader<byte[]> reader(KafkaTopics source, Mark mark) {
    return source.createReader(OPTIONS, mark);
  }

  /** All that there is, as partition and offset. */
  private static List<String> read(KafkaTopics source, Mark mark) throws IOException {
    try (UnboundedReader<byte[]> reader = reader(source, mark)) {
      return read(reader, reader.start());
    }
  }

  private static List<String> read(UnboundedReader<byte[]> reader, boolean isFirstThere)
      throws IOException {
    List<String> read = new ArrayList<>();
    long end = System.nanoTime() + QUIET.toNanos();
    boolean isThere = isFirstThere;
    while (isThere || System.nanoTime() < end) {
      if (isThere) {
        KafkaRecord record = KafkaRecord.fromBytes(reader.getCurrent());
        read.add(record.partitionName().replaceFirst(".*-", "") + ":" + record.offset());
      }
      isThere = reader.advance();
    }
    read.sort(null);
    return read;
  }

  private static void produce(String topic, int partition, Instant time, String text)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic, partition, time.toEpochMilli(), null, text.getBytes(UTF_8)))
          .get();
    }
  }
}
