package io.broadsheet.count;

import io.broadsheet.read.KafkaRecord;
import io.broadsheet.read.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Reads the records of Kafka that {@link io.broadsheet.read.KafkaTopics} hands over, each once: by
 * partition, and what is before the last offset has been read. See {@link ReadNewFilesFn} for why
 * the source alone is not trusted with that.
 *
 * <p>The articles of a bundle go into blocks together. State: a number for each partition.
 */
final class ReadRecordsFn extends DoFn<KV<String, byte[]>, KV<Long, byte[]>> {
  private final SerializableFunction<Long, RecordReader> readers;
  private final ReportStream.Rules rules;
  private final Shards shards;
  private transient ArrivingArticles articles;
  private transient RecordReader reader;
  private transient Bundle bundle;

  @StateId("next")
  private final StateSpec<ValueState<Long>> nextSpec = StateSpecs.value(VarLongCoder.of());

  ReadRecordsFn(
      SerializableFunction<Long, RecordReader> readers, ReportStream.Rules rules, Shards shards) {
    this.readers = readers;
    this.rules = rules;
    this.shards = shards;
  }

  @Setup
  public void setUp() {
    articles = new ArrivingArticles(rules, shards);
  }

  @StartBundle
  public void start() {
    reader = readers.apply(System.currentTimeMillis());
    bundle = new Bundle();
  }

  @ProcessElement
  public void process(
      @Element KV<String, byte[]> element,
      @Timestamp Instant timestamp,
      @StateId("next") ValueState<Long> next) {
    KafkaRecord record = KafkaRecord.fromBytes(element.getValue());
    Long expected = next.read();
    if (expected != null && record.offset() < expected) {
      return;
    }
    next.write(record.offset() + 1);
    if (record.isDeletion()) {
      return;
    }
    bundle.timestamp = timestamp;
    articles.begin(reader, record.input(), bundle);
    reader.readRecord(record, articles);
    bundle.articles += articles.articles();
    bundle.rejected += articles.rejected();
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    if (bundle.timestamp == null) {
      return;
    }
    articles.flush();
    bundle.outcome(
        new Outcome.FileRead("kafka", "", 0, 0, "", bundle.articles, bundle.rejected, 0));
    bundle.outputs.forEach(output -> output.accept(context));
  }

  /** What a bundle has to say at its end. */
  private static final class Bundle implements ArrivingArticles.Output {
    final List<Consumer<DoFn<KV<String, byte[]>, KV<Long, byte[]>>.FinishBundleContext>> outputs =
        new ArrayList<>();
    Instant timestamp;
    long articles;
    long rejected;

    @Override
    public void block(long window, byte[] block) {
      add(ReportStream.BLOCKS, KV.of(window, block));
    }

    @Override
    public void readings(int shard, byte[] readings) {
      add(ReportStream.READINGS, KV.of(shard, readings));
    }

    @Override
    public void fingerprints(int stretch, byte[] block) {
      add(ReportStream.FINGERPRINTS, KV.of(stretch, block));
    }

    @Override
    public void sketches(int stretch, byte[] block) {
      add(ReportStream.SKETCHES, KV.of(stretch, block));
    }

    @Override
    public void outcome(Outcome outcome) {
      add(ReportStream.OUTCOMES, outcome.toBytes());
    }

    private <T> void add(TupleTag<T> tag, T element) {
      outputs.add(context -> context.output(tag, element, timestamp, GlobalWindow.INSTANCE));
    }
  }
}
