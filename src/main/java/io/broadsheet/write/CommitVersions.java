package io.broadsheet.write;

import io.broadsheet.count.Outcome;
import io.broadsheet.window.WindowScheme;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * {@link CommitReports} for a stream: again and again lets the newest version of each window take
 * the place of what the sinks hold.
 *
 * <p>Input: {@link Outcome}s as bytes. Every commit replaces all of a sink's content by something
 * that a completed checkpoint holds: so it can be done twice, and what a reader has seen is never
 * taken back by a restart. State: for each window that the stream ever had some 2 KB, and the
 * rejects.
 */
public final class CommitVersions extends PTransform<PCollection<byte[]>, PDone> {
  private final FolderOutputs outputs;
  private final List<String> tables;
  private final RunReport report;
  private final OrderProfile orders;
  private final WindowScheme scheme;

  private CommitVersions(
      FolderOutputs outputs,
      List<String> tables,
      RunReport report,
      OrderProfile orders,
      WindowScheme scheme) {
    this.orders = orders;
    this.outputs = outputs;
    this.tables = List.copyOf(tables);
    this.report = report;
    this.scheme = scheme;
  }

  /**
   * Commits to the sinks of {@code outputs}, which must keep their parts.
   *
   * @param tables the names of the tables to write
   * @param report what {@code run.json} says of the run beforehand
   * @param orders what earlier runs found out about the order of day and month
   */
  public static CommitVersions to(
      FolderOutputs outputs,
      List<String> tables,
      RunReport report,
      OrderProfile orders,
      WindowScheme scheme) {
    return new CommitVersions(outputs, tables, report, orders, scheme);
  }

  @Override
  public PDone expand(PCollection<byte[]> outcomes) {
    outcomes
        .apply(
            "UnderOneKey",
            WithKeys.<Integer, byte[]>of(outcome -> 0).withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
        .apply("GatherVersions", ParDo.of(new GatherVersionsFn(outputs.parts())))
        .setCoder(ByteArrayCoder.of())
        .apply("Commit", ParDo.of(new CommitVersionsFn(outputs, tables, report, orders, scheme)));
    return PDone.in(outcomes.getPipeline());
  }
}
