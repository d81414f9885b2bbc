package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.count.Outcome;
import io.broadsheet.count.Tally;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GatherVersionsTest {
  private static final String STREAM = "a stream of GatherVersionsTest";
  private static final byte[] DIES = {};
  private static final List<Long> COMMITTED = new ArrayList<>();

  @BeforeEach
  void begin() {
    StreamCommits.forget(STREAM);
    COMMITTED.clear();
  }

  @Test
  void commitsAgainWhenItsProcessIsAnotherAlthoughNothingComes() {
    byte[] version = new Outcome.Version(0, 1, "early", 0, 1, List.of(), new Tally()).toBytes();
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            TestStream.create(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
                .addElements(KV.of(0, version))
                .advanceProcessingTime(Duration.standardMinutes(1)) // commits
                .advanceProcessingTime(Duration.standardMinutes(1)) // sees that it has
                .addElements(KV.of(0, DIES))
                .advanceProcessingTime(Duration.standardMinutes(1)) // sees that it has not
                .advanceProcessingTime(Duration.standardMinutes(1)) // commits
                .advanceWatermarkToInfinity())
        .apply("Die", ParDo.of(new DieFn()))
        .apply("Gather", ParDo.of(new GatherVersionsFn(STREAM)))
        .apply("Commit", ParDo.of(new CommitFn()));
    pipeline.run().waitUntilFinish();
    assertThat(COMMITTED, is(List.of(1L, 1L)));
  }

  /** Forgets what was committed, as a process does that starts afresh. */
  static final class DieFn extends DoFn<KV<Integer, byte[]>, KV<Integer, byte[]>> {
    @ProcessElement
    public void process(
        @Element KV<Integer, byte[]> element, OutputReceiver<KV<Integer, byte[]>> output) {
      if (element.getValue().length == DIES.length) {
        StreamCommits.forget(STREAM);
      } else {
        output.output(element);
      }
    }
  }

  static final class CommitFn extends DoFn<byte[], Void> {
    @ProcessElement
    public void process(@Element byte[] bytes) {
      long number = StreamSnapshot.fromBytes(bytes).number();
      COMMITTED.add(number);
      StreamCommits.of(STREAM).commit(number, 1, List.of());
    }
  }
}
