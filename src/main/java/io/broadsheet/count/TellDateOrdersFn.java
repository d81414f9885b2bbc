package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import org.apache.beam.sdk.transforms.DoFn;

/** Tells the end of the run what {@link DecideDateOrders} brought together. */
final class TellDateOrdersFn extends DoFn<byte[], byte[]> {
  @ProcessElement
  public void process(@Element byte[] orders, OutputReceiver<byte[]> outcomes) {
    outcomes.output(new Outcome.DatesSeen(DateOrders.readFrom(new ByteReader(orders))).toBytes());
  }
}
