package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Brings together what all numeric dates of each outlet say about the order of day and month.
 *
 * <p>Input: {@link DateOrders} as bytes, one of each task that has numeric dates. Output: one of
 * the whole run; none if no task has any. Memory: the input, some 300 bytes an outlet and task.
 */
final class DecideDateOrders extends PTransform<PCollection<byte[]>, PCollection<byte[]>> {
  private DecideDateOrders() {}

  static DecideDateOrders byOutlet() {
    return new DecideDateOrders();
  }

  @Override
  public PCollection<byte[]> expand(PCollection<byte[]> evidence) {
    return evidence
        .apply("UnderOneKey", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), ByteArrayCoder.of()))
        .apply("GatherEvidence", GroupByKey.create())
        .apply("MergeEvidence", ParDo.of(new MergeEvidenceFn()))
        .setCoder(ByteArrayCoder.of());
  }

  static final class MergeEvidenceFn extends DoFn<KV<Void, Iterable<byte[]>>, byte[]> {
    @ProcessElement
    public void process(
        @Element KV<Void, Iterable<byte[]>> gathered, OutputReceiver<byte[]> merged) {
      DateOrders orders = new DateOrders();
      for (byte[] some : gathered.getValue()) {
        orders.merge(DateOrders.readFrom(new ByteReader(some)));
      }
      merged.output(orders.toBytes());
    }
  }
}
