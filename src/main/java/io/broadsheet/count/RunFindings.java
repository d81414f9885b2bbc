package io.broadsheet.count;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What was found about all articles of the run, and is applied where windows are written. */
public final class RunFindings implements POutput {
  private static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  private final PCollectionView<Iterable<byte[]>> view;
  private final PCollection<byte[]> outcomes;

  private RunFindings(PCollectionView<Iterable<byte[]>> view, PCollection<byte[]> outcomes) {
    this.view = view;
    this.outcomes = outcomes;
  }

  /**
   * What a step found.
   *
   * @param found blocks that windows look articles up in
   * @param outcomes {@link Outcome}s
   */
  static RunFindings of(PCollection<byte[]> found, PCollection<byte[]> outcomes) {
    return shared(found.setCoder(ByteArrayCoder.of()), outcomes.setCoder(ByteArrayCoder.of()));
  }

  /** Where nothing was looked for. */
  static RunFindings nothing(Pipeline pipeline) {
    PCollection<byte[]> nothing = pipeline.apply("Nothing", Create.empty(ByteArrayCoder.of()));
    return shared(nothing, nothing);
  }

  private static RunFindings shared(PCollection<byte[]> found, PCollection<byte[]> outcomes) {
    return new RunFindings(found.apply("Share", ShareBlocks.asSideInput()), outcomes);
  }

  /** The blocks as a side input. */
  PCollectionView<Iterable<byte[]>> view() {
    return view;
  }

  /** What was written, as {@link Outcome}s. */
  public PCollection<byte[]> outcomes() {
    return outcomes;
  }

  @Override
  public Pipeline getPipeline() {
    return outcomes.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(OUTCOMES, outcomes);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
