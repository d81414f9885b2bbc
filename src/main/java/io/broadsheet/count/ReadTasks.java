package io.broadsheet.count;

import io.broadsheet.state.RunTask;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
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
    List<KV<Integer, byte[]>> keyed = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      keyed.add(KV.of(i, tasks.get(i)));
    }
    return begin.apply(
        "CreateTasks",
        Create.of(keyed).withCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of())));
  }
}
