package io.broadsheet.count;

import io.broadsheet.table.TableOutput;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Compares each window with those before it and writes tables {@code trends} and {@code bursts}.
 *
 * <p>Input: {@link TermCountBlocks}, keyed by the shard of their terms, in the global window.
 * Output: {@link Outcome}s as bytes, and what is listed. Twice everything is brought together under
 * few keys: by terms, which must see all windows, and by windows, which must see all terms. Memory:
 * see {@link TermTrends} and {@link TrendRows}; more shards make it smaller.
 */
final class FindTrends extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionTuple> {
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  /** {@link ListedTerms}. */
  static final TupleTag<byte[]> LISTED = new TupleTag<>() {};

  private final WindowScheme scheme;
  private final Shards shards;
  private final TrendRules rules;
  private final TermListing listing;
  private final List<String> tables;
  private final TableOutput.Factory outputs;

  FindTrends(
      WindowScheme scheme,
      Shards shards,
      TrendRules rules,
      TermListing listing,
      List<String> tables,
      TableOutput.Factory outputs) {
    this.scheme = scheme;
    this.shards = shards;
    this.rules = rules;
    this.listing = listing;
    this.tables = tables;
    this.outputs = outputs;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, byte[]>> counts) {
    PCollectionTuple written =
        counts
            .apply("GroupByTerms", GroupByKey.create())
            .apply("FollowTerms", ParDo.of(new FollowTermsFn(scheme, shards, rules, listing)))
            .setCoder(KvCoder.of(VarIntCoder.of(), BlockCoder.of()))
            .apply("GroupByWindows", GroupByKey.create())
            .apply(
                "WriteTrends",
                ParDo.of(new WriteTrendsFn(scheme, listing, tables, outputs))
                    .withOutputTags(OUTCOMES, TupleTagList.of(LISTED)));
    written.get(OUTCOMES).setCoder(ByteArrayCoder.of());
    written.get(LISTED).setCoder(ByteArrayCoder.of());
    return written;
  }

  static final class FollowTermsFn
      extends DoFn<KV<Integer, Iterable<byte[]>>, KV<Integer, byte[]>> {
    private final WindowScheme scheme;
    private final Shards shards;
    private final TrendRules rules;
    private final TermListing listing;

    FollowTermsFn(WindowScheme scheme, Shards shards, TrendRules rules, TermListing listing) {
      this.scheme = scheme;
      this.shards = shards;
      this.rules = rules;
      this.listing = listing;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> terms, OutputReceiver<KV<Integer, byte[]>> output) {
      new TermTrends(terms.getValue(), scheme, shards, rules, listing)
          .follow((windowShard, block) -> output.output(KV.of(windowShard, block)));
    }
  }

  static final class WriteTrendsFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private final WindowScheme scheme;
    private final TermListing listing;
    private final List<String> tables;
    private final TableOutput.Factory outputs;

    WriteTrendsFn(
        WindowScheme scheme,
        TermListing listing,
        List<String> tables,
        TableOutput.Factory outputs) {
      this.scheme = scheme;
      this.listing = listing;
      this.tables = List.copyOf(tables);
      this.outputs = outputs;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> windows, MultiOutputReceiver receiver)
        throws IOException {
      TrendRows rows = new TrendRows(scheme, listing, tables);
      for (byte[] block : windows.getValue()) {
        rows.add(block);
      }
      try (TableOutput output = outputs.open("trends-" + windows.getKey())) {
        ListedTerms listed = new ListedTerms();
        rows.write(output, listed);
        receiver.get(OUTCOMES).output(new Outcome.Written(output.finish()).toBytes());
        receiver.get(LISTED).output(listed.toBytes());
      }
    }
  }
}
