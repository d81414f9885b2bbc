package io.broadsheet.read;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * What one worker reads in one go: files, or ranges of large ones.
 *
 * @param ranges in the order in which they are read
 */
public record ReadTask(List<Range> ranges) {
  /** What opening a file costs, as bytes read in the same time; weighs many small files. */
  private static final long BYTES_PER_FILE = 64 << 10;

  private static final long SMALLEST_RANGE = 8 << 20;

  /** Enough to keep all workers busy to the end. */
  private static final int TASKS_PER_WORKER = 8;

  /** Reading a little takes long, too, as long as the JVM has not compiled what it takes. */
  private static final int TASKS_OF_A_LITTLE = 2;

  public ReadTask {
    ranges = List.copyOf(ranges);
  }

  /**
   * Bytes of one file.
   *
   * @param start the first byte
   * @param end the byte behind the last; {@link Long#MAX_VALUE} for the file's end
   */
  public record Range(InputFile file, long start, long end) {
    private long weight() {
      return Math.min(end, file.bytes()) - start + BYTES_PER_FILE;
    }
  }

  /**
   * Shares files out evenly.
   *
   * @param isSplittable asked for large files only: may the file be read in ranges?
   * @param workers how many there are; each gets several tasks, but few get any for little input
   */
  public static List<ReadTask> plan(
      List<InputFile> files, Predicate<InputFile> isSplittable, int workers) {
    int tasks = Math.multiplyExact(workers, TASKS_PER_WORKER);
    long total = 0;
    for (InputFile file : files) {
      total += file.bytes() + BYTES_PER_FILE;
    }
    long share = Math.max(SMALLEST_RANGE, total / tasks + 1);
    List<Range> ranges = new ArrayList<>();
    for (InputFile file : files) {
      if (file.bytes() <= share || !isSplittable.test(file)) {
        ranges.add(new Range(file, 0, Long.MAX_VALUE));
        continue;
      }
      long pieces = (file.bytes() + share - 1) / share;
      for (long piece = 0; piece < pieces; piece++) {
        long end = piece == pieces - 1 ? Long.MAX_VALUE : file.bytes() * (piece + 1) / pieces;
        ranges.add(new Range(file, file.bytes() * piece / pieces, end));
      }
    }
    int fewest = Math.min(workers, TASKS_OF_A_LITTLE);
    return shareOut(ranges, (int) Math.min(tasks, Math.max(fewest, total / SMALLEST_RANGE + 1)));
  }

  /** The heaviest range first, each to the task that has least so far. */
  private static List<ReadTask> shareOut(List<Range> ranges, int tasks) {
    record Load(int task, long weight) {}

    List<Range> heaviestFirst = new ArrayList<>(ranges);
    heaviestFirst.sort(
        Comparator.comparing((Range range) -> -range.weight())
            .thenComparing(range -> range.file().name())
            .thenComparing(Range::start));
    PriorityQueue<Load> loads =
        new PriorityQueue<>(Comparator.comparing(Load::weight).thenComparing(Load::task));
    List<List<Range>> shares = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      loads.add(new Load(task, 0));
      shares.add(new ArrayList<>());
    }
    for (Range range : heaviestFirst) {
      Load least = loads.remove();
      shares.get(least.task()).add(range);
      loads.add(new Load(least.task(), least.weight() + range.weight()));
    }
    return shares.stream().filter(share -> !share.isEmpty()).map(ReadTask::new).toList();
  }

  /** The task as bytes. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    out.writeVarInt(ranges.size());
    for (Range range : ranges) {
      out.writeVarInt(range.file().input());
      out.writeText(range.file().name());
      out.writeVarLong(range.file().bytes());
      out.writeSigned(range.file().modifiedMillis());
      out.writeVarLong(range.start());
      out.writeVarLong(range.end());
    }
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static ReadTask fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    List<Range> ranges = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      InputFile file =
          new InputFile(in.readVarInt(), in.readText(), in.readVarLong(), in.readSigned());
      ranges.add(new Range(file, in.readVarLong(), in.readVarLong()));
    }
    return new ReadTask(ranges);
  }
}
