package io.broadsheet.read;

import io.broadsheet.article.UserException;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.joda.time.Instant;

/**
 * The records of some topics of Kafka, partition by partition, for as long as the job runs.
 *
 * <p>Elements: {@link KafkaRecord}s as bytes. The watermark is a clock like that of {@link
 * NewFiles}: the time at which the ends of the partitions were last looked up, minus {@code delay},
 * once everything up to there has been handed over. An empty or a quiet partition is at its end, so
 * it holds nobody up.
 *
 * <p>Checkpoint mark: the next offset of each partition. When a checkpoint is complete its offsets
 * are committed to the group, for those who watch the group's lag; a restored job goes on from its
 * checkpoint, whatever the group says. Partitions that a topic is given later are not read before
 * the stream is started again.
 */
public final class KafkaTopics extends UnboundedSource<byte[], KafkaTopics.Mark>
    implements StreamInputs.Source {
  private static final long serialVersionUID = 1;

  /** Where a stream starts that has no checkpoint. */
  public static final String EARLIEST = "earliest";

  /** Where a stream starts that has no checkpoint. */
  public static final String LATEST = "latest";

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration LOOK_UP = Duration.ofSeconds(2);

  /**
   * What is read.
   *
   * @param servers addresses of brokers, {@code host:port}, with commas between them
   * @param group to which offsets are committed
   * @param start {@link #EARLIEST}, {@link #LATEST}, or an instant in ISO 8601
   * @param delay how long after its publication an article usually has arrived
   */
  public record Settings(
      String servers, List<String> topics, String group, String start, Duration delay)
      implements Serializable {
    public Settings {
      topics = List.copyOf(topics);
    }

    private Settings with(List<String> given) {
      return new Settings(given.get(0), topics, given.get(1), start, Duration.parse(given.get(2)));
    }
  }

  /** A partition, in a form that travels. */
  private record Place(String topic, int partition) implements Serializable, Comparable<Place> {
    TopicPartition inKafka() {
      return new TopicPartition(topic, partition);
    }

    @Override
    public int compareTo(Place other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }
  }

  private final int input;
  private final Settings settings;
  private final List<Place> places;

  private KafkaTopics(int input, Settings settings, List<Place> places) {
    this.input = input;
    this.settings = settings;
    this.places = List.copyOf(places);
  }

  /**
   * The topics of an input.
   *
   * @param input which of the job's inputs it is, from 0
   */
  public static KafkaTopics of(int input, Settings settings) {
    return new KafkaTopics(input, settings, List.of());
  }

  @Override
  public int input() {
    return input;
  }

  /** Not the topics: which partitions are read is a part of the state. */
  @Override
  public List<String> settings() {
    return List.of(settings.servers(), settings.group(), settings.delay().toString());
  }

  @Override
  public List<KafkaTopics> split(int desiredSplits, PipelineOptions options) {
    List<Place> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      for (String topic : settings.topics()) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWER);
        if (partitions == null || partitions.isEmpty()) {
          throw new UserException("There is no topic " + topic + " at " + settings.servers() + ".");
        }
        partitions.forEach(partition -> all.add(new Place(topic, partition.partition())));
      }
    } catch (TimeoutException e) {
      throw new UserException("No Kafka answers at " + settings.servers() + ".", e);
    }
    all.sort(Place::compareTo);
    List<List<Place>> shares = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i < desiredSplits) {
        shares.add(new ArrayList<>());
      }
      shares.get(i % desiredSplits).add(all.get(i));
    }
    return shares.stream().map(share -> new KafkaTopics(input, settings, share)).toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // What is gone must be told; a jump would lose it without a word.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public UnboundedReader<byte[]> createReader(PipelineOptions options, Mark mark) {
    KafkaTopics now =
        StreamInputs.of(this, options)
            .map(given -> new KafkaTopics(input, settings.with(given), places))
            .orElse(this);
    return new Reader(now, mark);
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return MarkCoder.INSTANCE;
  }

  @Override
  public Coder<byte[]> getOutputCoder() {
    return ByteArrayCoder.of();
  }

  /** The next offset of each partition. */
  public static final class Mark implements UnboundedSource.CheckpointMark {
    private final TreeMap<Place, Long> next;

    /** The reader that took it, if it is still there. */
    private final Reader reader;

    private Mark(Map<Place, Long> next, Reader reader) {
      this.next = new TreeMap<>(next);
      this.reader = reader;
    }

    @Override
    public void finalizeCheckpoint() {
      if (reader != null) {
        reader.completed.set(next);
      }
    }
  }

  /** Version, count, then topics, partitions and offsets in order. */
  private static final class MarkCoder extends AtomicCoder<Mark> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;
    private static final MarkCoder INSTANCE = new MarkCoder();

    @Override
    public void encode(Mark mark, OutputStream stream) throws IOException {
      ByteWriter out = new ByteWriter(256);
      out.writeByte(VERSION);
      out.writeVarInt(mark.next.size());
      mark.next.forEach(
          (place, offset) -> {
            out.writeText(place.topic());
            out.writeVarInt(place.partition());
            out.writeVarLong(offset);
          });
      ByteArrayCoder.of().encode(out.toByteArray(), stream);
    }

    @Override
    public Mark decode(InputStream stream) throws IOException {
      ByteReader in = new ByteReader(ByteArrayCoder.of().decode(stream));
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("offsets of version " + version + ", not " + VERSION);
      }
      Map<Place, Long> next = new TreeMap<>();
      int count = in.readVarInt();
      for (int i = 0; i < count; i++) {
        next.put(new Place(in.readText(), in.readVarInt()), in.readVarLong());
      }
      return new Mark(next, null);
    }
  }

  private static final class Reader extends UnboundedReader<byte[]> {
    private final KafkaTopics source;
    private final TreeMap<Place, Long> next = new TreeMap<>();
    private final AtomicReference<Map<Place, Long>> completed = new AtomicReference<>();
    private KafkaConsumer<byte[], byte[]> consumer;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled =
        List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private ConsumerRecord<byte[], byte[]> current;
    private Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;

    /** The ends that were last looked up and when; none while there is nothing to wait for. */
    private Map<TopicPartition, Long> ends = Map.of();

    private long lookedUpMillis;
    private long nextLookUp;

    Reader(KafkaTopics source, Mark mark) {
      this.source = source;
      if (mark != null) {
        next.putAll(mark.next);
      }
    }

    @Override
    public boolean start() {
      consumer = source.consumer();
      List<TopicPartition> partitions = source.places.stream().map(Place::inKafka).toList();
      consumer.assign(partitions);
      try {
        Map<TopicPartition, Long> beginnings = startOf(partitions);
        for (Place place : source.places) {
          next.putIfAbsent(place, beginnings.get(place.inKafka()));
          consumer.seek(place.inKafka(), next.get(place));
        }
      } catch (TimeoutException e) {
        throw new UserException("No Kafka answers at " + source.settings.servers() + ".", e);
      }
      return advance();
    }

    private Map<TopicPartition, Long> startOf(List<TopicPartition> partitions) {
      String start = source.settings.start();
      if (start.equals(EARLIEST)) {
        return consumer.beginningOffsets(partitions, ANSWER);
      }
      Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions, ANSWER));
      if (!start.equals(LATEST)) {
        long millis = java.time.Instant.parse(start).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, millis));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
            consumer.offsetsForTimes(times, ANSWER).entrySet()) {
          if (found.getValue() != null) {
            offsets.put(found.getKey(), found.getValue().offset());
          }
        }
      }
      return offsets;
    }

    @Override
    public boolean advance() {
      commitCompleted();
      if (!polled.hasNext()) {
        moveWatermark();
        try {
          polled = consumer.poll(POLL).iterator();
        } catch (OffsetOutOfRangeException e) {
          throw new UserException(
              "Kafka has deleted records before they were read: "
                  + e.offsetOutOfRangePartitions()
                  + ". Start afresh with an empty output folder, or with a longer retention.",
              e);
        }
        tellWaiting();
      }
      current = polled.hasNext() ? polled.next() : null;
      if (current == null) {
        return false;
      }
      next.put(new Place(current.topic(), current.partition()), current.offset() + 1);
      return true;
    }

    /** By what brokers said with the last records, so that they need not be asked. */
    private void tellWaiting() {
      long waiting = 0;
      for (TopicPartition partition : consumer.assignment()) {
        waiting += consumer.currentLag(partition).orElse(0);
      }
      StreamLag.waiting("input " + source.input + ", " + source.places, waiting);
    }

    /** Everything that was polled has been handed over when this is called. */
    private void moveWatermark() {
      boolean isThere = true;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        isThere &= consumer.position(end.getKey(), ANSWER) >= end.getValue();
      }
      if (isThere && lookedUpMillis > 0) {
        watermark = Instant.ofEpochMilli(lookedUpMillis - source.settings.delay().toMillis());
      }
      if (isThere && System.nanoTime() >= nextLookUp) {
        long now = System.currentTimeMillis();
        try {
          ends = consumer.endOffsets(consumer.assignment(), LOOK_UP);
          lookedUpMillis = now;
        } catch (TimeoutException e) {
          // The broker is away; the watermark waits for it.
          lookedUpMillis = 0;
        }
        nextLookUp = System.nanoTime() + 1_000_000_000L;
      }
    }

    private void commitCompleted() {
      Map<Place, Long> offsets = completed.getAndSet(null);
      if (offsets != null && consumer != null) {
        Map<TopicPartition, OffsetAndMetadata> inKafka = new HashMap<>();
        offsets.forEach(
            (place, offset) -> inKafka.put(place.inKafka(), new OffsetAndMetadata(offset)));
        consumer.commitAsync(inKafka, null);
      }
    }

    @Override
    public byte[] getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return KafkaRecord.of(source.input, current).toBytes();
    }

    @Override
    public Instant getCurrentTimestamp() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return Instant.ofEpochMilli(Math.max(current.timestamp(), watermark.getMillis()));
    }

    @Override
    public Instant getWatermark() {
      return watermark;
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(next, this);
    }

    @Override
    public KafkaTopics getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      if (consumer != null) {
        consumer.close(Duration.ZERO);
      }
    }
  }
}
