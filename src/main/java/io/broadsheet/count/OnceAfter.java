package io.broadsheet.count;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * One element, for a step that works on side inputs alone; it comes when all that they are made of
 * is there. Its timestamp is the first of all, so that until it is done no window of whatever waits
 * for it is complete.
 */
final class OnceAfter extends PTransform<PBegin, PCollection<KV<Integer, Iterable<Integer>>>> {
  private static final long serialVersionUID = 1;

  private final transient List<PCollectionView<Iterable<byte[]>>> sideInputs;

  private OnceAfter(List<PCollectionView<Iterable<byte[]>>> sideInputs) {
    this.sideInputs = sideInputs;
  }

  /**
   * After some side inputs.
   *
   * @param sideInputs that {@link ShareBlocks} made, one at least
   */
  static OnceAfter of(List<PCollectionView<Iterable<byte[]>>> sideInputs) {
    return new OnceAfter(List.copyOf(sideInputs));
  }

  @Override
  public PCollection<KV<Integer, Iterable<Integer>>> expand(PBegin begin) {
    PCollectionList<byte[]> awaited = PCollectionList.empty(begin.getPipeline());
    for (PCollectionView<Iterable<byte[]>> view : sideInputs) {
      awaited = awaited.and(ShareBlocks.blocks(view));
    }
    return awaited
        .apply("All", Flatten.pCollections())
        .apply("After", ParDo.of(new TakeFirstFn()))
        .setCoder(KvCoder.of(VarIntCoder.of(), VarIntCoder.of()))
        .apply(
            "Early",
            Window.<KV<Integer, Integer>>configure()
                .withTimestampCombiner(TimestampCombiner.EARLIEST))
        .apply("Once", GroupByKey.create());
  }

  /** Of each side input the block that is always there, and comes first. */
  static final class TakeFirstFn extends DoFn<byte[], KV<Integer, Integer>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element byte[] block, OutputReceiver<KV<Integer, Integer>> output) {
      if (block.length == 0) {
        output.output(KV.of(0, 0));
      }
    }
  }
}
