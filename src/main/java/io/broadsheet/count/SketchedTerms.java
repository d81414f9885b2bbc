package io.broadsheet.count;

import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** Adds up the {@link TermSketch}es of all readers and shares the sum; it may be missing. */
final class SketchedTerms
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionView<List<byte[]>>> {

  @Override
  public PCollectionView<List<byte[]>> expand(PCollection<KV<Integer, byte[]>> sketches) {
    return sketches
        .apply("TakeSketches", Values.create())
        .apply("AddSketches", Combine.globally(new AddSketchesFn()).withoutDefaults())
        .setCoder(ByteArrayCoder.of())
        .apply("ShareSketch", ShareBlocks.asSideInput());
  }

  /** The sketch of a run; null if none was made. */
  static TermSketch of(List<byte[]> shared) {
    return shared.stream()
        .filter(block -> block.length > 0)
        .findFirst()
        .map(TermSketch::new)
        .orElse(null);
  }

  static final class AddSketchesFn extends Combine.CombineFn<byte[], byte[], byte[]> {
    @Override
    public byte[] createAccumulator() {
      return new TermSketch().toBytes();
    }

    @Override
    public byte[] addInput(byte[] sum, byte[] sketch) {
      new TermSketch(sum).addAll(sketch);
      return sum;
    }

    @Override
    public byte[] mergeAccumulators(Iterable<byte[]> sums) {
      byte[] sum = createAccumulator();
      sums.forEach(new TermSketch(sum)::addAll);
      return sum;
    }

    @Override
    public byte[] extractOutput(byte[] sum) {
      return sum;
    }
  }
}
