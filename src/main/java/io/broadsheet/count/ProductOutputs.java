package io.broadsheet.count;

import io.broadsheet.state.Product;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** Sends each product of reading on its way: to the tags of {@link ReadArticles}. */
record ProductOutputs(MultiOutputReceiver output) implements Product.Taker {
  @Override
  public void take(Product product, int key, long timestamp, byte[] bytes) {
    switch (product) {
      case BLOCK ->
          output
              .get(ReadArticles.BLOCKS)
              .outputWithTimestamp(KV.of(key, bytes), Instant.ofEpochMilli(timestamp));
      case READINGS -> output.get(ReadArticles.READINGS).output(KV.of(key, bytes));
      case FINGERPRINTS -> output.get(ReadArticles.FINGERPRINTS).output(KV.of(key, bytes));
      case LINES -> output.get(ReadArticles.LINES).output(KV.of(key, bytes));
      case SKETCHES -> output.get(ReadArticles.SKETCHES).output(KV.of(key, bytes));
      case TERM_SKETCH -> output.get(ReadArticles.TERM_SKETCHES).output(KV.of(key, bytes));
      case OUTCOME -> output.get(ReadArticles.OUTCOMES).output(bytes);
      case ORDER_EVIDENCE -> output.get(ReadArticles.ORDER_EVIDENCE).output(bytes);
      case HELD -> output.get(ReadArticles.HELD).output(bytes);
    }
  }
}
