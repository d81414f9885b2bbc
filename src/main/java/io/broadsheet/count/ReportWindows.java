package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Brings the articles of each window together and writes the window's reports.
 *
 * <p>Input: blocks of articles, keyed and windowed by {@link Shards} and runs of report windows.
 * Output: {@link Outcome}s as bytes. The rows themselves go straight to the {@link TableOutput},
 * already in the form of its sinks; they would be many times larger than the blocks. Memory: see
 * {@link ShardArticles}.
 */
public final class ReportWindows
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<byte[]>> {
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> TERM_COUNTS = new TupleTag<>() {};

  /** {@link ListedTerms}. */
  static final TupleTag<byte[]> LISTED = new TupleTag<>() {};

  private final WindowScheme scheme;
  private final Shards shards;
  private final TextRules text;
  private final HandedProducts products;
  private final WindowReports reports;
  private final FindTrends trends;
  private final TableOutput.Factory output;
  private final PCollectionView<List<byte[]>> duplicates;
  private final PCollectionView<List<byte[]>> copies;
  private final PCollectionView<List<byte[]>> stories;
  private final PCollectionView<List<byte[]>> termSketch;
  private final int minDocs;
  private final PCollectionView<List<byte[]>> windows;
  private final KeynessReferences references;

  private ReportWindows(
      WindowScheme scheme,
      Shards shards,
      TextRules text,
      HandedProducts products,
      WindowReports reports,
      FindTrends trends,
      TableOutput.Factory output,
      PCollectionView<List<byte[]>> duplicates,
      PCollectionView<List<byte[]>> copies,
      PCollectionView<List<byte[]>> stories,
      PCollectionView<List<byte[]>> termSketch,
      int minDocs,
      KeynessReferences references,
      PCollectionView<List<byte[]>> windows) {
    this.scheme = scheme;
    this.shards = shards;
    this.text = text;
    this.products = products;
    this.reports = reports;
    this.references = references;
    this.trends = trends;
    this.output = output;
    this.duplicates = duplicates;
    this.copies = copies;
    this.stories = stories;
    this.termSketch = termSketch;
    this.minDocs = minDocs;
    this.windows = windows;
  }

  /**
   * The reports of articles that {@link ReadArticles} read.
   *
   * @param copies the copies among them
   * @param stories the stories that they make up
   * @param tables the names of the tables to write; {@code reconciliation} is not written here, for
   *     what came late is known only at the end
   */
  public static ReportWindows of(
      ReadArticles.Result articles,
      RunFindings copies,
      RunFindings stories,
      List<String> tables,
      TermListing listing,
      KeynessRules keyness,
      CollocationRules collocations,
      ContextRules contexts,
      TrendRules trends,
      TableOutput.Factory output) {
    return new ReportWindows(
        articles.scheme(),
        articles.shards(),
        articles.text(),
        articles.products(),
        new WindowReports(
                articles.scheme(),
                tables.stream().filter(name -> !name.equals(Tables.RECONCILIATION.name())).toList(),
                listing,
                articles.evidence(),
                articles.text(),
                keyness,
                collocations,
                contexts)
            .keptFrom(articles.keptFrom()),
        new FindTrends(articles.scheme(), articles.shards(), trends, listing, tables, output),
        output,
        articles.duplicates(),
        copies.view(),
        stories.view(),
        articles.termSketch(),
        trends.minDocs(),
        tables.contains(Tables.KEYNESS.name()) && keyness.reference().isList()
            ? new KeynessReferences(articles, copies.view(), keyness.reference(), listing.longest())
            : null,
        articles.windows().orElse(null));
  }

  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> blocks) {
    List<PCollectionView<List<byte[]>>> sideInputs =
        new ArrayList<>(List.of(duplicates, copies, stories, termSketch));
    PCollectionView<List<byte[]>> reference = null;
    if (references != null) {
      reference = blocks.apply("MakeReference", references);
      sideInputs.add(reference);
    }
    if (windows != null) {
      sideInputs.add(windows);
    }
    PCollectionTuple written =
        blocks
            .apply("GroupByWindowRun", GroupAwaiting.of(sideInputs))
            .apply(
                "WriteReports",
                ParDo.of(
                        new WriteReportsFn(
                            scheme,
                            shards,
                            text,
                            products,
                            reports,
                            output,
                            duplicates,
                            copies,
                            stories,
                            termSketch,
                            minDocs,
                            reference,
                            windows))
                    .withSideInputs(sideInputs)
                    .withOutputTags(OUTCOMES, TupleTagList.of(TERM_COUNTS).and(LISTED)));
    PCollection<byte[]> outcomes =
        written
            .get(OUTCOMES)
            .setCoder(ByteArrayCoder.of())
            .apply("UnwindowOutcomes", Window.into(new GlobalWindows()));
    PCollection<KV<Integer, byte[]>> counts =
        written
            .get(TERM_COUNTS)
            .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
            .apply("UnwindowCounts", Window.into(new GlobalWindows()));
    PCollection<byte[]> listed =
        written
            .get(LISTED)
            .setCoder(ByteArrayCoder.of())
            .apply("UnwindowListed", Window.into(new GlobalWindows()));
    if (!reports.hasTrends()) {
      return outcomes;
    }
    PCollectionTuple trended = counts.apply("FindTrends", trends);
    PCollectionList<byte[]> all =
        PCollectionList.of(outcomes).and(trended.get(FindTrends.OUTCOMES));
    if (reports.leavesAll()) {
      PCollectionView<List<byte[]>> allListed =
          PCollectionList.of(listed)
              .and(trended.get(FindTrends.LISTED))
              .apply("AllListed", Flatten.pCollections())
              .apply("ShareListed", ShareBlocks.asSideInput());
      all =
          all.and(
              blocks.apply(
                  "ReportListedTerms",
                  new ReportListedTerms(
                      scheme,
                      shards,
                      text,
                      products,
                      reports,
                      output,
                      duplicates,
                      copies,
                      allListed)));
    }
    return all.apply("AllOutcomes", Flatten.pCollections());
  }

  static final class WriteReportsFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private final WindowScheme scheme;
    private final Shards shards;
    private final TextRules text;
    private final HandedProducts products;
    private final WindowReports reports;
    private final TableOutput.Factory outputs;
    private final PCollectionView<List<byte[]>> duplicatesView;
    private final PCollectionView<List<byte[]>> copiesView;
    private final PCollectionView<List<byte[]>> storiesView;
    private final PCollectionView<List<byte[]>> termSketchView;
    private final int minDocs;
    private final PCollectionView<List<byte[]>> windowsView;
    private final PCollectionView<List<byte[]>> referenceView;
    private transient FrequencyList reference;

    WriteReportsFn(
        WindowScheme scheme,
        Shards shards,
        TextRules text,
        HandedProducts products,
        WindowReports reports,
        TableOutput.Factory outputs,
        PCollectionView<List<byte[]>> duplicatesView,
        PCollectionView<List<byte[]>> copiesView,
        PCollectionView<List<byte[]>> storiesView,
        PCollectionView<List<byte[]>> termSketchView,
        int minDocs,
        PCollectionView<List<byte[]>> referenceView,
        PCollectionView<List<byte[]>> windowsView) {
      this.scheme = scheme;
      this.shards = shards;
      this.text = text;
      this.products = products;
      this.reports = reports;
      this.outputs = outputs;
      this.duplicatesView = duplicatesView;
      this.copiesView = copiesView;
      this.storiesView = storiesView;
      this.termSketchView = termSketchView;
      this.minDocs = minDocs;
      this.windowsView = windowsView;
      this.referenceView = referenceView;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow beamWindow) throws IOException {
      IntervalWindow run = (IntervalWindow) beamWindow;
      int shard = context.element().getKey();
      WindowSet made = made(context);
      if (Shards.isUndated(shard) && !made.contains(WindowSet.NO_WINDOW)) {
        return;
      }
      DuplicateRecords duplicates = DuplicateRecords.of(ShareBlocks.read(context, duplicatesView));
      CopiedArticles copies = CopiedArticles.of(ShareBlocks.read(context, copiesView));
      ShardArticles articles =
          new ShardArticles(
              products.open(context.element().getValue()), text, copies.boilerplate());
      Texts texts =
          new Texts(articles, copies, StoryArticles.of(ShareBlocks.read(context, storiesView)));
      String part =
          Shards.isUndated(shard)
              ? "undated-" + Shards.order(shard)
              : "windows-" + run.start().getMillis() + "-" + shard;
      if (referenceView != null && reference == null) {
        reference = KeynessReferences.of(ShareBlocks.read(context, referenceView));
      }
      TermSketch sketch = SketchedTerms.of(context.sideInput(termSketchView));
      try (TableOutput output = outputs.open(part)) {
        TermCountBlocks counts =
            new TermCountBlocks(
                shards.count(),
                articles.dictionary(),
                (termShard, block) -> context.output(TERM_COUNTS, KV.of(termShard, block)));
        ListedTerms listed = new ListedTerms();
        SortedMap<Long, Tally> tally =
            Shards.isUndated(shard)
                ? reports.writeUndated(articles, texts, duplicates, Shards.order(shard), output)
                : reports.write(
                    articles,
                    texts,
                    duplicates,
                    start ->
                        made.contains(start)
                            && shards.ofWindow(start) == shard
                            && scheme.runStart(start) == run.start().getMillis(),
                    reference,
                    output,
                    sketch == null ? hash -> true : hash -> sketch.mayReach(hash, minDocs),
                    counts,
                    listed);
        if (reports.leavesAll()) {
          context.output(LISTED, listed.toBytes());
        }
        context.output(new Outcome.Written(output.finish()).toBytes());
        context.output(new Outcome.Tallied(tally).toBytes());
      }
    }

    private WindowSet made(ProcessContext context) {
      return windowsView == null
          ? WindowSet.all()
          : WindowSet.readFrom(new ByteReader(ShareBlocks.read(context, windowsView).get(0)));
    }
  }
}
