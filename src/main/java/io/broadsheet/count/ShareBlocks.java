package io.broadsheet.count;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes blocks in the global window a side input, to be read with {@link #read}.
 *
 * <p>There is always one block more, without content: the DirectRunner learns of a side input
 * without any element beside its work, and if it has just tried all that waits for it, nothing
 * makes it try again. It then waits for ever.
 */
final class ShareBlocks extends PTransform<PCollection<byte[]>, PCollectionView<Iterable<byte[]>>> {
  private static final long serialVersionUID = 1;

  private ShareBlocks() {}

  static ShareBlocks asSideInput() {
    return new ShareBlocks();
  }

  @Override
  public PCollectionView<Iterable<byte[]>> expand(PCollection<byte[]> blocks) {
    PCollection<byte[]> oneMore = blocks.getPipeline().apply("OneMore", Impulse.create());
    return PCollectionList.of(blocks)
        .and(oneMore)
        .apply("AtLeastOne", Flatten.pCollections())
        .apply("Share", View.asIterable());
  }

  /** What a side input is made of. */
  @SuppressWarnings("unchecked") // it was made here, of these
  static PCollection<byte[]> blocks(PCollectionView<Iterable<byte[]>> sideInput) {
    return (PCollection<byte[]>) sideInput.getPCollection();
  }

  /** The blocks of a side input, in any order. */
  static List<byte[]> read(
      DoFn<?, ?>.ProcessContext context, PCollectionView<Iterable<byte[]>> sideInput) {
    List<byte[]> blocks = new ArrayList<>();
    for (byte[] block : context.sideInput(sideInput)) {
      if (block.length > 0) {
        blocks.add(block);
      }
    }
    return blocks;
  }
}
