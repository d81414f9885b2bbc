package io.broadsheet.count;

import io.broadsheet.read.RecordReader;
import io.broadsheet.state.Product;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.PublicationWindows;
import io.broadsheet.window.WindowScheme;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads, parses and tokenises articles, and windows them by publication date.
 *
 * <p>Input: {@link io.broadsheet.state.RunTask}s as bytes, spread over the workers. An article
 * passes from its file into a block in one step, so that its text never is an element of its own;
 * but one whose numeric date needs an order waits, as it is, until {@link DecideDateOrders} has
 * seen the dates of its outlet in the whole input, and takes the same way then. Memory: one record,
 * the limits of {@link ArticleBlocks#MEMORY_OF_BLOCKS}, and what refers to the duplicates.
 */
public final class ReadArticles extends PTransform<PCollection<byte[]>, ReadArticles.Result> {
  static final TupleTag<KV<Integer, byte[]>> BLOCKS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> READINGS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> FINGERPRINTS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> LINES = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> SKETCHES = new TupleTag<>() {};
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};
  static final TupleTag<byte[]> ORDER_EVIDENCE = new TupleTag<>() {};
  static final TupleTag<byte[]> HELD = new TupleTag<>() {};

  private final RecordReader reader;
  private final ArticleBlocks articles;
  private final Memory memory;

  private ReadArticles(RecordReader reader, ArticleBlocks articles, Memory memory) {
    this.reader = reader;
    this.articles = articles;
    this.memory = memory;
  }

  /**
   * Reads with {@code reader} into the windows of {@code scheme}.
   *
   * @param shards how many keys articles are spread over; the lever of memory and parallelism
   * @param text how texts become terms
   * @param settings what else is gathered while reading
   * @param memory of earlier runs, and for later ones
   */
  public static ReadArticles with(
      RecordReader reader,
      WindowScheme scheme,
      int shards,
      TextRules text,
      EvidenceSettings settings,
      Memory memory) {
    return new ReadArticles(
        reader, new ArticleBlocks(scheme, Shards.of(shards, scheme), text, settings), memory);
  }

  @Override
  public Result expand(PCollection<byte[]> tasks) {
    PCollectionTuple made = carriedOut(tasks, "ReadAndTokenize");
    PCollectionTuple decided = PCollectionTuple.empty(tasks.getPipeline());
    PCollectionView<Iterable<byte[]>> windows = null;
    if (memory.archive() != null) {
      decided =
          MakeProducts.takeBytes("TakeOutcomesRead", Product.OUTCOME, made.get(MakeProducts.SMALL))
              .apply("TakePacks", ParDo.of(new TakePacksFn()))
              .setCoder(ByteArrayCoder.of())
              .apply(
                  "DecideReplays",
                  DecideReplays.of(memory.archive(), articles.scheme(), memory.keptFrom()));
      PCollection<byte[]> replays =
          decided.get(DecideReplays.TASKS).apply("SpreadReplays", new SpreadTasks());
      made = union(made, carriedOut(replays, "ReplayPacks"), "Replayed");
      windows = decided.get(DecideReplays.WINDOWS).apply("ShareWindows", ShareBlocks.asSideInput());
    }
    PCollection<byte[]> dates =
        MakeProducts.takeBytes(
            "TakeOrderEvidence", Product.ORDER_EVIDENCE, made.get(MakeProducts.SMALL));
    PCollection<byte[]> orders =
        with(dates, decided, ORDER_EVIDENCE, "KeptOrderEvidence")
            .apply("DecideDateOrders", DecideDateOrders.byOutlet());
    if (articles.settings().orders().waits()) {
      made = union(made, dated(made.get(HELD), orders), "Dated");
    }
    PCollection<KV<Integer, byte[]>> small = made.get(MakeProducts.SMALL);
    PCollection<KV<Integer, byte[]>> readings =
        MakeProducts.take("TakeReadings", Product.READINGS, small);
    PCollectionView<Iterable<byte[]>> duplicates =
        with(readings, decided, READINGS, "KeptReadings")
            .apply("FindDuplicates", FindDuplicates.amongReadings())
            .setCoder(ByteArrayCoder.of())
            .apply("ShareDuplicates", ShareBlocks.asSideInput());
    PCollection<KV<Integer, byte[]>> blocks =
        made.get(BLOCKS)
            .apply(
                "WindowByPublicationDate",
                Window.into(PublicationWindows.inRuns(articles.scheme())));
    PCollection<byte[]> told = MakeProducts.takeBytes("TakeOutcomes", Product.OUTCOME, small);
    PCollection<byte[]> outcomes =
        PCollectionList.of(with(told, decided, OUTCOMES, "KeptOutcomes"))
            .and(orders.apply("TellDateOrders", ParDo.of(new TellDateOrdersFn())))
            .apply("WithDateOrders", Flatten.pCollections());
    PCollectionView<Iterable<byte[]>> termSketch =
        MakeProducts.take("TakeTermSketches", Product.TERM_SKETCH, small)
            .apply("SketchTerms", new SketchedTerms(memory.products()));
    PCollectionTuple evidence =
        PCollectionTuple.of(
                FINGERPRINTS, MakeProducts.take("TakeFingerprints", Product.FINGERPRINTS, small))
            .and(LINES, MakeProducts.take("TakeLines", Product.LINES, small))
            .and(SKETCHES, MakeProducts.take("TakeSketches", Product.SKETCHES, small));
    return new Result(
        blocks, outcomes, duplicates, termSketch, evidence, articles, memory, windows);
  }

  private PCollectionTuple carriedOut(PCollection<byte[]> tasks, String name) {
    return tasks.apply(name, MakeProducts.by(new ReadArticlesFn(reader, articles, memory)));
  }

  /** Dates what was held back. */
  private PCollectionTuple dated(PCollection<byte[]> held, PCollection<byte[]> orders) {
    PCollectionView<Iterable<byte[]>> view =
        orders.apply("ShareDateOrders", ShareBlocks.asSideInput());
    return held.apply(
        "DateHeldArticles",
        MakeProducts.by(new DateHeldArticlesFn(reader, articles, memory, view), view));
  }

  /** What two steps made. */
  private static PCollectionTuple union(
      PCollectionTuple some, PCollectionTuple others, String name) {
    return PCollectionTuple.of(
            MakeProducts.SMALL,
            with(some.get(MakeProducts.SMALL), others, MakeProducts.SMALL, name + "Small"))
        .and(BLOCKS, with(some.get(BLOCKS), others, BLOCKS, name + "Blocks"))
        .and(HELD, with(some.get(HELD), others, HELD, name + "Held"));
  }

  private static <T> PCollection<T> with(
      PCollection<T> some, PCollectionTuple others, TupleTag<T> tag, String name) {
    return others.has(tag)
        ? PCollectionList.of(some).and(others.get(tag)).apply(name, Flatten.pCollections())
        : some;
  }

  /** Takes the packs that were made. */
  static final class TakePacksFn extends DoFn<byte[], byte[]> {
    @ProcessElement
    public void process(@Element byte[] outcome, OutputReceiver<byte[]> packs) {
      if (Outcome.fromBytes(outcome) instanceof Outcome.Packed packed) {
        packs.output(packed.pack().toBytes());
      }
    }
  }

  /** What was read. */
  public static final class Result implements POutput {
    private final PCollection<KV<Integer, byte[]>> blocks;
    private final PCollection<byte[]> outcomes;
    private final PCollectionView<Iterable<byte[]>> duplicates;
    private final PCollectionView<Iterable<byte[]>> termSketch;
    private final PCollectionTuple evidence;
    private final ArticleBlocks articles;
    private final Memory memory;
    private final PCollectionView<Iterable<byte[]>> windows;

    Result(
        PCollection<KV<Integer, byte[]>> blocks,
        PCollection<byte[]> outcomes,
        PCollectionView<Iterable<byte[]>> duplicates,
        PCollectionView<Iterable<byte[]>> termSketch,
        PCollectionTuple evidence,
        ArticleBlocks articles,
        Memory memory,
        PCollectionView<Iterable<byte[]>> windows) {
      this.blocks = blocks;
      this.outcomes = outcomes;
      this.duplicates = duplicates;
      this.termSketch = termSketch;
      this.evidence = evidence;
      this.articles = articles;
      this.memory = memory;
      this.windows = windows;
    }

    /** The windows that are made, as a side input; nothing if all are. */
    Optional<PCollectionView<Iterable<byte[]>>> windows() {
      return Optional.ofNullable(windows);
    }

    long keptFrom() {
      return memory.keptFrom();
    }

    /** How blocks, and what copies and stories are found by, are to be read. */
    HandedProducts products() {
      return memory.products();
    }

    /** Blocks of articles in runs of report windows. */
    public PCollection<KV<Integer, byte[]>> blocks() {
      return blocks;
    }

    /** What was read and what was rejected, as {@link Outcome}s. */
    public PCollection<byte[]> outcomes() {
      return outcomes;
    }

    /** What copies are found by: the input of {@link FindCopies}. */
    public PCollectionTuple copyEvidence() {
      return evidence;
    }

    /** What stories are found by: the input of {@link FindStories}. */
    public PCollection<KV<Integer, byte[]>> storySketches() {
      return evidence.get(SKETCHES);
    }

    EvidenceSettings evidence() {
      return articles.settings();
    }

    PCollectionView<Iterable<byte[]>> duplicates() {
      return duplicates;
    }

    /** The sum of all {@link TermSketch}es; empty if there are none. */
    PCollectionView<Iterable<byte[]>> termSketch() {
      return termSketch;
    }

    WindowScheme scheme() {
      return articles.scheme();
    }

    Shards shards() {
      return articles.shards();
    }

    TextRules text() {
      return articles.text();
    }

    @Override
    public Pipeline getPipeline() {
      return blocks.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(
          BLOCKS,
          blocks,
          OUTCOMES,
          outcomes,
          FINGERPRINTS,
          evidence.get(FINGERPRINTS),
          LINES,
          evidence.get(LINES),
          SKETCHES,
          evidence.get(SKETCHES));
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }
}
