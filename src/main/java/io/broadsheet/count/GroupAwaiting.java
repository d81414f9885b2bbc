package io.broadsheet.count;

import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Groups blocks by key, and hands the groups on only when the side inputs of the next step are
 * there.
 *
 * <p>A runner lets elements wait for side inputs anyway. But the DirectRunner does so by giving
 * them to the step again and again, and makes the step anew each time, which took a third of a
 * short run. So one element waits, and what comes of it, which is nothing, belongs to the groups:
 * they are complete when it is done.
 */
final class GroupAwaiting
    extends PTransform<
        PCollection<KV<Integer, byte[]>>, PCollection<KV<Integer, Iterable<byte[]>>>> {
  private static final long serialVersionUID = 1;

  private final transient List<PCollectionView<Iterable<byte[]>>> sideInputs;

  private GroupAwaiting(List<PCollectionView<Iterable<byte[]>>> sideInputs) {
    this.sideInputs = sideInputs;
  }

  static GroupAwaiting of(List<PCollectionView<Iterable<byte[]>>> sideInputs) {
    return new GroupAwaiting(List.copyOf(sideInputs));
  }

  @Override
  public PCollection<KV<Integer, Iterable<byte[]>>> expand(
      PCollection<KV<Integer, byte[]>> blocks) {
    PCollection<KV<Integer, byte[]>> nothing =
        blocks
            .getPipeline()
            .apply("Once", OnceAfter.of(sideInputs))
            .apply(
                "Await",
                ParDo.of(new NothingFn<KV<Integer, Iterable<Integer>>, KV<Integer, byte[]>>())
                    .withSideInputs(sideInputs))
            .setCoder(blocks.getCoder())
            .setWindowingStrategyInternal(blocks.getWindowingStrategy());
    return PCollectionList.of(blocks)
        .and(nothing)
        .apply("Awaited", Flatten.pCollections())
        .apply("Group", GroupByKey.create());
  }
}
