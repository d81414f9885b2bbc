package io.broadsheet.count;

import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Sends what arrives to the tags of {@link ReportStream}. */
abstract class ArrivalOutput implements ArrivingArticles.Output {
  /** Sends an element to the collection of a tag. */
  abstract <T> void send(TupleTag<T> tag, T element);

  @Override
  public final void block(long window, byte[] block) {
    send(ReportStream.BLOCKS, KV.of(window, block));
  }

  @Override
  public final void readings(int shard, byte[] readings) {
    send(ReportStream.READINGS, KV.of(shard, readings));
  }

  @Override
  public final void fingerprints(int stretch, byte[] block) {
    send(ReportStream.FINGERPRINTS, KV.of(stretch, block));
  }

  @Override
  public final void sketches(int stretch, byte[] block) {
    send(ReportStream.SKETCHES, KV.of(stretch, block));
  }

  @Override
  public final void outcome(Outcome outcome) {
    send(ReportStream.OUTCOMES, outcome.toBytes());
  }
}
