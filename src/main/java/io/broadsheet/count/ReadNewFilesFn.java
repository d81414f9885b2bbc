package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import io.broadsheet.read.WatchedFile;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads each file that {@link io.broadsheet.read.NewFiles} hands over, once.
 *
 * <p>The source already hands over each file once. But Beam's sources on Flink have been known to
 * start a second time when a job is restored (apache/beam 31313, 34890), so what was read is also
 * remembered here, by the file's name: 16 bytes for each file that is still in its folder.
 */
final class ReadNewFilesFn extends ReadArrivalsFn<Integer> {
  @StateId("read")
  private final StateSpec<MapState<KV<Long, Long>, Boolean>> readSpec =
      StateSpecs.map(
          KvCoder.of(BigEndianLongCoder.of(), BigEndianLongCoder.of()), BooleanCoder.of());

  /**
   * @param readers reads as of a "now" in epoch milliseconds
   */
  ReadNewFilesFn(
      SerializableFunction<Long, RecordReader> readers, ReportStream.Rules rules, Shards shards) {
    super(readers, rules, shards);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, byte[]> element,
      @StateId("read") MapState<KV<Long, Long>, Boolean> read,
      MultiOutputReceiver receiver) {
    WatchedFile watched = WatchedFile.fromBytes(element.getValue());
    Hash128 hash = watched.nameHash();
    KV<Long, Long> name = KV.of(hash.high(), hash.low());
    if (watched.isGone()) {
      read.remove(name);
      return;
    }
    if (read.get(name).read() != null) {
      return;
    }
    read.put(name, true);
    ArrivalOutput output =
        new ArrivalOutput() {
          @Override
          <T> void send(TupleTag<T> tag, T element) {
            receiver.get(tag).output(element);
          }
        };
    ArrivingArticles articles = articles();
    for (ReadTask.Range range : watched.task().ranges()) {
      articles.begin(reader(), range.file().input(), output);
      RecordReader.Reading reading = reader().read(range, articles);
      InputFile file = range.file();
      output.outcome(
          new Outcome.FileRead(
              file.name(),
              reading.format(),
              file.bytes(),
              0,
              reading.sha256(),
              articles.articles(),
              articles.rejected(),
              reading.skipped()));
    }
    articles.flush();
  }
}
