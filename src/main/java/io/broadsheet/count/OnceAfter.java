package io.broadsheet.count;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Keys;
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
final class OnceAfter extends PTransform<PBegin, PCollection<Integer>> {
  private static final long serialVersionUID = 1;

  private static final KvCoder<Integer, Integer> CODER =
      KvCoder.of(VarIntCoder.of(), VarIntCoder.of());

  private final transient List<PCollectionView<Iterable<byte[]>>> sideInputs;

  private OnceAfter(List<PCollectionView<Iterable<byte[]>>> sideInputs) {
    this.sideInputs = sideInputs;
  }

  static OnceAfter of(List<PCollectionView<Iterable<byte[]>>> sideInputs) {
    return new OnceAfter(List.copyOf(sideInputs));
  }

  @Override
  public PCollection<Integer> expand(PBegin begin) {
    List<PCollection<KV<Integer, Integer>>> all = new ArrayList<>();
    all.add(begin.apply("One", Create.of(KV.of(0, 0)).withCoder(CODER)));
    for (PCollectionView<Iterable<byte[]>> view : sideInputs) {
      all.add(nothingOf(view.getPCollection(), "After" + all.size()));
    }
    return PCollectionList.of(all)
        .apply("All", Flatten.pCollections())
        .apply(
            "Early",
            Window.<KV<Integer, Integer>>configure()
                .withTimestampCombiner(TimestampCombiner.EARLIEST))
        .apply("Once", GroupByKey.create())
        .apply("Take", Keys.create());
  }

  private static <A> PCollection<KV<Integer, Integer>> nothingOf(
      PCollection<A> awaited, String name) {
    return awaited.apply(name, ParDo.of(new NothingFn<A, KV<Integer, Integer>>())).setCoder(CODER);
  }
}
