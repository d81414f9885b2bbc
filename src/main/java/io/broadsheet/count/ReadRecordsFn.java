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
final class ReadRecordsFn extends ReadArrivalsFn<String> {
  private transient Bundle bundle;

  @StateId("next")
  private final StateSpec<ValueState<Long>> nextSpec = StateSpecs.value(VarLongCoder.of());

  ReadRecordsFn(
      SerializableFunction<Long, RecordReader> readers, ReportStream.Rules rules, Shards shards) {
    super(readers, rules, shards);
  }

  @StartBundle
  @Override
  public void start() {
    super.start();
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
    ArrivingArticles articles = articles();
    articles.begin(reader(), record.input(), bundle);
    reader().readRecord(record, articles);
    bundle.articles += articles.articles();
    bundle.rejected += articles.rejected();
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    if (bundle.timestamp == null) {
      return;
    }
    articles().flush();
    bundle.outcome(
        new Outcome.FileRead("kafka", "", 0, 0, "", bundle.articles, bundle.rejected, 0));
    bundle.outputs.forEach(output -> output.accept(context));
  }

  /** What a bundle has to say at its end. */
  private static final class Bundle extends ArrivalOutput {
    final List<Consumer<DoFn<KV<String, byte[]>, KV<Long, byte[]>>.FinishBundleContext>> outputs =
        new ArrayList<>();
    Instant timestamp;
    long articles;
    long rejected;

    @Override
    <T> void send(TupleTag<T> tag, T element) {
      outputs.add(context -> context.output(tag, element, timestamp, GlobalWindow.INSTANCE));
    }
  }
}
