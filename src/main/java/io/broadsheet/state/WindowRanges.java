package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of windows, told by their starts: ranges that neither touch nor overlap, in order.
 *
 * @param ranges half-open, in epoch milliseconds
 */
public record WindowRanges(List<Range> ranges) implements Serializable {
  private static final WindowRanges ALL =
      new WindowRanges(List.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE)));

  /**
   * Windows that start in a span.
   *
   * @param from the earliest start
   * @param to the first instant behind the latest
   */
  public record Range(long from, long to) implements Serializable {}

  public WindowRanges {
    ranges = List.copyOf(ranges);
  }

  /** Every window. */
  public static WindowRanges all() {
    return ALL;
  }

  /** The windows that start from {@code from} up to but not at {@code to}. */
  public static WindowRanges between(long from, long to) {
    return new WindowRanges(from < to ? List.of(new Range(from, to)) : List.of());
  }

  public boolean isAll() {
    return equals(ALL);
  }

  /** Whether the window that starts at {@code start} is one of them. */
  public boolean contains(long start) {
    for (Range range : ranges) {
      if (range.from() <= start && start < range.to()) {
        return true;
      }
    }
    return false;
  }

  /** Whether all windows of another set are in this one. */
  public boolean containsAll(WindowRanges other) {
    return and(other).equals(this);
  }

  /** The windows of either. */
  public WindowRanges and(WindowRanges other) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.addAll(other.ranges);
    sorted.sort(Comparator.comparingLong(Range::from).thenComparingLong(Range::to));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.from() <= last.to()) {
        merged.set(merged.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        merged.add(range);
      }
    }
    return new WindowRanges(merged);
  }

  /** Writes what {@link #readFrom} reads. */
  public void writeTo(ByteWriter out) {
    out.writeVarInt(ranges.size());
    for (Range range : ranges) {
      out.writeLong(range.from());
      out.writeLong(range.to());
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static WindowRanges readFrom(ByteReader in) {
    List<Range> ranges = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      ranges.add(new Range(in.readLong(), in.readLong()));
    }
    return new WindowRanges(ranges);
  }
}
