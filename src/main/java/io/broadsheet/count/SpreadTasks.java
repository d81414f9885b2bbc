package io.broadsheet.count;

import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Spreads tasks over the workers by their keys; what comes of them may have any timestamp. */
final class SpreadTasks extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<byte[]>> {
  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> tasks) {
    return tasks
        .apply(
            "Early",
            Window.<KV<Integer, byte[]>>configure()
                .withTimestampCombiner(TimestampCombiner.EARLIEST))
        .apply("Group", GroupByKey.create())
        .apply("Take", ParDo.of(new TakeTasksFn()))
        .setCoder(ByteArrayCoder.of());
  }

  static final class TakeTasksFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> tasks, OutputReceiver<byte[]> output) {
      tasks.getValue().forEach(output::output);
    }
  }
}
