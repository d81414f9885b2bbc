package io.broadsheet.count;

import io.broadsheet.state.RunTask;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The tasks of a batch as elements, spread over the workers. Flink hands out the parts of a source
 * one by one, each to the worker that is free first, so there each task is such a part. The
 * DirectRunner would begin some of them only when all others are done; there each is put under a
 * key of its own.
 */
public final class ReadTasks extends PTransform<PBegin, PCollection<byte[]>> {
  private final List<byte[]> tasks;
  private final boolean areHandedOut;

  private ReadTasks(List<byte[]> tasks, boolean areHandedOut) {
    this.tasks = tasks;
    this.areHandedOut = areHandedOut;
  }

  /**
   * Hands out {@code tasks}.
   *
   * @param areHandedOut whether the runner hands out the parts of a source one by one
   */
  public static ReadTasks of(List<RunTask> tasks, boolean areHandedOut) {
    return new ReadTasks(tasks.stream().map(RunTask::toBytes).toList(), areHandedOut);
  }

  @Override
  public PCollection<byte[]> expand(PBegin begin) {
    return areHandedOut
        ? begin.apply("HandOut", Read.from(new TaskSource(tasks)))
        : begin
            .apply("Once", Impulse.create())
            .apply("NumberTasks", ParDo.of(new NumberTasksFn(tasks)))
            .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
            .apply("Spread", new SpreadTasks());
  }

  /** Puts each task under a key of its own. */
  static final class NumberTasksFn extends DoFn<byte[], KV<Integer, byte[]>> {
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

  /** A source with a part for each task. */
  static final class TaskSource extends BoundedSource<byte[]> {
    private final List<byte[]> tasks;

    TaskSource(List<byte[]> tasks) {
      this.tasks = tasks;
    }

    @Override
    public List<TaskSource> split(long desiredBytes, PipelineOptions options) {
      return tasks.stream().map(task -> new TaskSource(List.of(task))).toList();
    }

    @Override
    public long getEstimatedSizeBytes(PipelineOptions options) {
      return tasks.size();
    }

    @Override
    public Coder<byte[]> getOutputCoder() {
      return ByteArrayCoder.of();
    }

    @Override
    public BoundedReader<byte[]> createReader(PipelineOptions options) {
      return new TaskReader(this);
    }
  }

  private static final class TaskReader extends BoundedSource.BoundedReader<byte[]> {
    private final TaskSource source;
    private int next;

    TaskReader(TaskSource source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      next++;
      return next <= source.tasks.size();
    }

    @Override
    public byte[] getCurrent() {
      return source.tasks.get(next - 1);
    }

    @Override
    public BoundedSource<byte[]> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
