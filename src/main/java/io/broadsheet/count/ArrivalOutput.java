package io.broadsheet.count;

import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;

/** Sends what arrives to the tags of {@link ReportStream}. */
final class ArrivalOutput {
  private ArrivalOutput() {}

  static ArrivingArticles.Output to(MultiOutputReceiver receiver) {
    return new ArrivingArticles.Output() {
      @Override
      public void block(long window, byte[] block) {
        receiver.get(ReportStream.BLOCKS).output(KV.of(window, block));
      }

      @Override
      public void readings(int shard, byte[] readings) {
        receiver.get(ReportStream.READINGS).output(KV.of(shard, readings));
      }

      @Override
      public void fingerprints(int stretch, byte[] block) {
        receiver.get(ReportStream.FINGERPRINTS).output(KV.of(stretch, block));
      }

      @Override
      public void sketches(int stretch, byte[] block) {
        receiver.get(ReportStream.SKETCHES).output(KV.of(stretch, block));
      }

      @Override
      public void outcome(Outcome outcome) {
        receiver.get(ReportStream.OUTCOMES).output(outcome.toBytes());
      }
    };
  }
}
