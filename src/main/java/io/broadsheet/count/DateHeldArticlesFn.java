package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.DateOrders.Origin;
import io.broadsheet.read.RecordReader;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Dates the articles that were held back, now that the orders of their outlets are known, and puts
 * them into blocks like all others. What is still ambiguous stays undated.
 */
final class DateHeldArticlesFn extends DoFn<byte[], byte[]> {
  private final RecordReader reader;
  private final ArticleBlocks blocks;
  private final PCollectionView<List<byte[]>> ordersView;

  DateHeldArticlesFn(
      RecordReader reader, ArticleBlocks blocks, PCollectionView<List<byte[]>> ordersView) {
    this.reader = reader;
    this.blocks = blocks;
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
    for (byte[] found : context.sideInput(ordersView)) {
      orders.merge(DateOrders.readFrom(new ByteReader(found)));
    }
    ArticleBlocks.Writer writer = blocks.to(output);
    HeldArticles.forEach(
        context.element(),
        (article, input) ->
            writer.add(reader.inOrder(article, input, orders.decide(Origin.of(article, input)))));
    writer.finish();
  }
}
