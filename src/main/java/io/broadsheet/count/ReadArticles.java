package io.broadsheet.count;

import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.PublicationWindows;
import io.broadsheet.window.WindowScheme;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads, parses and tokenises articles, and windows them by publication date.
 *
 * <p>Input: {@link ReadTask}s as bytes, each under a key of its own. An article passes from its
 * file into a block in one step, so that its text never is an element of its own. Memory: one
 * record, the limits of {@link ReadArticlesFn#MEMORY_OF_BLOCKS}, and what refers to the duplicates.
 */
public final class ReadArticles
    extends PTransform<PCollection<KV<Integer, byte[]>>, ReadArticles.Result> {
  static final TupleTag<KV<Integer, byte[]>> BLOCKS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> READINGS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> FINGERPRINTS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> LINES = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> SKETCHES = new TupleTag<>() {};
  static final TupleTag<byte[]> TERM_SKETCHES = new TupleTag<>() {};
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  private static final KvCoder<Integer, byte[]> KEYED_BYTES =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private final RecordReader reader;
  private final WindowScheme scheme;
  private final Shards shards;
  private final TextRules text;
  private final EvidenceSettings settings;

  private ReadArticles(
      RecordReader reader,
      WindowScheme scheme,
      Shards shards,
      TextRules text,
      EvidenceSettings settings) {
    this.reader = reader;
    this.scheme = scheme;
    this.shards = shards;
    this.text = text;
    this.settings = settings;
  }

  /**
   * Reads with {@code reader} into the windows of {@code scheme}.
   *
   * @param shards how many keys articles are spread over; the lever of memory and parallelism
   * @param text how texts become terms
   * @param settings what else is gathered while reading
   */
  public static ReadArticles with(
      RecordReader reader,
      WindowScheme scheme,
      int shards,
      TextRules text,
      EvidenceSettings settings) {
    return new ReadArticles(reader, scheme, Shards.of(shards, scheme), text, settings);
  }

  @Override
  public Result expand(PCollection<KV<Integer, byte[]>> tasks) {
    PCollectionTuple read =
        tasks
            .apply("SpreadTasks", Reshuffle.of())
            .apply("TakeTasks", Values.create())
            .apply(
                "ReadAndTokenize",
                ParDo.of(new ReadArticlesFn(reader, scheme, shards, text, settings))
                    .withOutputTags(
                        BLOCKS,
                        TupleTagList.of(READINGS)
                            .and(FINGERPRINTS)
                            .and(LINES)
                            .and(SKETCHES)
                            .and(TERM_SKETCHES)
                            .and(OUTCOMES)));
    PCollectionView<List<byte[]>> duplicates =
        read.get(READINGS)
            .setCoder(KEYED_BYTES)
            .apply("FindDuplicates", FindDuplicates.amongReadings())
            .setCoder(ByteArrayCoder.of())
            .apply("ShareDuplicates", View.asList());
    PCollection<KV<Integer, byte[]>> blocks =
        read.get(BLOCKS)
            .setCoder(KEYED_BYTES)
            .apply("WindowByPublicationDate", Window.into(PublicationWindows.inRuns(scheme)));
    PCollectionTuple evidence =
        PCollectionTuple.of(FINGERPRINTS, read.get(FINGERPRINTS).setCoder(KEYED_BYTES))
            .and(LINES, read.get(LINES).setCoder(KEYED_BYTES))
            .and(SKETCHES, read.get(SKETCHES).setCoder(KEYED_BYTES));
    return new Result(
        blocks,
        read.get(OUTCOMES).setCoder(ByteArrayCoder.of()),
        duplicates,
        read.get(TERM_SKETCHES)
            .setCoder(ByteArrayCoder.of())
            .apply("SketchTerms", new SketchedTerms()),
        evidence,
        scheme,
        shards,
        text,
        settings);
  }

  /** What was read. */
  public static final class Result implements POutput {
    private final PCollection<KV<Integer, byte[]>> blocks;
    private final PCollection<byte[]> outcomes;
    private final PCollectionView<List<byte[]>> duplicates;
    private final PCollectionView<List<byte[]>> termSketch;
    private final PCollectionTuple evidence;
    private final WindowScheme scheme;
    private final Shards shards;
    private final TextRules text;
    private final EvidenceSettings evidenceSettings;

    Result(
        PCollection<KV<Integer, byte[]>> blocks,
        PCollection<byte[]> outcomes,
        PCollectionView<List<byte[]>> duplicates,
        PCollectionView<List<byte[]>> termSketch,
        PCollectionTuple evidence,
        WindowScheme scheme,
        Shards shards,
        TextRules text,
        EvidenceSettings evidenceSettings) {
      this.blocks = blocks;
      this.outcomes = outcomes;
      this.duplicates = duplicates;
      this.termSketch = termSketch;
      this.evidence = evidence;
      this.scheme = scheme;
      this.shards = shards;
      this.text = text;
      this.evidenceSettings = evidenceSettings;
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
      return evidenceSettings;
    }

    PCollectionView<List<byte[]>> duplicates() {
      return duplicates;
    }

    /** The sum of all {@link TermSketch}es; empty if there are none. */
    PCollectionView<List<byte[]>> termSketch() {
      return termSketch;
    }

    WindowScheme scheme() {
      return scheme;
    }

    Shards shards() {
      return shards;
    }

    TextRules text() {
      return text;
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
