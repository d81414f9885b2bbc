package io.broadsheet.count;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Spreads tasks over the workers by their keys. */
final class SpreadTasks extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<byte[]>> {
  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> tasks) {
    return tasks.apply("Reshuffle", Reshuffle.of()).apply("Take", Values.create());
  }
}
