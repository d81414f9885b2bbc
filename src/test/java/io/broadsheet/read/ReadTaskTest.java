package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadTaskTest {
  private static final long MIB = 1 << 20;

  @Test
  void cutsALargeFileIntoRangesWithoutGaps() {
    List<ReadTask> tasks = ReadTask.plan(List.of(file("big", 100 * MIB)), file -> true, 1);
    assertThat(tasks, hasSize(8));
    List<ReadTask.Range> ranges = new ArrayList<>();
    tasks.forEach(task -> ranges.addAll(task.ranges()));
    ranges.sort(Comparator.comparing(ReadTask.Range::start));
    long next = 0;
    for (ReadTask.Range range : ranges) {
      assertThat(range.start(), is(next));
      next = range.end();
    }
    assertThat(next, is(Long.MAX_VALUE));
  }

  @Test
  void leavesWholeWhatCannotBeCut() {
    List<ReadTask> tasks = ReadTask.plan(List.of(file("big", 100 * MIB)), file -> false, 1);
    assertThat(tasks, hasSize(1));
    assertThat(tasks.get(0).ranges(), hasSize(1));
  }

  @Test
  void sharesManySmallFilesOutEvenly() {
    List<InputFile> files =
        IntStream.range(0, 1000).mapToObj(i -> file("f" + i, i * 100L)).toList();
    List<ReadTask> tasks = ReadTask.plan(files, file -> true, 1);
    assertThat(tasks, hasSize(8));
    assertThat(tasks.stream().mapToInt(task -> task.ranges().size()).sum(), is(1000));
    for (ReadTask task : tasks) {
      assertThat(Math.abs(task.ranges().size() - 125), lessThan(10));
    }
  }

  @Test
  void letsTwoWorkersReadALittleInput() {
    List<InputFile> files = List.of(file("a", 5), file("b", 6), file("c", 7));
    assertThat(ReadTask.plan(files, file -> true, 1), hasSize(1));
    assertThat(ReadTask.plan(files, file -> true, 2), hasSize(2));
    assertThat(ReadTask.plan(files, file -> true, 8), hasSize(2));
  }

  @Test
  void comesBackFromBytes() {
    ReadTask task =
        new ReadTask(
            List.of(
                new ReadTask.Range(new InputFile(3, "ä/b", 10, -5), 2, 7),
                new ReadTask.Range(file("c", 1), 0, Long.MAX_VALUE)));
    assertThat(ReadTask.fromBytes(task.toBytes()), is(task));
  }

  private static InputFile file(String name, long bytes) {
    return new InputFile(0, name, bytes, 1);
  }
}
