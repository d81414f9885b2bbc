package io.broadsheet.count;

import io.broadsheet.count.ShardReader.Shard;
import io.broadsheet.table.TableOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Goes through the articles of each window once more, when stories and trends are known, and writes
 * the {@link LaterReports}.
 *
 * <p>Input: blocks of articles, as {@link ReportWindows} has them. Output: {@link Outcome}s as
 * bytes, in the global window. Memory: {@link ShardReader}, and the listed terms of the run at some
 * 12 bytes each.
 */
final class ReportLater extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<byte[]>> {
  private static final long serialVersionUID = 1;

  private final WriteLaterFn writeFn;
  private final List<PCollectionView<Iterable<byte[]>>> sideInputs;

  /**
   * @param listed blocks of {@link ListedTerms}; null if nothing stands behind them
   */
  ReportLater(
      ShardReader reader,
      WindowReports reports,
      TableOutput.Factory outputs,
      PCollectionView<Iterable<byte[]>> listed) {
    this.sideInputs = new ArrayList<>(reader.sideInputs());
    if (listed != null) {
      sideInputs.add(listed);
    }
    this.writeFn = new WriteLaterFn(reader, reports, outputs, listed);
  }

  @Override
  public PCollection<byte[]> expand(PCollection<KV<Integer, byte[]>> blocks) {
    return blocks
        .apply("GroupByWindowRun", GroupAwaiting.of(sideInputs))
        .apply("WriteLater", ParDo.of(writeFn).withSideInputs(sideInputs))
        .setCoder(ByteArrayCoder.of())
        .apply("Unwindow", Window.into(new GlobalWindows()));
  }

  static final class WriteLaterFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private static final long serialVersionUID = 1;

    private final ShardReader reader;
    private final WindowReports reports;
    private final TableOutput.Factory outputs;
    private final PCollectionView<Iterable<byte[]>> listedView;

    WriteLaterFn(
        ShardReader reader,
        WindowReports reports,
        TableOutput.Factory outputs,
        PCollectionView<Iterable<byte[]>> listedView) {
      this.reader = reader;
      this.reports = reports;
      this.outputs = outputs;
      this.listedView = listedView;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow beamWindow) throws IOException {
      Shard shard = reader.open(context, beamWindow);
      try (TableOutput output = outputs.open("later-" + shard.part())) {
        if (shard.isUndated()) {
          reports.later().writeUndated(shard, output);
        } else {
          List<byte[]> listed =
              listedView == null ? List.of() : ShareBlocks.read(context, listedView);
          reports.later().write(shard, listed, output);
        }
        context.output(new Outcome.Written(output.finish()).toBytes());
      }
    }
  }
}
