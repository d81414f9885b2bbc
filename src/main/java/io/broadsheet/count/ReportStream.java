package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.read.KafkaRecord;
import io.broadsheet.read.KafkaTopics;
import io.broadsheet.read.NewFiles;
import io.broadsheet.read.RecordReader;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * All of a stream between its source and its sinks: reads files as they come, finds duplicates
 * among them, and tells each window whole whenever it has changed.
 *
 * <p>Input: {@link #FILES}, {@link #RECORDS} or both. Output: {@link Outcome}s as bytes. See {@code
 * docs/architecture.md} for the state of each step and its bound.
 */
public final class ReportStream extends PTransform<PCollectionTuple, PCollection<byte[]>> {
  /** What {@link NewFiles} hands over. */
  public static final TupleTag<byte[]> FILES = new TupleTag<>() {};

  /** What {@link KafkaTopics} hands over. */
  public static final TupleTag<byte[]> RECORDS = new TupleTag<>() {};

  static final TupleTag<KV<Long, byte[]>> BLOCKS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> READINGS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> FINGERPRINTS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> SKETCHES = new TupleTag<>() {};
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  private static final TupleTagList PRODUCTS =
      TupleTagList.of(READINGS).and(FINGERPRINTS).and(SKETCHES).and(OUTCOMES);

  private static final Map<TupleTag<?>, String> NAMES =
      Map.of(
          BLOCKS, "AllBlocks",
          READINGS, "AllReadings",
          FINGERPRINTS, "AllFingerprints",
          SKETCHES, "AllSketches",
          OUTCOMES, "AllRead");

  /**
   * How a stream is reported.
   *
   * @param tables the names of the tables to write
   * @param early how soon a window is told that has changed
   * @param lateness how long after it was published a window may change
   */
  public record Rules(
      WindowScheme scheme,
      TextRules text,
      List<String> tables,
      TermListing listing,
      KeynessRules keyness,
      CollocationRules collocations,
      ContextRules contexts,
      EvidenceSettings evidence,
      Duration early,
      Duration lateness)
      implements Serializable {
    public Rules {
      tables = List.copyOf(tables);
    }
  }

  private final SerializableFunction<Long, RecordReader> readers;
  private final Rules rules;
  private final int shards;
  private final TableOutput.Factory output;

  private ReportStream(
      SerializableFunction<Long, RecordReader> readers,
      Rules rules,
      int shards,
      TableOutput.Factory output) {
    this.readers = readers;
    this.rules = rules;
    this.shards = shards;
    this.output = output;
  }

  /**
   * Reports by some rules.
   *
   * @param readers reads as of a "now" in epoch milliseconds
   * @param shards over how many keys files and readings are spread; it must stay the same for as
   *     long as the stream's state is to be used
   */
  public static ReportStream by(
      Rules rules,
      SerializableFunction<Long, RecordReader> readers,
      int shards,
      TableOutput.Factory output) {
    return new ReportStream(readers, rules, shards, output);
  }

  @Override
  public PCollection<byte[]> expand(PCollectionTuple arrivals) {
    Shards keys = Shards.of(shards, rules.scheme());
    List<PCollectionTuple> read = new ArrayList<>();
    if (arrivals.has(FILES)) {
      read.add(readFiles(arrivals.get(FILES), keys));
    }
    if (arrivals.has(RECORDS)) {
      read.add(readRecords(arrivals.get(RECORDS), keys));
    }
    PCollectionTuple repeats =
        all(read, READINGS, FollowTexts.CODER)
            .apply(
                "FindRepeats",
                FindRepeats.within(rules.lateness(), rules.scheme(), rules.evidence()));
    PCollectionList<KV<Long, byte[]>> messages =
        PCollectionList.of(all(read, BLOCKS, WindowMessage.CODER))
            .and(repeats.get(FindRepeats.WINDOWS));
    PCollectionList<byte[]> outcomes = PCollectionList.of(all(read, OUTCOMES, ByteArrayCoder.of()));
    if (rules.evidence().copies().find() || rules.evidence().stories().find()) {
      PCollectionTuple texts =
          PCollectionTuple.of(
                  FollowTexts.FINGERPRINTS,
                  PCollectionList.of(all(read, FINGERPRINTS, FollowTexts.CODER))
                      .and(repeats.get(FindRepeats.FINGERPRINTS))
                      .apply("TellFingerprints", Flatten.pCollections()))
              .and(
                  FollowTexts.SKETCHES,
                  PCollectionList.of(all(read, SKETCHES, FollowTexts.CODER))
                      .and(repeats.get(FindRepeats.SKETCHES))
                      .apply("TellSketches", Flatten.pCollections()))
              .apply("FollowTexts", FollowTexts.by(rules, output));
      messages = messages.and(texts.get(FollowTexts.FINDINGS));
      outcomes = outcomes.and(texts.get(FollowTexts.OUTCOMES));
    }
    // Its sum is made where all windows are known.
    List<String> tables =
        rules.tables().stream().filter(name -> !name.equals(Tables.RECONCILIATION.name())).toList();
    WindowReports reports =
        new WindowReports(
            rules.scheme(),
            tables,
            rules.listing(),
            rules.evidence(),
            rules.text(),
            rules.keyness(),
            rules.collocations(),
            rules.contexts());
    PCollection<byte[]> versions =
        messages
            .apply("TellWindows", Flatten.pCollections())
            .apply(
                "ReportOpenWindows",
                ParDo.of(
                    new ReportOpenWindowsFn(
                        rules.scheme(),
                        rules.text(),
                        reports,
                        output,
                        rules.early(),
                        rules.lateness(),
                        rules.evidence().copies().find() || rules.evidence().stories().find())))
            .setCoder(ByteArrayCoder.of());
    return outcomes.and(versions).apply("AllOutcomes", Flatten.pCollections());
  }

  private PCollectionTuple readFiles(PCollection<byte[]> files, Shards keys) {
    int spread = shards;
    return files
        .apply(
            "SpreadFiles",
            WithKeys.<Integer, byte[]>of(file -> shardOf(file, spread))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
        .apply(
            "ReadAndTokenize",
            ParDo.of(new ReadNewFilesFn(readers, rules, keys)).withOutputTags(BLOCKS, PRODUCTS));
  }

  private PCollectionTuple readRecords(PCollection<byte[]> records, Shards keys) {
    return records
        .apply(
            "ByPartition",
            WithKeys.<String, byte[]>of(record -> KafkaRecord.fromBytes(record).partitionName())
                .withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of()))
        .apply(
            "ReadRecords",
            ParDo.of(new ReadRecordsFn(readers, rules, keys)).withOutputTags(BLOCKS, PRODUCTS));
  }

  private static <T> PCollection<T> all(
      List<PCollectionTuple> read, TupleTag<T> tag, Coder<T> coder) {
    PCollectionList<T> all =
        PCollectionList.of(read.stream().map(part -> part.get(tag).setCoder(coder)).toList());
    return read.size() == 1 ? all.get(0) : all.apply(NAMES.get(tag), Flatten.pCollections());
  }

  private static int shardOf(byte[] file, int shards) {
    ByteReader in = new ByteReader(file);
    return (int) Long.remainderUnsigned(new Hash128(in.readLong(), in.readLong()).high(), shards);
  }
}
