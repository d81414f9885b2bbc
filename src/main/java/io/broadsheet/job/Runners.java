package io.broadsheet.job;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Settings of the runners that this pipeline is safe with, and faster. */
public final class Runners {
  private static final int SHARDS_PER_WORKER = 4;
  private static final int STREAM_SHARDS = 32;

  private Runners() {}

  /**
   * Spares copies of elements that guard against functions which change their input. None of ours
   * does; the tests run with the guards on.
   */
  static void tune(PipelineOptions options) {
    if (isFlink(options)) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      flink.setObjectReuse(true);
      flink.setFasterCopy(true);
    } else {
      DirectOptions direct = options.as(DirectOptions.class);
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
    }
  }

  /**
   * True if this program runs inside another: under {@code flink run}, or in a JobManager that has
   * its jar. Such a host loads it by a class loader of its own.
   */
  public static boolean isHosted() {
    return Runners.class.getClassLoader() != ClassLoader.getSystemClassLoader();
  }

  /** Over how many keys articles are spread. */
  public static int shards(PipelineOptions options) {
    return workers(options) * SHARDS_PER_WORKER;
  }

  /**
   * Over how many keys a stream's files and readings are spread. The number is part of the state,
   * so it is the same for every parallelism.
   */
  public static int streamShards() {
    return STREAM_SHARDS;
  }

  /** How many steps run at the same time. */
  public static int workers(PipelineOptions options) {
    if (isFlink(options)) {
      int parallelism = options.as(FlinkPipelineOptions.class).getParallelism();
      return parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
    }
    return options.as(DirectOptions.class).getTargetParallelism();
  }

  /** Whether the parts of a source go one by one to the worker that is free first. */
  public static boolean handsOutParts(PipelineOptions options) {
    return isFlink(options);
  }

  static boolean isFlink(PipelineOptions options) {
    return options.getRunner().getSimpleName().contains("Flink");
  }
}
