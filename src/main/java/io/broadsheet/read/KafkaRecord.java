package io.broadsheet.read;

import io.broadsheet.article.Note;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of a topic, its key and headers as notes of the articles in it. */
public final class KafkaRecord {
  private final int input;
  private final String topic;
  private final int partition;
  private final long offset;
  private final byte[] value;
  private final List<Note> provenance;

  private KafkaRecord(
      int input, String topic, int partition, long offset, byte[] value, List<Note> provenance) {
    this.input = input;
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.value = value;
    this.provenance = List.copyOf(provenance);
  }

  /** Which of the job's inputs it is of, from 0. */
  public int input() {
    return input;
  }

  /** Its place in the partition. */
  public long offset() {
    return offset;
  }

  /** Whether it has no value: it says that an earlier one is void, and is no article itself. */
  public boolean isDeletion() {
    return value.length == 0;
  }

  byte[] value() {
    return value;
  }

  List<Note> provenance() {
    return provenance;
  }

  static KafkaRecord of(int input, ConsumerRecord<byte[], byte[]> found) {
    List<Note> provenance = new ArrayList<>();
    if (found.key() != null) {
      provenance.add(new Note("kafka_key", text(found.key())));
    }
    for (Header header : found.headers()) {
      String value = header.value() == null ? "" : text(header.value());
      provenance.add(new Note("kafka_header", header.key() + "=" + value));
    }
    return new KafkaRecord(
        input,
        found.topic(),
        found.partition(),
        found.offset(),
        found.value() == null ? new byte[0] : found.value(),
        provenance);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** The partition, as the source of articles names it. */
  public String partitionName() {
    return "kafka:" + topic + "-" + partition;
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(value.length + 128);
    out.writeVarInt(input);
    out.writeText(topic);
    out.writeVarInt(partition);
    out.writeVarLong(offset);
    out.writeVarInt(value.length);
    out.writeBytes(value, 0, value.length);
    out.writeVarInt(provenance.size());
    for (Note note : provenance) {
      out.writeText(note.kind());
      out.writeText(note.value());
    }
    return out.toByteArray();
  }

  /** Reads what {@link KafkaTopics} hands over. */
  public static KafkaRecord fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int input = in.readVarInt();
    String topic = in.readText();
    int partition = in.readVarInt();
    long offset = in.readVarLong();
    byte[] value = new byte[in.readVarInt()];
    System.arraycopy(bytes, in.position(), value, 0, value.length);
    in.skip(value.length);
    List<Note> provenance = new ArrayList<>();
    int notes = in.readVarInt();
    for (int i = 0; i < notes; i++) {
      provenance.add(new Note(in.readText(), in.readText()));
    }
    return new KafkaRecord(input, topic, partition, offset, value, provenance);
  }
}
