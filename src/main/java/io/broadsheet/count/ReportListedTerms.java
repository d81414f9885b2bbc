package io.broadsheet.count;

import io.broadsheet.table.TableOutput;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Goes through the articles of each window once more, when trends are known, and writes what stands
 * behind the listed terms of all articles; see {@link ListedTermReports}.
 *
 * <p>Input: blocks of articles, as {@link ReportWindows} has them. Output: {@link
 * Outcome}s as bytes, in the global window. Memory: {@link ShardArticles}, and the listed terms of
 * the run at some 12 bytes each.
 */
final class ReportListedTerms
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<byte[]>> {
  private static final long serialVersionUID = 1;

  private final WriteListedFn writeFn;
  private final List<PCollectionView<List<byte[]>>> sideInputs;

  /**
   * @param listed blocks of {@link ListedTerms}
   */
  ReportListedTerms(
      WindowScheme scheme,
      Shards shards,
      TextRules text,
      HandedProducts products,
      WindowReports reports,
      TableOutput.Factory outputs,
      PCollectionView<List<byte[]>> duplicates,
      PCollectionView<List<byte[]>> copies,
      PCollectionView<List<byte[]>> listed) {
    this.sideInputs = List.of(duplicates, copies, listed);
    this.writeFn =
        new WriteListedFn(
            scheme, shards, text, products, reports, outputs, duplicates, copies, listed);
  }

  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> blocks) {
    return blocks
        .apply("GroupByWindowRun", GroupAwaiting.of(sideInputs))
        .apply("WriteListedTerms", ParDo.of(writeFn).withSideInputs(sideInputs))
        .setCoder(ByteArrayCoder.of())
        .apply("Unwindow", Window.into(new GlobalWindows()));
  }

  static final class WriteListedFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private static final long serialVersionUID = 1;

    private final WindowScheme scheme;
    private final Shards shards;
    private final TextRules text;
    private final HandedProducts products;
    private final WindowReports reports;
    private final TableOutput.Factory outputs;
    private final PCollectionView<List<byte[]>> duplicatesView;
    private final PCollectionView<List<byte[]>> copiesView;
    private final PCollectionView<List<byte[]>> listedView;

    WriteListedFn(
        WindowScheme scheme,
        Shards shards,
        TextRules text,
        HandedProducts products,
        WindowReports reports,
        TableOutput.Factory outputs,
        PCollectionView<List<byte[]>> duplicatesView,
        PCollectionView<List<byte[]>> copiesView,
        PCollectionView<List<byte[]>> listedView) {
      this.scheme = scheme;
      this.shards = shards;
      this.text = text;
      this.products = products;
      this.reports = reports;
      this.outputs = outputs;
      this.duplicatesView = duplicatesView;
      this.copiesView = copiesView;
      this.listedView = listedView;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow beamWindow) throws IOException {
      IntervalWindow run = (IntervalWindow) beamWindow;
      int shard = context.element().getKey();
      if (Shards.isUndated(shard)) {
        return;
      }
      CopiedArticles copies = CopiedArticles.of(ShareBlocks.read(context, copiesView));
      ShardArticles articles =
          new ShardArticles(
              products.open(context.element().getValue()), text, copies.boilerplate());
      Texts texts = new Texts(articles, copies, StoryArticles.of(List.of()));
      String part = "listed-" + run.start().getMillis() + "-" + shard;
      try (TableOutput output = outputs.open(part)) {
        reports
            .listedTerms()
            .write(
                articles,
                texts,
                DuplicateRecords.of(ShareBlocks.read(context, duplicatesView)),
                start ->
                    shards.ofWindow(start) == shard
                        && scheme.runStart(start) == run.start().getMillis(),
                ShareBlocks.read(context, listedView),
                output);
        context.output(new Outcome.Written(output.finish()).toBytes());
      }
    }
  }
}
