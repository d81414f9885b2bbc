package io.broadsheet.count;

import io.broadsheet.state.RunTask;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The tasks of a batch as elements, each under a key of its own so that they can be spread. */
public final class ReadTasks extends PTransform<PBegin, PCollection<KV<Integer, byte[]>>> {
  private final List<byte[]> tasks;

  private ReadTasks(List<byte[]> tasks) {
    this.tasks = tasks;
  }

  public static ReadTasks of(List<RunTask> tasks) {
    return new ReadTasks(tasks.stream().map(RunTask::toBytes).toList());
  }

  @Override
  public PCollection<KV<Integer, byte[]>> expand(PBegin begin) {
    return begin
        .apply("Once", Create.of(0).withCoder(VarIntCoder.of()))
        .apply("NumberTasks", ParDo.of(new NumberTasksFn(tasks)))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()));
  }

  /**
   * Puts each task under a key of its own. Were the tasks elements of a source, the DirectRunner
   * would split that, and begin some of them only when all others are done.
   */
  static final class NumberTasksFn extends DoFn<Integer, KV<Integer, byte[]>> {
    private final List<byte[]> tasks;

    NumberTasksFn(List<byte[]> tasks) {
      this.tasks = tasks;
    }

    @ProcessElement
    public void process(OutputReceiver<KV<Integer, byte[]>> output) {
      for (int i = 0; i < tasks.size(); i++) {
        output.output(KV.of(i, tasks.get(i)));
      }
    }
  }
}
