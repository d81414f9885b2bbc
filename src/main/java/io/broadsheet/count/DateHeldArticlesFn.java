package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.DateOrders.Origin;
import io.broadsheet.read.RecordReader;
import io.broadsheet.state.Product;
import io.broadsheet.state.WindowRanges;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Dates the articles that were held back, now that the orders of their outlets are known, and puts
 * them into blocks like all others. What is still ambiguous stays undated.
 */
final class DateHeldArticlesFn extends DoFn<byte[], KV<Integer, byte[]>> {
  private final RecordReader reader;
  private final ArticleBlocks blocks;
  private final Memory memory;
  private final PCollectionView<Iterable<byte[]>> ordersView;

  DateHeldArticlesFn(
      RecordReader reader,
      ArticleBlocks blocks,
      Memory memory,
      PCollectionView<Iterable<byte[]>> ordersView) {
    this.reader = reader;
    this.blocks = blocks;
    this.memory = memory;
    this.ordersView = ordersView;
  }

  @Setup
  public void setUp() {
    blocks.setUp();
  }

  @ProcessElement
  public void process(ProcessContext context, MultiOutputReceiver output) {
    DateOrders orders = new DateOrders();
    orders.merge(blocks.settings().orders().known());
    for (byte[] found : ShareBlocks.read(context, ordersView)) {
      orders.merge(DateOrders.readFrom(new ByteReader(found)));
    }
    Product.Taker outputs = memory.products().themselves(MakeProducts.to(output));
    ByteReader held = new ByteReader(context.element());
    WindowRanges wanted = WindowRanges.readFrom(held);
    long firstRead = held.readSigned();
    ArticleBlocks.Writer writer = blocks.to(outputs, wanted, memory.lateness());
    HeldArticles.forEach(
        held,
        (article, input) ->
            writer.add(
                reader.inOrder(article, input, orders.decide(Origin.of(article, input))),
                firstRead));
    writer.finish();
    long outside = writer.outside().values().stream().mapToLong(Long::longValue).sum();
    if (outside > 0) {
      outputs.take(Product.OUTCOME, 0, 0, new Outcome.LeftOut(outside).toBytes());
    }
  }
}
