package io.broadsheet.count;

import io.broadsheet.state.Product;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * A step whose results are {@link Product}s.
 *
 * <p>On Flink everybody who takes one output of a step with several gets all of them, encoded and
 * decoded. So it has three only: {@link ReadArticles#BLOCKS} and {@link ReadArticles#HELD}, which
 * are large, and {@link #SMALL}, whose kinds are told apart behind it.
 */
final class MakeProducts extends PTransform<PCollection<byte[]>, PCollectionTuple> {
  /** More than {@link Product#code} has. */
  private static final int CODES = 128;

  static final TupleTag<KV<Integer, byte[]>> SMALL = new TupleTag<>() {};

  private static final KvCoder<Integer, byte[]> KEYED_BYTES =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private final DoFn<byte[], KV<Integer, byte[]>> maker;
  private final List<PCollectionView<?>> sideInputs;

  private MakeProducts(
      DoFn<byte[], KV<Integer, byte[]>> maker, List<PCollectionView<?>> sideInputs) {
    this.maker = maker;
    this.sideInputs = sideInputs;
  }

  /** Makes products by a function that hands them to {@link #to}. */
  static MakeProducts by(
      DoFn<byte[], KV<Integer, byte[]>> maker, PCollectionView<?>... sideInputs) {
    return new MakeProducts(maker, List.of(sideInputs));
  }

  /** Takes products within the function. */
  static Product.Taker to(DoFn.MultiOutputReceiver output) {
    return (product, key, timestamp, bytes) -> {
      switch (product) {
        case BLOCK ->
            output
                .get(ReadArticles.BLOCKS)
                .outputWithTimestamp(KV.of(key, bytes), Instant.ofEpochMilli(timestamp));
        case HELD -> output.get(ReadArticles.HELD).output(bytes);
        default -> output.get(SMALL).output(KV.of(marked(product, key), bytes));
      }
    };
  }

  private static int marked(Product product, int key) {
    return key * CODES + product.code();
  }

  private static boolean isOf(Product product, KV<Integer, byte[]> element) {
    return element.getKey() % CODES == product.code();
  }

  @Override
  public PCollectionTuple expand(PCollection<byte[]> input) {
    PCollectionTuple made =
        input.apply(
            "Make",
            ParDo.of(maker)
                .withSideInputs(sideInputs)
                .withOutputTags(
                    SMALL, TupleTagList.of(ReadArticles.BLOCKS).and(ReadArticles.HELD)));
    made.get(SMALL).setCoder(KEYED_BYTES);
    made.get(ReadArticles.BLOCKS).setCoder(KEYED_BYTES);
    made.get(ReadArticles.HELD).setCoder(ByteArrayCoder.of());
    return made;
  }

  /** Those of a kind among {@link #SMALL}, by their own keys. */
  static PCollection<KV<Integer, byte[]>> take(
      String name, Product product, PCollection<KV<Integer, byte[]>> small) {
    return small.apply(name, ParDo.of(new TakeFn(product))).setCoder(KEYED_BYTES);
  }

  /** Those of a kind among {@link #SMALL}. */
  static PCollection<byte[]> takeBytes(
      String name, Product product, PCollection<KV<Integer, byte[]>> small) {
    return small.apply(name, ParDo.of(new TakeBytesFn(product))).setCoder(ByteArrayCoder.of());
  }

  /** Takes one kind, by its own keys. */
  static final class TakeFn extends DoFn<KV<Integer, byte[]>, KV<Integer, byte[]>> {
    private final Product product;

    TakeFn(Product product) {
      this.product = product;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, byte[]> element, OutputReceiver<KV<Integer, byte[]>> output) {
      if (isOf(product, element)) {
        output.output(KV.of(element.getKey() / CODES, element.getValue()));
      }
    }
  }

  /** Takes one kind, without keys. */
  static final class TakeBytesFn extends DoFn<KV<Integer, byte[]>, byte[]> {
    private final Product product;

    TakeBytesFn(Product product) {
      this.product = product;
    }

    @ProcessElement
    public void process(@Element KV<Integer, byte[]> element, OutputReceiver<byte[]> output) {
      if (isOf(product, element)) {
        output.output(element.getValue());
      }
    }
  }
}
