package io.broadsheet.count;

import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Adds up the {@link TermSketch}es of all readers and shares the sum; it may be missing.
 *
 * <p>Input: sketches as {@link HandedProducts}, all with the same key, in the global window.
 * Memory: two sketches.
 */
final class SketchedTerms
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionView<Iterable<byte[]>>> {
  private final HandedProducts products;

  /**
   * @param products how sketches are to be read
   */
  SketchedTerms(HandedProducts products) {
    this.products = products;
  }

  @Override
  public PCollectionView<Iterable<byte[]>> expand(PCollection<KV<Integer, byte[]>> sketches) {
    return sketches
        .apply("GroupSketches", GroupByKey.create())
        .apply("AddSketches", ParDo.of(new AddSketchesFn(products)))
        .setCoder(ByteArrayCoder.of())
        .apply("ShareSketch", ShareBlocks.asSideInput());
  }

  /** The sketch of a run; null if none was made. */
  static TermSketch of(List<byte[]> shared) {
    return shared.isEmpty() ? null : new TermSketch(shared.get(0));
  }

  static final class AddSketchesFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private final HandedProducts products;

    AddSketchesFn(HandedProducts products) {
      this.products = products;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> sketches, OutputReceiver<byte[]> output) {
      TermSketch sum = new TermSketch();
      for (byte[] sketch : products.open(sketches.getValue())) {
        sum.addAll(sketch);
      }
      output.output(sum.toBytes());
    }
  }
}
