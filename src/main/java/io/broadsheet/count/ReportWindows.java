package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.ShardReader.Shard;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
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

  private final ReadArticles.Result articles;
  private final PCollectionView<Iterable<byte[]>> copies;
  private final PCollectionView<Iterable<byte[]>> stories;
  private final WindowReports reports;
  private final FindTrends trends;
  private final TableOutput.Factory output;
  private final int minDocs;
  private final KeynessReferences references;

  private ReportWindows(
      ReadArticles.Result articles,
      PCollectionView<Iterable<byte[]>> copies,
      PCollectionView<Iterable<byte[]>> stories,
      WindowReports reports,
      FindTrends trends,
      TableOutput.Factory output,
      int minDocs,
      KeynessReferences references) {
    this.articles = articles;
    this.copies = copies;
    this.stories = stories;
    this.reports = reports;
    this.references = references;
    this.trends = trends;
    this.output = output;
    this.minDocs = minDocs;
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
    WindowReports reports =
        new WindowReports(
                articles.scheme(),
                tables.stream().filter(name -> !name.equals(Tables.RECONCILIATION.name())).toList(),
                listing,
                articles.evidence(),
                articles.text(),
                keyness,
                collocations,
                contexts)
            .keptFrom(articles.keptFrom());
    return new ReportWindows(
        articles,
        copies.view(),
        stories.view(),
        articles.evidence().stories().find() ? reports.leavingStories() : reports,
        new FindTrends(articles.scheme(), articles.shards(), trends, listing, tables, output),
        output,
        trends.minDocs(),
        tables.contains(Tables.KEYNESS.name()) && keyness.reference().isList()
            ? new KeynessReferences(articles, copies.view(), keyness.reference(), listing.longest())
            : null);
  }

  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> blocks) {
    ShardReader reader = new ShardReader(articles, copies, null);
    List<PCollectionView<Iterable<byte[]>>> sideInputs = new ArrayList<>(reader.sideInputs());
    sideInputs.add(articles.termSketch());
    PCollectionView<Iterable<byte[]>> reference = null;
    if (references != null) {
      reference = blocks.apply("MakeReference", references);
      sideInputs.add(reference);
    }
    articles.windows().ifPresent(sideInputs::add);
    PCollectionTuple written =
        blocks
            .apply("GroupByWindowRun", GroupAwaiting.of(sideInputs))
            .apply(
                "WriteReports",
                ParDo.of(
                        new WriteReportsFn(
                            reader,
                            reports,
                            output,
                            articles.termSketch(),
                            minDocs,
                            reference,
                            articles.windows().orElse(null)))
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
            .setCoder(KvCoder.of(VarIntCoder.of(), BlockCoder.of()))
            .apply("UnwindowCounts", Window.into(new GlobalWindows()));
    PCollection<byte[]> listed =
        written
            .get(LISTED)
            .setCoder(ByteArrayCoder.of())
            .apply("UnwindowListed", Window.into(new GlobalWindows()));
    PCollectionList<byte[]> all = PCollectionList.of(outcomes);
    PCollectionView<Iterable<byte[]>> allListed = null;
    if (reports.hasTrends()) {
      PCollectionTuple trended = counts.apply("FindTrends", trends);
      all = all.and(trended.get(FindTrends.OUTCOMES));
      if (reports.leavesAll()) {
        allListed =
            PCollectionList.of(listed)
                .and(trended.get(FindTrends.LISTED))
                .apply("AllListed", Flatten.pCollections())
                .apply("ShareListed", ShareBlocks.asSideInput());
      }
    }
    if (reports.leavesStories() || reports.leavesAll()) {
      ShardReader again = new ShardReader(articles, copies, stories);
      all =
          all.and(blocks.apply("ReportLater", new ReportLater(again, reports, output, allListed)));
    }
    return all.apply("AllOutcomes", Flatten.pCollections());
  }

  static final class WriteReportsFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private final ShardReader reader;
    private final WindowReports reports;
    private final TableOutput.Factory outputs;
    private final PCollectionView<Iterable<byte[]>> termSketchView;
    private final int minDocs;
    private final PCollectionView<Iterable<byte[]>> referenceView;
    private final PCollectionView<Iterable<byte[]>> windowsView;
    private transient FrequencyList reference;

    WriteReportsFn(
        ShardReader reader,
        WindowReports reports,
        TableOutput.Factory outputs,
        PCollectionView<Iterable<byte[]>> termSketchView,
        int minDocs,
        PCollectionView<Iterable<byte[]>> referenceView,
        PCollectionView<Iterable<byte[]>> windowsView) {
      this.reader = reader;
      this.reports = reports;
      this.outputs = outputs;
      this.termSketchView = termSketchView;
      this.minDocs = minDocs;
      this.referenceView = referenceView;
      this.windowsView = windowsView;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow beamWindow) throws IOException {
      WindowSet made = made(context);
      if (Shards.isUndated(context.element().getKey()) && !made.contains(WindowSet.NO_WINDOW)) {
        return;
      }
      if (referenceView != null && reference == null) {
        reference = KeynessReferences.of(ShareBlocks.read(context, referenceView));
      }
      Shard shard = reader.open(context, beamWindow);
      TermSketch sketch = SketchedTerms.of(ShareBlocks.read(context, termSketchView));
      try (TableOutput output = outputs.open(shard.part())) {
        TermCountBlocks counts =
            new TermCountBlocks(
                reader.shards().count(),
                shard.articles().dictionary(),
                (termShard, block) -> context.output(TERM_COUNTS, KV.of(termShard, block)));
        ListedTerms listed = new ListedTerms();
        SortedMap<Long, Tally> tally =
            shard.isUndated()
                ? reports.writeUndated(
                    shard.articles(),
                    shard.texts(),
                    shard.duplicates(),
                    Shards.order(shard.number()),
                    output)
                : reports.write(
                    shard.articles(),
                    shard.texts(),
                    shard.duplicates(),
                    start -> made.contains(start) && shard.isOurs().test(start),
                    reference,
                    output,
                    sketch == null
                        ? FollowedTerms.Choice.ALL
                        : (hashes, size, chosen) -> sketch.choose(hashes, size, minDocs, chosen),
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
